"""One base for every error that a person reads as lines, never as a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from finder.findings import Finding


class FinderError(Exception):
    """Something is wrong that a person can mend.

    Every error of this library that may reach a command is one of these;
    :mod:`finder.commands` shows it as lines.

    Args:
        said: what is wrong, as a sentence in plain Dutch, or as findings.

    Attributes:
        findings: what is wrong, each with its file and its mend; empty when there is one sentence.
    """

    def __init__(self, said: str | Sequence[Finding]) -> None:
        self.findings = [] if isinstance(said, str) else list(said)
        text = said if isinstance(said, str) else "; ".join(f.message for f in self.findings)
        super().__init__(text)


class PublishError(FinderError):
    """The site could not be made; the old one stands. ``findings`` tell why."""
