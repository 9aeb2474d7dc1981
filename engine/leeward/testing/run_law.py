"""One law held against one protocol, for as many patients as are asked for, the same ones every time."""

from zlib import crc32

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

from leeward.record import record
from leeward.testing.law import Law
from leeward.testing.patient_file import PatientFile
from leeward.testing.to_patients import patients
from leeward.testing.under_test import UnderTest

EXAMPLES = 25
"""Few, because each document has a dozen laws; ask for more at night."""


class NothingTried(AssertionError):
    """A law that was tried on nobody has not been tried: this is a failure, never a pass."""


@record
class Search:
    """How long to look for a patient that breaks a law. The same seed gives the same patients."""

    examples: int = EXAMPLES
    seed: int | str = 0


def hold(law: Law, under: UnderTest, search: Search = Search()) -> None:  # noqa: B008  frozen
    """Try the law on patients of the protocol.

    Raises:
        Broken: it does not hold; the patients in it are the simplest found.
        NothingTried: no patient was one that the law speaks of.
        Refused: what the documents accept names a law or a rule that is not there.
        EngineFault: the engines cannot be trusted with an answer.
    """

    accepted = under.accepted  # read first: an exception that names nothing is refused, needed or not

    @seed(crc32(f"{search.seed} {law.name} {under.protocol.id}".encode()))
    @settings(
        max_examples=max(1, int(search.examples * law.share)),
        database=None,
        deadline=None,
        print_blob=False,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(patient=patients(under.protocol), data=st.data())
    def tried(patient: PatientFile, data: st.DataObject) -> None:
        for broken in law.breaks(under, patient, data.draw):
            if (law.name, broken.rule) not in accepted:
                raise broken

    try:
        tried()
    except Unsatisfiable:
        raise NothingTried(f"law {law.name} found no patient of {under.protocol.id} to be tried on") from None
