"""Writes the files of a new institution's repository."""

import json
import re
from dataclasses import replace
from pathlib import Path
from string import Template

from leeward import __version__
from leeward.backends.to_patient_schema import to_patient_schema
from leeward.language.schema import document_schema
from leeward.language.schema.for_editors import for_editors
from leeward.library import SUFFIX, bundled, find, find_used
from leeward.link.load import load_protocol

_TEMPLATE = Path(__file__).with_name("template")
_PLACES = {
    "README.md": "README.md",
    "ID/ID.protocol.yaml": "{id}/{id}.protocol.yaml",
    "ID/cases.yaml": "{id}/cases.yaml",
    "patients/example.yaml": "patients/example.yaml",
    "pre-commit-config.yaml": ".pre-commit-config.yaml",
    "workflow.yml": ".github/workflows/protocol.yml",
}
_ID = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")


class CannotMake(ValueError):
    """The repository cannot be written as asked; `help` is the remedy."""

    def __init__(self, message: str, help: str) -> None:
        self.help = help
        super().__init__(message)


def new_repository(id: str, title: str, base: str, folder: Path) -> tuple[Path, ...]:
    """Writes the files below `folder` and names them; nothing that is there is written over.

    Raises:
        CannotMake: the id is no id or is taken, a file is in the way, or the base is not a protocol with a
            product or could not be found from the folder.
        UnknownProtocol: there is no such base.
        Refused: the base has faults.
        OSError: the folder cannot be written.
    """
    _check_id(id)
    protocol = load_protocol(find(base))
    if protocol.kind != "protocol" or not protocol.products:
        raise CannotMake(
            f"`{base}` cannot be a base", "choose a document of kind `protocol`; `protocol list` shows them"
        )
    if find_used(protocol.id, folder / id / f"{id}{SUFFIX}") is None:
        help = f"copy its folder to `{folder / protocol.id}`, or choose one of the library"
        raise CannotMake(f"`{protocol.id}` would not be found from `{folder}`", help)
    title = " ".join(title.split())
    words = {
        "id": id,
        "title": title,
        "title_yaml": json.dumps(title, ensure_ascii=False),
        "base": protocol.id,
        "product": protocol.products[0].drug,
        "version": __version__.partition("+")[0],
    }
    files = {folder / place.format(id=id): _filled(name, words) for name, place in _PLACES.items()}
    files[folder / "protocol.schema.json"] = _as_json(document_schema())
    files[folder / "patient.schema.json"] = _as_json(to_patient_schema(replace(protocol, id=id)))
    for path in files:
        if path.exists():
            raise CannotMake(f"`{path}` is already there", "choose another folder")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tuple(files)


def _filled(name: str, words: dict[str, str]) -> str:
    return Template((_TEMPLATE / name).read_text(encoding="utf-8")).substitute(words)


def _check_id(id: str) -> None:
    if not _ID.fullmatch(id):
        raise CannotMake(
            f"`{id}` is no id", "write small letters, digits and hyphens, as in `st-elsewhere-bsab`"
        )
    if id in {document.name.removesuffix(SUFFIX) for document in bundled()}:
        raise CannotMake(f"`{id}` is a document of the library", "choose an id of your own")


def _as_json(schema: dict[str, object]) -> str:
    """As `protocol schema` prints it, so that a new version shows only what has changed."""
    return f"{json.dumps(for_editors(schema), indent=2, ensure_ascii=False)}\n"
