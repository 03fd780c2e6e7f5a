"""Show the site on this computer, and build it again when a file changes."""

from __future__ import annotations

import html
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click
from finder.commands import Command
from finder.findings import Severity
from finder.publishing.warming import Outcome, Warm
from finder.settings import read_settings
from mkdocs.livereload import _SCRIPT_TEMPLATE, LiveReloadServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment

ROOT = Path(__file__).parent.parent
HOST = "127.0.0.1"
PORT = 8000
# Seconds that one build may take, so that the next change is seen.
LONGEST = 900.0
# A change in one of these builds the site again. The build itself writes in none of them.
WATCHED = ("initiatives", "docs", "scripts/finder", "mkdocs.yml")
NOT_BUILT = """<!doctype html>
<html lang=nl>
<meta charset=utf-8>
<title>Nog niet gebouwd</title>
<p>De site is nog niet gebouwd. Kijk in het venster waarin je <code>make serve</code> typte.
Herstel de fouten die daar staan. Dan verschijnt de site hier vanzelf.</p>
"""
_SCRIPT = "/livereload.js"
_LABELS = tuple(severity.label for severity in Severity)


class Preview(LiveReloadServer):
    """MkDocs' own server for a preview, with its reload script as a file.

    MkDocs writes that script into each page. The security policy of our pages refuses a script that
    stands in the page, and allows one that comes from the same host.
    """

    def __init__(
        self,
        builder: Callable[[], Outcome],
        site: Path,
        port: int,
        mount_path: str,
        ahead: Callable[[], str],
    ) -> None:
        super().__init__(self._build, HOST, port, str(site), mount_path=mount_path)
        self.site, self._builder, self._ahead = site, builder, ahead
        self.outcome = Outcome(is_built=True, said="")
        self.error_handler = self._error_page

    def _build(self) -> None:
        """Build, and remember what was said for the pages that are shown from now on.

        A page that is published ahead of the rest is shown at once.
        """
        if self._ahead():
            self._show()
        self.outcome = self._builder()

    def _show(self) -> None:
        """Let browsers load what there is now, and once more what comes after it."""
        with self._epoch_cond:
            self._visible_epoch = self._wanted_epoch
            self._wanted_epoch += 1
            self._epoch_cond.notify_all()

    def build_first(self) -> None:
        """Make the server begin with a build, when it listens and watches already."""
        self._want_rebuild = True

    def server_activate(self) -> None:
        """Listen, and say where."""
        super().server_activate()
        address = f"http://{HOST}:{self.server_address[1]}{self.mount_path}"
        click.echo(f"Kijk op {address} (stop met Ctrl+C).")

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """The page with a link to the script; ``epoch`` tells which build the page is from."""
        tag = f'{told(self.outcome)}<script src="{_SCRIPT}?{epoch}"></script>'.encode()
        before, body, after = content.rpartition(b"</body>")
        return before + tag + body + after if body else content + tag

    def _serve_request(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes] | None:
        epoch = environ.get("QUERY_STRING", "")
        if environ["PATH_INFO"] == _SCRIPT and re.fullmatch(r"[0-9]{1,20}", epoch):
            return _serve_script(epoch, start_response)
        answer: Iterable[bytes] | None = super()._serve_request(environ, start_response)
        return answer

    def _error_page(self, _code: int) -> bytes:
        """The site's own page for an unknown address, which reloads like any other."""
        page = self.site / "404.html"
        content = page.read_bytes() if page.is_file() else NOT_BUILT.encode()
        return self._inject_js_into_html(content, self._visible_epoch)


def builder(root: Path) -> Warm:
    """What builds the site of the repository ``root`` into ``root/site``.

    A process of its own, that takes up changes in the code too. After an error the old site stands.
    """
    # -B: no compiled code in a folder that is watched, or each build would start the next one.
    # Whoever writes a text looks at the Dutch page; the other languages would take as long each.
    command = [sys.executable, "-B", str(root / "scripts" / "build.py"), "--only-dutch"]
    return Warm([*command, "--root", str(root)], root / "scripts", LONGEST)


def rebuild(warm: Warm) -> Outcome:
    """Build the site, and print what the build says."""
    outcome = warm.build()
    if outcome is None:
        late = f"De site was na {LONGEST:g} seconden niet klaar. De oude staat er nog."
        outcome = Outcome(is_built=False, said=late)
    click.echo(outcome.said.rstrip())
    return outcome


def preview(
    root: Path, port: int, builder: Callable[[], Outcome], ahead: Callable[[], str] = str
) -> Preview:
    """The server of a repository, ready to serve.

    Args:
        root: the folder of the repository.
        port: where to listen; 0 for any.
        builder: called for each build.
        ahead: called before it; publishes the page of what changed and returns its address.
    """
    address = urlsplit(read_settings(root / "mkdocs.yml").url)
    server = Preview(builder, root / "site", port, address.path or "/", ahead)
    for name in WATCHED:
        server.watch(str(root / name))
    server.build_first()
    return server


def told(outcome: Outcome) -> str:
    """What a build found, to stand on every page: mistakes in sight, remarks folded away.

    A dialog needs no style, which the security policy of our pages would refuse.
    """
    text = html.escape(outcome.said.strip())
    if not outcome.is_built:
        title = "De site is niet vernieuwd. Herstel dit eerst:"
        return f"<dialog open><strong>{title}</strong><pre>{text}</pre></dialog>"
    found = any(label in outcome.said for label in _LABELS)
    return f"<details><summary>Opmerkingen</summary><pre>{text}</pre></details>" if found else ""


def _serve_script(epoch: str, start_response: StartResponse) -> list[bytes]:
    script = _SCRIPT_TEMPLATE.substitute(epoch=epoch, request_id=time.monotonic_ns())
    headers = [("Content-Type", "application/javascript"), ("Cache-Control", "no-store")]
    start_response("200 OK", headers)
    return [script.encode()]


@click.command(cls=Command)
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, help="Poort; standaard 8000.")
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, hidden=True)
def main(port: int, root: Path) -> None:
    """Toon de site op deze computer. Ze vernieuwt als je een bestand verandert."""
    root = root.resolve()
    warm = builder(root)
    server = preview(root, port, lambda: rebuild(warm), warm.page)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        click.echo("Gestopt.")
    except OSError as error:
        click.echo(f"Poort {port} is niet vrij ({error.strerror}).")
        click.echo(f"Probeer: .venv/bin/python scripts/serve.py --port {port + 1}")
        sys.exit(1)
    finally:
        server.shutdown()
        warm.stop()


if __name__ == "__main__":
    main()
