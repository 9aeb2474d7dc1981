"""A small protocol of its own, so that these tests do not move with the bundled ones."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent, indent

from leeward.engines.kernel import Kernel
from leeward.link.load import load_protocol
from leeward.model.protocol import ClinicalProtocol
from leeward.patient.from_yaml import read_patient
from leeward.plan.build import make_plan
from leeward.plan.model.orders import Order
from leeward.plan.model.plan import EnginesUsed, Plan

SMALL = Path(__file__).parent / "small"
AT = datetime(2026, 11, 20, 14, tzinfo=UTC)
ENGINES = EnginesUsed("2.0.28", "test")

WELL = {
    "at": "2026-11-20T14:00:00Z",
    "product": "teclistamab",
    "age": "60 a",
    "weight": "70 kg",
    "temperature": "36.8 Cel",
    "systolic_bp": "120 mm[Hg]",
    "vasopressors": "[]",
    "flag_a": "no",
    "flag_b": "no",
    "given": "[]",
}


def protocol_with(folder: Path, rules: str = "", bsab: str = "") -> ClinicalProtocol:
    """The small protocol with these rules, written as in a document."""
    for document in SMALL.glob("*.protocol.yaml"):
        (folder / document.name).write_bytes(document.read_bytes())
    path = folder / "small.protocol.yaml"
    text = path.read_text(encoding="utf-8")
    for key, part in (("rules", rules), ("bsab", bsab)):
        if part:
            text += f"{key}:\n{indent(_with_reasons(part), '  ')}\n"
    path.write_text(text, encoding="utf-8")
    return load_protocol(path)


def _with_reasons(rules: str) -> str:
    """Every rule must say why; most of these tests do not care."""
    lines = dedent(rules).strip().splitlines()
    return "\n".join(
        line
        if "because:" in line or "- {" not in line
        else line.replace("source: guide", "because: asked, source: guide")
        for line in lines
    )


def patient(**changes: object) -> str:
    """A patient file: a well patient with these lines changed; None takes a line away."""
    lines = {**WELL, **changes}
    return "".join(f"{key}: {value}\n" for key, value in lines.items() if value is not None)


def plan_of(protocol: ClinicalProtocol, text: str, at: datetime | None = None) -> Plan:
    """The plan the kernel alone would give."""
    state = read_patient(text.encode(), "patient.yaml", protocol, at)
    kernel = Kernel(protocol)
    return make_plan(protocol, state, kernel.signals(state), ENGINES, kernel)


def doses(*times: str, drug: str = "tocilizumab") -> str:
    """The history `given`, with doses at these times of 19 or 20 November, as in `20T06:10`."""
    return f"[{', '.join(f'{{drug: {drug}, at: 2026-11-{time}:00Z}}' for time in times)}]"


def ordered(plan: Plan) -> list[str]:
    return [order.order for order in plan.actions]


def the(plan: Plan, name: str) -> Order:
    """The one order of this intervention."""
    found = [order for order in plan.actions if order.order == name]
    assert len(found) == 1
    return found[0]


def rules_of(entries: Iterable[object]) -> list[str]:
    return [entry.rule for entry in entries]  # type: ignore[attr-defined]
