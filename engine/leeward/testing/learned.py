"""The same patient with one more fact, and the same patient with one fact that is worse."""

from hypothesis import strategies as st

from leeward.model.expression import Stated, atoms
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State
from leeward.testing.draw import Draw
from leeward.testing.patient_file import PatientFile
from leeward.testing.to_patients import domains_of, write
from leeward.text.problem import Refused


def more_known(protocol: ClinicalProtocol, patient: PatientFile, draw: Draw) -> PatientFile | None:
    """The file with one more line, for an input that was not known; None where none can be added.

    Never for an input of which the vocabulary assumes a value, nor where the line makes something else
    unknown: neither is learning.
    """
    before = patient.state(protocol)
    domains = domains_of(protocol)
    unknown = [name for name in domains if name not in before.facts and name not in patient.lines]
    if not unknown:
        return None
    name = draw(st.sampled_from(unknown))
    value = draw(st.sampled_from(domains[name].values))
    learned = patient.with_line(name, write(value, domains[name].input))
    after = _read(learned, protocol)
    if after is None or after.facts.get(name) is None:
        return None
    kept = all(after.facts.get(one) == fact for one, fact in before.facts.items())
    return learned if kept else None


def one_worse(protocol: ClinicalProtocol, patient: PatientFile, draw: Draw) -> tuple[str, PatientFile] | None:
    """An input, and the file in which it is worse and all else the same; None where nothing can be worse.

    Worse is what the vocabulary declares.
    """
    before = patient.state(protocol)
    domains = domains_of(protocol)
    worsening = {
        name: values
        for name, domain in domains.items()
        if name in before.facts and (values := domain.worse_than(before.facts[name].value))
    }
    if not worsening:
        return None
    name = draw(st.sampled_from(sorted(worsening)))
    value = draw(st.sampled_from(worsening[name]))
    worse = patient.with_line(name, write(value, domains[name].input))
    after = _read(worse, protocol)
    if after is None or after.facts.keys() != before.facts.keys():
        return None
    changed = [one for one, fact in after.facts.items() if fact.value != before.facts[one].value]
    return (name, worse) if changed == [name] else None


def can_worsen(protocol: ClinicalProtocol) -> bool:
    """Whether the protocol reads any input of which the vocabulary declares a direction."""
    return any(domain.input.worse is not None for domain in domains_of(protocol).values())


def derived_by(protocol: ClinicalProtocol) -> frozenset[str]:
    """The yes/no inputs that follow from others when nobody states them."""
    return frozenset(
        proposition.name
        for proposition in protocol.propositions
        if proposition.kind == "derived"
        and any(isinstance(atom, Stated) for atom in atoms(proposition.condition))
    )


def _read(patient: PatientFile, protocol: ClinicalProtocol) -> State | None:
    """None for what no patient is: a systolic pressure that is now below the diastolic one."""
    try:
        return patient.state(protocol)
    except Refused:
        return None
