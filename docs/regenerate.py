"""Write the generated parts of these pages anew, from the bundled documents."""

import re
from pathlib import Path

from leeward.backends.to_input_table import to_input_table
from leeward.library import find
from leeward.link.load import load_protocol

PAGE = Path(__file__).with_name("patient-file.md")
_PART = re.compile(r"(?<=<!-- generated: inputs -->\n).*?(?=<!-- end -->)", re.DOTALL)


def regenerated(page: str) -> str:
    """The page with its table of inputs as the bundled vocabulary has it now."""
    table = to_input_table(load_protocol(find("bsab-vocabulary")))
    return _PART.sub(lambda _: f"\n{table}\n", page)


if __name__ == "__main__":
    PAGE.write_text(regenerated(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
