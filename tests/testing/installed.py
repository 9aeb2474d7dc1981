"""pytest in a folder of its own, with leeward's entry points as the wheel declares them."""

import os
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]


def is_installed() -> bool:
    """Whether this interpreter has leeward with its entry points, from a wheel or as it is edited."""
    return any(one.name == "leeward" for one in entry_points(group="pytest11"))


def python(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """One run in the folder. Where leeward is only on the path, its entry points are read from pyproject."""
    paths = [environment.pop("FIRST", ""), os.environ.get("PYTHONPATH", "")]
    if not is_installed():
        paths.append(str(_declared(folder)))
    settings = {"PYTHONPATH": os.pathsep.join(filter(None, paths)), "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, **settings, **environment},
        capture_output=True,
        encoding="utf-8",
    )


def pytest_in(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`pytest` in the folder, alone."""
    few = ("--leeward-examples", "3")
    return python(folder, "-m", "pytest", "-p", "no:cacheprovider", *few, *arguments, **environment)


def _declared(folder: Path) -> Path:
    """A folder that says of leeward what its wheel would say."""
    place = folder.parent / f"{folder.name}-declared"
    info = place / "leeward-0.1.0.dist-info"
    if not info.exists():
        info.mkdir(parents=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: leeward\nVersion: 0.1.0\n")
        project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        lines = [
            line
            for group, points in project["entry-points"].items()
            for line in (f"[{group}]", *(f"{name} = {value}" for name, value in points.items()))
        ]
        (info / "entry_points.txt").write_text("\n".join(lines) + "\n")
    return place
