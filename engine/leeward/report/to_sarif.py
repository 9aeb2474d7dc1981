"""Problems as SARIF 2.1.0, the exchange format of code scanners."""

import json
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from leeward import __version__
from leeward.lint.pages import REFUSAL, every_page
from leeward.report.summary import files_of, in_order, remedies
from leeward.text.problem import Problem

_ROOT = "%SRCROOT%"
"""The usual name of the folder that relative paths begin at; where it is on this machine stays unsaid."""

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def to_sarif(problems: Iterable[Problem], files_checked: Iterable[str] | None = None) -> str:
    """One run with one result per problem."""
    ordered = in_order(problems)
    codes = sorted({problem.code for problem in ordered})
    uris = sorted({_uri(file) for group in (files_checked, None) for file in files_of(ordered, group)})
    seen: Counter[str] = Counter()
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "leeward",
                        "version": __version__,
                        "rules": [_rule(code) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "newlineSequences": ["\r\n", "\n", "\r"],
                "originalUriBaseIds": {_ROOT: {"description": {"text": "where the command was run"}}},
                "artifacts": [{"location": _location(uri)} for uri in uris],
                "results": [_result(problem, codes, uris, seen) for problem in ordered],
            }
        ],
    }
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(code: str) -> dict[str, Any]:
    """What a scanner shows of a kind of problem; of one that has a page, what the page says."""
    page = every_page().get(code)
    if page is None:
        return {"id": code, "shortDescription": {"text": code.replace("-", " ")}}
    error = f"{REFUSAL} " if page.refusal else ""
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in code.split("-")),
        "shortDescription": {"text": page.words},
        "fullDescription": {"text": f"{error}{page.why}"},
        "help": {
            "text": f"{error}{page.why} See {page.address}.",
            "markdown": f"{error}{page.why}\n\nAvoid:\n\n```yaml\n{page.avoid}```\n\n"
            f"Prefer:\n\n```yaml\n{page.prefer}```\n\nThe page: `{page.address}`",
        },
    }


def _result(problem: Problem, codes: list[str], uris: list[str], seen: Counter[str]) -> dict[str, Any]:
    place = problem.place
    uri = _uri(place.file)
    apart = "; ".join(f"{label}: {text}" for label, text in remedies(problem))
    return {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": problem.severity,
        "message": {"text": problem.message + (f" ({apart})" if apart else "")},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {**_location(uri), "index": uris.index(uri)},
                    "region": {
                        "startLine": place.line,
                        "startColumn": place.column,
                        "endColumn": place.column + place.length,
                    },
                }
            }
        ],
        "partialFingerprints": {"leeward/v1": _fingerprint(problem, seen)},
    }


def _fingerprint(problem: Problem, seen: Counter[str]) -> str:
    """The same for the same fault after lines above it have come or gone."""
    parts = (problem.code, _uri(problem.place.file), problem.message, problem.excerpt.strip())
    digest = sha256("\0".join(parts).encode()).hexdigest()[:32]
    seen[digest] += 1
    return f"{digest}:{seen[digest]}"


def _location(uri: str) -> dict[str, Any]:
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": _ROOT}


def _uri(file: str) -> str:
    """Relative where it can be; a path that climbs with `..` is made absolute, as the format asks."""
    path = PurePath(file)
    if ".." in path.parts:
        path = Path(file).resolve()
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
