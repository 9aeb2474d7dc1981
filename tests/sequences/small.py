"""A small protocol with the four limits of tocilizumab, written whole so that single faults can be put in."""

from pathlib import Path

from tests.plan.make import SMALL

from leeward.link.load import load_protocol
from leeward.model.protocol import ClinicalProtocol

TOCI = """rules:
  - id: toci
    when: crs >= 2
    give: tocilizumab
    dose: 8 mg/kg
    at_most: 800 mg
    every: 8 h
    limits: [3 in 24 h, 4 in total, 8 h apart]
    because: first drug from grade 2
    source: guide page 6
"""
SECOND = """  - id: second
    when: flag_a
    consider: tocilizumab
    dose: 8 mg/kg
    at_most: 800 mg
    limits: [3 in 24 h, 4 in total, 8 h apart]
    because: also for flag A
    source: guide page 6
"""
STEROID = """rules:
  - id: steroid
    when: crs >= 1
    give: dexamethasone
    dose: 10 mg
    every: 6 h
    because: from grade 1
    source: guide page 6
"""
MORE_STEROID = """  - id: more
    when: crs >= 2
    give: dexamethasone
    dose: 20 mg
    every: 12 h
    because: more from grade 2
    source: guide page 6
"""
TAPER = """  - id: taper
    when: flag_a
    give: dexamethasone
    dose: 10 mg
    every: 6 h
    for: 1 d
    taper:
      - {dose: 4 mg, every: 12 h, for: 1 d}
    course: {broken_after: 12 h, because: one dose may be missed}
    because: tapered for flag A
    source: guide page 6
"""
OTHER_NAME = "  toci_sc: {title: tocilizumab under the skin, kind: drug, phase: treat}\n"


def small(folder: Path, rules: str = TOCI, words: str = "") -> ClinicalProtocol:
    """The small protocol with these rules, and with these words added to its vocabulary."""
    for document in SMALL.glob("*.protocol.yaml"):
        (folder / document.name).write_bytes(document.read_bytes())
    vocabulary = folder / "small-vocabulary.protocol.yaml"
    vocabulary.write_text(vocabulary.read_text(encoding="utf-8") + words, encoding="utf-8")
    path = folder / "small.protocol.yaml"
    path.write_text(path.read_text(encoding="utf-8") + rules, encoding="utf-8")
    return load_protocol(path)
