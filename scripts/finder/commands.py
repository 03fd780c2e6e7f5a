"""What every command shares: what a person can mend is shown as lines, never as a traceback."""

from __future__ import annotations

import click

from finder.errors import FinderError
from finder.findings import for_people


class Command(click.Command):
    """A command that shows what a person can mend as lines, and ends with 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command.

        Whatever :class:`FinderError` it raises, and whatever the system refuses (a full disk, no
        rights), becomes lines.
        """
        try:
            return super().invoke(ctx)
        except FinderError as error:
            for finding in error.findings:
                click.echo(for_people(finding))
            if not error.findings:
                click.echo(str(error), err=True)
        except BrokenPipeError:
            raise  # somebody reads only the first lines, which click knows
        except OSError as error:
            click.echo(refused(error), err=True)
        return ctx.exit(1)


def refused(error: OSError) -> str:
    """What the system refused, as a sentence that says what to do."""
    where = f" bij {error.filename}" if error.filename else ""
    reason = error.strerror or str(error)
    return f"Het systeem weigert iets{where}: {reason}. Kijk de schijf en de rechten na."
