"""The same patient gives the same bytes, from engines built anew."""

from collections.abc import Iterator
from fractions import Fraction

from leeward.plan.to_json import to_json
from leeward.testing.break_of_a_law import Broken
from leeward.testing.draw import Draw
from leeward.testing.patient_file import PatientFile
from leeward.testing.under_test import UnderTest

SHARE = Fraction(1, 5)


def breaks(under: UnderTest, patient: PatientFile, draw: Draw) -> Iterator[Broken]:
    one, other = (
        to_json(evaluator.plan(patient.state(under.protocol)))
        for evaluator in (under.evaluator, under.second)
    )
    if one != other:
        yield Broken("two runs write two different plans", patient=patient)
