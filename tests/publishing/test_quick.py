"""Which pages are published without Markdown, and what is read of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder.publishing.quick import QuickPages, head
from finder.rendering.pages.frame import Page
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

if TYPE_CHECKING:
    from pathlib import Path

PAGE = Page("9000/", "9000 Gent", 'Wat er is "dichtbij"', "<p>body: é\u2028\n---\n</p>", quick=True)

# The text of a page, and whether it is finished HTML only.
SOURCES = [
    (PAGE.source, True),
    ('---\ntitle: "a"\nbody: "b"\n---\n', True),
    ("# Kop\n", False),
    ('---\ntitle: a\nbody: "b"\n---\n', False),
    ('---\ntitle: "a"\nbody: "b"\n---\n\n# Tekst\n', False),
    ('---\nbody: "b"\ntitle: "a"\n---\n', False),
    ('---\ntags: ["a"]\nbody: "b"\n---\n', False),
    ("", False),
]


@pytest.mark.parametrize(("source", "is_quick"), SOURCES)
def test_only_finished_html_needs_no_markdown(tmp_path: Path, source: str, is_quick: bool) -> None:
    (tmp_path / "index.md").write_text(source, encoding="utf-8")
    assert (head(tmp_path / "index.md") is not None) == is_quick


def test_the_text_is_read_when_it_is_asked(tmp_path: Path) -> None:
    """So that ten thousand pages need no memory."""
    (tmp_path / "docs" / "9000").mkdir(parents=True)
    (tmp_path / "docs" / PAGE.path).write_bytes(PAGE.file.content)
    (tmp_path / "mkdocs.yml").write_text("site_name: Klein\nplugins: []\n")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    plugin = QuickPages("/", lambda _done: None)
    (file,) = plugin.on_files(get_files(config), config=config).documentation_pages()
    assert file.page is not None
    file.page.read_source(config)
    assert dict(file.page.meta) == {
        "template": "lean.html",
        "title": PAGE.title,
        "description": PAGE.description,
        "quick": "yes",
    }
    assert file.page.meta["body"] == PAGE.body
    assert "feed" not in file.page.meta
