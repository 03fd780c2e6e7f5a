"""What a check found: where, what is wrong in plain Dutch, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(StrEnum):
    """How serious a finding is. Only an error stops the build."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def label(self) -> str:
        """The Dutch word that people see."""
        return {"error": "FOUT", "warning": "LET OP", "notice": "TIP"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem, or one remark.

    Attributes:
        rule: a stable name for the kind of problem, such as ``postcode-unknown``.
        file: the path as a contributor knows it, relative to the repository.
        line: the line in that file, from 1; 0 when the whole file is meant.
        field: the key with dots, such as ``address.postcode``; empty when there is none.
        message: what is wrong, in plain Dutch.
        hint: what to write or do instead, in plain Dutch.
        severity: whether it stops the build.
    """

    rule: str
    file: str
    line: int
    field: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    @property
    def sort_key(self) -> tuple[str, int, str, str, str]:
        """File and line first, so that a reader can work from top to bottom."""
        return (self.file, self.line, self.field, self.rule, self.message)

    @property
    def is_error(self) -> bool:
        """Whether this finding stops the build."""
        return self.severity is Severity.ERROR


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by file and line, each once."""
    return sorted(set(findings), key=lambda finding: finding.sort_key)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether at least one finding stops the build."""
    return any(finding.is_error for finding in findings)


def for_people(finding: Finding) -> str:
    """The finding as a few lines of text for a terminal or a log."""
    where = f"{finding.file}:{finding.line}" if finding.line else finding.file
    field = f" [{finding.field}]" if finding.field else ""
    mend = f"\n    Doe dit: {finding.hint}" if finding.hint else ""
    return f"{finding.severity.label} {where}{field}\n    {finding.message}{mend}"


def for_github(finding: Finding) -> str:
    """The finding as a GitHub workflow command, which shows it on the line of a pull request.

    Source of the form and its escapes:
    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
    """
    line = str(finding.line or 1) if finding.file else ""
    place = {"file": finding.file, "line": line, "title": finding.field}
    properties = ",".join(f"{key}={_escape(value, ',:')}" for key, value in place.items() if value)
    text = f"{finding.message} {finding.hint}".strip()
    return f"::{finding.severity.value} {properties}".rstrip() + f"::{_escape(text)}"


def _escape(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
