"""Plain Dutch outside the initiatives: hand-written pages, and the words in the files of the site.

What a visitor reads is checked; pages and folded boxes for professionals are exempt, by name, in
``data/plain-language.yml``.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from finder.files.reading import read_file
from finder.language.rules import MASK, check_text, finding, mean_length

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from finder.files.reading import Document, Tree
    from finder.findings import Finding
    from finder.language.rules import Rules

PAGES = "docs"
_LANGUAGE = re.compile(r"[a-z]{2}")
# The files with words for visitors, and which of their fields those are.
FILES = {
    "initiatives/taxonomy.yml": r"kinds\.[\w-]+\.(label|explanation)|groups\..+",
    "scripts/finder/words/nl.yml": r"(?!language$|tongue\.speak$).+",
    "scripts/finder/data/choice.yml": r".+\.(question|hint|text|why|watch)",
    "scripts/finder/data/glossary.yml": r"terms\.[\w-]+\.text",
}


def check_project(root: Path, rules: Rules) -> list[Finding]:
    """All that is wrong in the texts of a repository outside its initiatives.

    Args:
        root: the folder of the repository; what it does not have is not checked.
        rules: from :func:`finder.language.rules.load_rules`.
    """
    found: list[Finding] = []
    for path in _in_dutch(root / PAGES):
        text = path.read_text(encoding="utf-8", errors="replace")
        found += check_markdown(path.relative_to(root).as_posix(), text, rules)
    for file, fields in FILES.items():
        if (root / file).is_file():
            document, problems = read_file(root / file, file)
            found += problems
            found += check_strings(document, rules, fields) if document else []
    return found


def _in_dutch(pages: Path) -> list[Path]:
    """The hand-written pages, but for those in the folder of another language, such as ``fr/``."""
    names = (path.relative_to(pages) for path in sorted(pages.rglob("*.md")))
    return [pages / name for name in names if not _LANGUAGE.fullmatch(name.parts[0])]


# --- files with words --------------------------------------------------------------------------

_PLACEHOLDER = re.compile(r"\{\w*\}")


def check_strings(document: Document, rules: Rules, fields: str = ".+") -> Iterator[Finding]:
    """What is wrong in the words of a file such as ``strings/nl.yml``.

    Args:
        document: the file; what stands between braces is filled in later and not judged.
        rules: from :func:`finder.language.rules.load_rules`.
        fields: a pattern of the fields to judge, such as ``terms.caw.text``.
    """
    wanted = re.compile(fields)
    for path, text in _leaves(document.data):
        if wanted.fullmatch(path):
            for line in _PLACEHOLDER.sub(_masked, text).splitlines():
                for problem in check_text(line, rules, kind="page"):
                    yield finding(problem, document.file, document.line(path), path)


def _leaves(tree: Tree, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(tree, str):
        yield path, tree
        return
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in pairs:
        yield from _leaves(value, f"{path}.{key}" if path else str(key))


def _masked(found: re.Match[str]) -> str:
    return MASK * len(found[0])


# --- Markdown ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Block:
    """One paragraph, title, line of a list or cell of a table, without markup.

    ``lines`` holds, for each line of the file in it, where in the text that line starts.
    """

    text: str
    lines: tuple[tuple[int, int], ...]

    def line(self, offset: int) -> int:
        """The line of the file, from 1, on which a place in the text stands."""
        return max(number for start, number in self.lines if start <= max(offset, 0))


def check_markdown(file: str, text: str, rules: Rules) -> list[Finding]:
    """What is wrong on a hand-written page; nothing when the page is for professionals.

    Args:
        file: the path of the page, such as ``docs/rechten.md``.
        text: what the file holds.
        rules: from :func:`finder.language.rules.load_rules`.
    """
    if file.removeprefix(f"{PAGES}/") in rules.book.editorial:
        return []
    found: list[Finding] = []
    counts: list[int] = []
    for block in blocks(text, rules.book.folded):
        counts += [s.words for s in rules.split(block.text) if s.text.endswith((".", "?"))]
        problems = check_text(block.text, rules, kind="page")
        found += [finding(problem, file, block.line(problem.offset)) for problem in problems]
    return found + [finding(problem, file, 0) for problem in mean_length(counts, rules)]


_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_FRONT_TEXT = re.compile(r"^(?:title|description):[ \t]*(.+)$", re.MULTILINE)
_HIDDEN = re.compile(
    r"<!--.*?-->|^(```|~~~).*?^\1|<(script|style|svg)\b.*?</\2>|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL | re.MULTILINE,
)
_DETAILS = re.compile(r"<details\b[^>]*>\s*<summary[^>]*>(.*?)</summary>.*?</details>", re.DOTALL)
_ADMONITION = re.compile(
    r'^(?:\?\?\?\+?|!!!) *[\w -]*"([^"\n]*)"[^\n]*\n(?:(?: {4}[^\n]*)?\n)*', re.MULTILINE
)


def blocks(text: str, folded: tuple[str, ...] = ()) -> list[Block]:
    """The pieces of text of a Markdown page that a visitor sees, with their lines.

    Args:
        text: the page.
        folded: words; a folded box with one of them in its title is left out.
    """
    text = text.replace("\r\n", "\n")
    front = _FRONT.match(text)
    body = _HIDDEN.sub(_emptied, _FRONT.sub(_emptied, text))
    for box in (_DETAILS, _ADMONITION):
        body = box.sub(_empty_when(folded), body)
    return [*_described(front), *_pieces(body)]


def _emptied(found: re.Match[str]) -> str:
    """Only the line breaks, so that the lines below keep their numbers."""
    return "\n" * found[0].count("\n")


def _empty_when(words: tuple[str, ...]) -> Callable[[re.Match[str]], str]:
    def emptied(found: re.Match[str]) -> str:
        title = re.findall(r"\w+", found[1].lower())
        return _emptied(found) if any(word in title for word in words) else found[0]

    return emptied


def _described(front: re.Match[str] | None) -> Iterator[Block]:
    """The title and description of a page, which search engines and link previews show."""
    for match in _FRONT_TEXT.finditer(front[0] if front else ""):
        line = match.string[: match.start()].count("\n") + 1
        yield Block(match[1].strip("\"' "), ((0, line),))


# An item of a list, in Markdown or in HTML.
_ITEM = re.compile(r"\s*(?:(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?|<(?:li|dd|dt|h\d|p|td)\b[^>]*>)")
_TITLE = re.compile(r"\s*#{1,6}\s+|\s*(?:\?\?\?\+?|!!!)\s*[\w -]*")
# A word in bold before a colon is a small title: "- **Wie geeft het:** je ziekenfonds."
_LABEL = re.compile(rf"(?:{_ITEM.pattern})?\s*(\*\*[^*]+(?::\*\*|\*\*:))\s+")
_RULE = re.compile(r"[\s|:=*_-]*$")


def _pieces(body: str) -> Iterator[Block]:
    """The blocks of a page; a blank line, a title, an item and a cell begin a new one."""
    gathered: list[tuple[int, str]] = []
    for number, line in enumerate(body.split("\n"), 1):
        alone, rest = _begun(line)
        if alone or rest != line or _RULE.match(line):
            yield from _block(gathered)
            gathered = []
        for text in alone:
            yield from _block([(number, text)])
        gathered.append((number, rest))
    yield from _block(gathered)


def _begun(line: str) -> tuple[list[str], str]:
    """What of a line stands on its own, and what goes on in the next line."""
    if title := _TITLE.match(line):
        return [line[title.end() :]], ""
    if line.lstrip().startswith("|"):
        return [cell for cell in line.strip().strip("|").split("|") if not _RULE.match(cell)], ""
    if label := _LABEL.match(line):
        return [label[1]], line[label.end() :]
    item = _ITEM.match(line)
    return [], "" if _RULE.match(line) else line[item.end() :] if item else line


def _block(gathered: list[tuple[int, str]]) -> Iterator[Block]:
    text = ""
    lines = []
    for number, raw in gathered:
        if line := plain(raw):
            text += " " if text else ""
            lines.append((len(text) if text else 0, number))
            text += line
    if text:
        yield Block(text, tuple(lines))


_INLINE = (
    (re.compile(r"`[^`]*`"), MASK),
    (re.compile(r"!\[([^\]]{0,300})\](?:\([^)]{0,500}\)|\[[^\]]{0,300}\])"), r"\1"),
    (re.compile(r"\[([^\]]{0,300})\](?:\([^)]{0,500}\)|\[[^\]]{0,300}\])"), r"\1"),
    (re.compile(r"<(?:https?:|mailto:)[^>]*>"), MASK),
    (re.compile(r"</?(?:br|dd|details|div|dl|dt|h\d|li|ol|p|summary|td|tr|ul)\b[^>]*>"), " "),
    (re.compile(r"</?[a-zA-Z][^>]*>"), ""),
    (re.compile(r"\{:?[ \t]*[.#:\w][^}]*\}"), ""),
    (re.compile(r"^\s*>\s?|\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|\\(?=[\W_])|☐"), ""),
)


def plain(line: str) -> str:
    """A line of Markdown as its reader sees it: no links, emphasis, tags or attributes."""
    for pattern, put in _INLINE:
        line = pattern.sub(put, line)
    return " ".join(html.unescape(line).split())
