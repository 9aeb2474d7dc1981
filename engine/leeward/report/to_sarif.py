"""Problems as SARIF 2.1.0, the exchange format of code scanners."""

import json
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from leeward.report.summary import files_of, in_order
from leeward.text.problem import Problem

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def to_sarif(problems: Iterable[Problem], files_checked: Iterable[str] | None = None) -> str:
    """One run with one result per problem."""
    ordered = in_order(problems)
    codes = sorted({problem.code for problem in ordered})
    seen: Counter[str] = Counter()
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "leeward", "rules": [_rule(code) for code in codes]}},
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": {"uri": _uri(file)}} for file in files_of(ordered, files_checked)],
                "results": [_result(problem, codes, seen) for problem in ordered],
            }
        ],
    }
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(code: str) -> dict[str, Any]:
    return {"id": code, "shortDescription": {"text": code.replace("-", " ")}}


def _result(problem: Problem, codes: list[str], seen: Counter[str]) -> dict[str, Any]:
    place = problem.place
    return {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": problem.severity,
        "message": {"text": problem.message + (f" (help: {problem.help})" if problem.help else "")},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(place.file)},
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


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
