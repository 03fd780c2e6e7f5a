"""What every command shares: what a person can mend is shown as lines, never as a traceback."""

from __future__ import annotations

import io
import sys
from typing import Any

import click

from finder.errors import FinderError
from finder.findings import Finding, for_github, for_people


class Command(click.Command):
    """A command that shows what a person can mend as lines, and ends with 1."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read what was typed; what is said from here on can be written in any encoding."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # A terminal may know no é or Arabic: a question mark, and no UnicodeEncodeError.
                stream.reconfigure(errors="replace")
        return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command.

        Whatever :class:`FinderError` it raises, and whatever the system refuses (a full disk, no
        rights), becomes lines; with ``--github`` they are annotations.
        """
        is_github = bool(ctx.params.get("github"))
        try:
            return super().invoke(ctx)
        except FinderError as error:
            for finding in error.findings:
                click.echo(for_github(finding) if is_github else for_people(finding))
            if not error.findings:
                _tell(str(error), is_github=is_github)
        except BrokenPipeError:
            raise  # somebody reads only the first lines, which click knows
        except OSError as error:
            _tell(refused(error), is_github=is_github)
        return ctx.exit(1)


def _tell(sentence: str, *, is_github: bool) -> None:
    if is_github:
        click.echo(for_github(Finding(rule="", file="", line=0, field="", message=sentence)))
    else:
        click.echo(sentence, err=True)


def refused(error: OSError) -> str:
    """What the system refused, as a sentence that says what to do."""
    where = f" bij {error.filename}" if error.filename else ""
    reason = error.strerror or str(error)
    return f"Het systeem weigert iets{where}: {reason}. Kijk de schijf en de rechten na."
