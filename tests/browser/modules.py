"""Calls a function of one of the site's own modules, in the browser that runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.browser.visiting import Visit

_CALL = """async ([home, module, name, rows]) => {
  const functions = await import(`${home}assets/js/${module}`);
  return Promise.all(rows.map((row) => functions[name](...row)));
}"""


def call(visit: Visit, module: str, name: str, *rows: Sequence[object]) -> list[Any]:
    """The answers of an exported function, one for each row of arguments.

    Args:
        visit: a page of the site, where scripts run.
        module: the file, such as ``open.js``.
        name: the function.
        rows: the arguments of each call.
    """
    answers: list[Any] = visit.page.evaluate(_CALL, [visit.home, module, name, list(rows)])
    return answers
