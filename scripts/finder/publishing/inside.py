"""What stands inside pages instead of in a file: the first script, and the style of quick pages.

Each file that a page waits for costs a round trip, which on a bad connection is most of the time.
A page in a hurry therefore holds its style. The security policy of our pages allows no script and
no style that stands in a page, but for those with these hashes
(https://www.w3.org/TR/CSP3/#match-element-to-source-list).
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import TYPE_CHECKING

from finder.rendering.theme import FOLDER as THEME

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER = "assets/js"
SCRIPT = f"{FOLDER}/main.js"
STYLE, MORE_STYLE = "assets/site.css", "assets/more.css"
TEMPLATE = f"{THEME}/inside.html"
_NEEDS = "const NEEDS = {};"
_MARK = " // elsewhere"
_ELSEWHERE = re.compile(rf"^.*{_MARK}\n", re.MULTILINE)
_IMPORTED = re.compile(r'^(?:import\b[^;]*?|\}) from "\./(\w+)\.js";', re.MULTILINE)
_FEATURE = re.compile(r'\["[^"\n]+", "(\w+)"(?:, "[^"\n]+")?\]')


def inside(docs: Path) -> dict[str, str]:
    """What the theme writes into pages, by name, and the hash of each for the policy.

    Args:
        docs: the source tree; what it does not have is empty, and then the theme links to files.
    """
    script, result_script = first_script(docs), first_script(docs, is_result=True)
    style, more = (_on_one_line(_text(docs / name)) for name in (STYLE, MORE_STYLE))
    parts = {
        "script": script,
        "result_script": result_script,
        "style": style,
        "all_style": style + more if more else "",
    }
    hashes = {f"{name}_hash": content_hash(text) if text else "" for name, text in parts.items()}
    return parts | hashes


def put_inside(docs: Path) -> None:
    """Write it into the theme of a tree that has one, as a template that sets ``inside``.

    So MkDocs alone makes the same pages of that tree.
    """
    place = docs / TEMPLATE
    if not place.parent.is_dir():
        return
    text = f"{{% set inside = {json.dumps(inside(docs))} %}}\n"
    if not place.is_file() or place.read_text(encoding="utf-8") != text:
        place.unlink(missing_ok=True)
        place.write_text(text, encoding="utf-8")


def first_script(docs: Path, *, is_result: bool = False) -> str:
    """The script for the head of every page, which knows what each module imports.

    A page of results holds no line that is marked for elsewhere.
    """
    code = _text(docs / SCRIPT)
    code = _ELSEWHERE.sub("", code) if is_result else code.replace(_MARK, "")
    imports = {path.stem: _IMPORTED.findall(_text(path)) for path in (docs / FOLDER).glob("*.js")}
    features = {name: needs(name, imports) for name in _FEATURE.findall(code)}
    known = {name: found for name, found in features.items() if found}
    listed = json.dumps(known, separators=(",", ":"))
    return _without_indents(code.replace(_NEEDS, f"const NEEDS = {listed};"))


def needs(module: str, imports: Mapping[str, list[str]]) -> list[str]:
    """All modules that a module imports, also by way of others, in the order of their names."""
    found: set[str] = set()
    left = [module]
    while left:
        new = set(imports.get(left.pop(), ())) - found
        found |= new
        left += new
    return sorted(found - {module})


def content_hash(text: str) -> str:
    """The source expression that allows one script or style, quotes included."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _on_one_line(style: str) -> str:
    """A style without the ends of its lines, none of which stands between two words."""
    return re.sub(r"\s*\n\s*", "", style)


def _without_indents(code: str) -> str:
    return re.sub(r"^\s+", "", code, flags=re.MULTILINE)
