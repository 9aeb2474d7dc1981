"""What pytest runs: one item for each case of a cases file, one for each law of a document."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pytest

from leeward.cases.case import Case
from leeward.cases.from_yaml import document_named, read_cases
from leeward.cases.run import Ready, Report, Result, make_ready, run_case
from leeward.cases.to_text import report_lines, result_lines
from leeward.engines.faults import EngineFault
from leeward.text.problem import Refused

if TYPE_CHECKING:
    from leeward.testing.law import Law
    from leeward.testing.run_law import Search
    from leeward.testing.under_test import UnderTest


class Fails(AssertionError):
    """A case or a law that fails, in the words to print."""


class CasesFile(pytest.File):
    """A cases file. It is read when it is collected; its document is linked when its first case runs."""

    def collect(self) -> Iterator[pytest.Item]:
        try:
            cases = read_cases(self.path.read_bytes(), str(self.path))
        except Refused as refused:
            raise self.CollectError(self.refusal(refused)) from None
        for case in cases.cases:
            yield CaseItem.from_parent(self, name=case.name, case=case)

    @cached_property
    def ready(self) -> Ready:
        """The document under test, ready to run.

        Raises:
            Refused: it cannot be used.
        """
        return make_ready(self.path)

    def refusal(self, refused: Refused) -> str:
        """In the words of `protocol test`."""
        of = document_named(self.path.read_bytes(), self.path)
        return "\n".join(report_lines(Report(str(self.path), of, problems=refused.problems)))


class Checked(pytest.Item):
    """An item that says what it has to say in its own words, without a traceback."""

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        if isinstance(excinfo.value, Fails | EngineFault):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))


class CaseItem(Checked):
    """One case."""

    parent: CasesFile

    def __init__(self, *, case: Case, **of_pytest: Any) -> None:
        super().__init__(**of_pytest)
        self.case = case

    def runtest(self) -> None:
        try:
            result: Result = run_case(self.case, self.parent.ready)
        except Refused as refused:
            raise Fails(self.parent.refusal(refused)) from None
        if not result.passed:
            raise Fails("\n".join(result_lines(result)))

    def reportinfo(self) -> tuple[Any, int, str]:
        return self.path, self.case.place.line - 1, self.name


class LawsFile(pytest.File):
    """A document, and the laws that can fail for it."""

    def collect(self) -> Iterator[pytest.Item]:
        try:
            from leeward.testing.law import laws_for
        except ModuleNotFoundError as missing:
            if missing.name != "hypothesis":
                raise
            remedy = "pip install 'leeward[testing]'"
            raise self.CollectError(f"the laws need hypothesis, which is not installed: {remedy}") from None
        try:
            laws = laws_for(self.under.protocol)
        except Refused as refused:
            from leeward.report.to_text import to_text

            raise self.CollectError(to_text(refused.problems)) from None
        for law in laws:
            yield LawItem.from_parent(self, name=law.name, law=law)

    @cached_property
    def under(self) -> "UnderTest":
        """The document, loaded once for all its laws.

        Raises:
            Refused: it cannot be used.
        """
        import leeward
        from leeward.testing.under_test import UnderTest

        return UnderTest(leeward.load(str(self.path)))


class LawItem(Checked):
    """One law of one document."""

    parent: LawsFile

    def __init__(self, *, law: "Law", **of_pytest: Any) -> None:
        super().__init__(**of_pytest)
        self.law = law

    def runtest(self) -> None:
        from leeward.testing.break_of_a_law import Broken
        from leeward.testing.run_law import NothingTried, hold
        from leeward.testing.to_report import to_report

        under, search = self.parent.under, search_of(self.config)
        try:
            hold(self.law, under, search)
        except Refused as refused:
            from leeward.report.to_text import to_text

            raise Fails(to_text(refused.problems)) from None
        except NothingTried as nothing:
            raise Fails(str(nothing)) from None
        except Broken as broken:
            again = f"pytest '{self.nodeid}' --leeward-examples {search.examples}"
            seed = f" --hypothesis-seed {search.seed}" if search.seed else ""
            folder = self.config.getoption("leeward_save")
            raise Fails(to_report(self.law, broken, under, again + seed, folder)) from None

    def reportinfo(self) -> tuple[Any, int, str]:
        return self.path, 0, f"{self.parent.under.protocol.id}: {self.name}"


def search_of(config: pytest.Config) -> "Search":
    """As many patients as the options say, and the seed that was given to Hypothesis."""
    from leeward.testing.run_law import Search

    asked = config.getoption("leeward_examples")
    examples = int(config.getini("leeward_examples")) if asked is None else asked
    return Search(examples, config.getoption("hypothesis_seed", None) or 0)
