"""Everything in the folder ``initiatives/``: read, checked, and each slug once."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from finder.checking import folder, history, remembered, translating
from finder.checking.remembered import Checked, Checks, version_on
from finder.checking.rules import LEADS, STOPPED, Context, check_initiative, check_lead
from finder.files.model import Initiative, Lead
from finder.files.reading import Document, read_bytes, read_file, read_raw
from finder.files.taxonomy import TaxonomyError, load_taxonomy
from finder.files.translations import FOLDER as TRANSLATIONS
from finder.files.translations import Translations
from finder.findings import Finding, has_errors, ordered
from finder.language.rules import load_rules
from finder.places import coordinates
from finder.settings import DATA
from finder.text import SLUG

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from finder.checking.rules import Rule
    from finder.files.taxonomy import Taxonomy
    from finder.places.gazetteer import Gazetteer

    _Found = tuple[Document | None, Initiative | Lead | None, list[Finding]]

    # Does work on parts of a list, side by side, and yields what each part found.
    Share = Callable[
        [Callable[[Sequence[Path]], list[tuple[str, bytes, Checked]]], Sequence[Path]],
        Iterable[list[tuple[str, bytes, Checked]]],
    ]

FOLDER = "initiatives"
# Fewer files than this are checked sooner here than in other processes.
FEW = 100
TAXONOMY = "taxonomy.yml"
FIRST_TAXONOMY = DATA / "first-taxonomy.yml"
NO_PUBLISH = "no-publish.yml"
# Files of the folder that are no initiative.
SETTINGS = frozenset({TAXONOMY, NO_PUBLISH, history.REDIRECTS})


@dataclass
class Catalogue:
    """What the files say, in order of slug.

    Attributes:
        taxonomy: the words; None when that file has errors, and then nothing else is read.
        initiatives: what is published.
        leads: what somebody must look into.
        stopped: what no longer exists.
        redirects: the slug of today for an old one that has no page any more.
        findings: all that is wrong, or worth saying, in all files.
        raw: the bytes of each readable file as they were checked, by slug.
        translations: the translations of their texts, by language.
    """

    taxonomy: Taxonomy | None = None
    initiatives: list[Initiative] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)
    stopped: list[Initiative] = field(default_factory=list)
    redirects: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    raw: dict[str, bytes] = field(default_factory=dict)
    translations: dict[str, Translations] = field(default_factory=dict)

    @property
    def has_errors(self) -> bool:
        """Whether a site may not be built from this."""
        return has_errors(self.findings)


def data_files(root: Path) -> list[Path]:
    """Every YAML file of an initiative or lead below ``root/initiatives``, in order; no links."""
    inside = root / FOLDER
    return [path for path in folder.yaml_files(inside) if not _is_setting(path, inside)]


def with_page(files: Iterable[Path], root: Path) -> set[str]:
    """The slugs of the files that have a page: all but leads, also when a file has errors."""
    names = (_name(path, root) for path in files)
    own = (Path(name).stem for name in names if f"/{LEADS}/" not in f"/{name}")
    return {slug for slug in own if SLUG.fullmatch(slug)}


def load(
    root: Path,
    today: dt.date,
    gazetteer: Gazetteer,
    advance: Callable[[int, int], None] = lambda _done, _all: None,
    more: Sequence[Rule] = (),
    *,
    remember: bool = False,
    share: Share | None = None,
) -> Catalogue:
    """Read and check everything.

    Args:
        root: the folder of the repository.
        today: the day of the check.
        gazetteer: the places.
        advance: told after each file how many are done, and of how many.
        more: rules that a build can do without, for each file without errors.
        remember: whether to use again what was found in files that did not change.
        share: does work on a list of files in parts, side by side; yields what each part found.
    """
    try:
        taxonomy = load_taxonomy(_taxonomy_file(root))
    except TaxonomyError as error:
        return Catalogue(findings=ordered(error.findings))
    catalogue = Catalogue(taxonomy)
    hidden = _hidden(root, catalogue)
    context = Context(taxonomy, gazetteer, today, load_rules())
    checks = _checks(root, today) if remember and not more else Checks()
    files = data_files(root)
    if share and not more:
        _check_ahead([*files, *translating.files(root)], root, context, checks, share)
    seen: dict[str, str] = {}
    for number, path in enumerate(files, 1):
        document = _add(catalogue, path, _name(path, root), context, seen, checks)
        catalogue.findings += (f for rule in more if document for f in rule(document, context))
        advance(number, len(files))
    catalogue.initiatives = _published(catalogue.initiatives, hidden)
    catalogue.stopped = _published(catalogue.stopped, hidden)
    catalogue.leads = sorted(
        (lead for lead in catalogue.leads if lead.slug not in hidden), key=lambda lead: lead.slug
    )
    published = {one.slug: one for one in catalogue.initiatives}
    catalogue.translations, wrong = translating.load(root, published, set(seen), checks)
    checks.save()
    catalogue.findings += wrong
    past, pages = history.load(root), with_page(files, root) - hidden
    catalogue.redirects = history.leading(past, pages)
    kept = (
        *coordinates.check(root, gazetteer),
        *history.check(past, pages, hidden),
        *folder.check(root / FOLDER, FOLDER),
    )
    catalogue.findings = ordered([*catalogue.findings, *kept])
    return catalogue


def _checks(root: Path, today: dt.date) -> Checks:
    """What the last build found in each file."""
    return Checks(root / remembered.FILE, version_on(today, _taxonomy_file(root).read_bytes()))


def _check_ahead(
    files: Sequence[Path], root: Path, context: Context, checks: Checks, share: Share
) -> None:
    """Check the files that are not known yet, side by side; those with errors come back later."""
    raws = ((path, _name(path, root), read_raw(path, _name(path, root))[0]) for path in files)
    new = [path for path, file, raw in raws if raw is not None and not checks.knows(file, raw)]
    if len(new) < FEW:
        return

    def check(part: Sequence[Path]) -> list[tuple[str, bytes, Checked]]:
        return [found for path in part if (found := _good(path, _name(path, root), context))]

    for found in share(check, new):
        for one in found:
            checks.prepare(*one)


def _good(path: Path, file: str, context: Context) -> tuple[str, bytes, Checked] | None:
    """What a file without errors says; None for another one."""
    raw, _ = read_raw(path, file)
    if raw is None:
        return None
    if _part(file) == TRANSLATIONS:
        found = translating.good(raw, file)
        return (file, raw, found) if found else None
    document, _, findings = _checked(raw, file, context)
    if document is None or has_errors(findings):
        return None
    return file, raw, Checked(document.data, findings)


def _add(
    catalogue: Catalogue,
    path: Path,
    file: str,
    context: Context,
    seen: dict[str, str],
    checks: Checks,
) -> Document | None:
    """Read and check one file; the document, when it has no errors."""
    raw, unreadable = read_raw(path, file)
    if raw is None:
        catalogue.findings += unreadable
        return None
    document, entry, findings = _recalled(raw, file, checks) or _checked(raw, file, context)
    catalogue.findings += findings
    if document is None:
        return None
    if not has_errors(findings):
        checks.learn(file, raw, Checked(document.data, findings))
    catalogue.findings += _slug_twice(document, seen)
    catalogue.raw[document.slug] = document.raw
    _put(catalogue, entry, file)
    return None if has_errors(findings) else document


def _recalled(raw: bytes, file: str, checks: Checks) -> _Found | None:
    """What the last build found in a file that has the same bytes."""
    known = checks.recall(file, raw)
    if known is None:
        return None
    document = Document(file, Path(file).stem, dict(known.data), {}, raw)
    data = {"slug": document.slug, "file": file, **document.data}
    model = Lead if _part(file) == LEADS else Initiative
    return document, model.model_validate(data), known.findings


def _checked(raw: bytes, file: str, context: Context) -> _Found:
    """Read and check the bytes of a file."""
    document, findings = read_bytes(raw, file)
    if document is None:
        return None, None, findings
    check = check_lead if _part(file) == LEADS else check_initiative
    entry, problems = check(document, context)
    return document, None if has_errors(findings) else entry, [*findings, *problems]


def check_one(raw: bytes, file: str, context: Context) -> Initiative | None:
    """What the bytes of a file of an initiative say; None when it has an error."""
    _, entry, findings = _checked(raw, file, context)
    return entry if isinstance(entry, Initiative) and not has_errors(findings) else None


def _put(catalogue: Catalogue, entry: Initiative | Lead | None, file: str) -> None:
    """Put what a file says among its kind."""
    if isinstance(entry, Lead):
        catalogue.leads.append(entry)
    elif entry:
        where = catalogue.stopped if _part(file) == STOPPED else catalogue.initiatives
        where.append(entry)


def _part(file: str) -> str:
    """The folder below ``initiatives/``; empty for a file in that folder itself."""
    parts = Path(file).parts
    return parts[1] if len(parts) > 2 else ""


def _slug_twice(document: Document, seen: dict[str, str]) -> Iterator[Finding]:
    first = seen.setdefault(document.slug, document.file)
    if first != document.file:
        yield document.finding(
            "slug-twice",
            "",
            f"Er is al een bestand met deze naam: {first}.",
            "Zet de gemeente in de bestandsnaam, of voeg de twee samen als het hetzelfde is.",
        )


def _published(found: Iterable[Initiative], hidden: set[str]) -> list[Initiative]:
    kept = (initiative for initiative in found if initiative.slug not in hidden)
    return sorted(kept, key=lambda initiative: initiative.slug)


def hidden_slugs(root: Path) -> set[str]:
    """The slugs of those who asked not to be listed, as far as that file can be read."""
    return _hidden(root, Catalogue())


def _hidden(root: Path, catalogue: Catalogue) -> set[str]:
    """The slugs of those who asked not to be listed."""
    path = root / FOLDER / NO_PUBLISH
    if not path.exists():
        return set()
    document, findings = read_file(path, f"{FOLDER}/{NO_PUBLISH}")
    catalogue.findings += findings
    if document is None:
        return set()
    wrong = [f for f, slug in document.texts("slugs") if not SLUG.fullmatch(slug)]
    if "slugs" not in document.data or not isinstance(document.data["slugs"], list) or wrong:
        catalogue.findings.append(
            document.finding(
                "no-publish",
                wrong[0] if wrong else "slugs",
                "Deze lijst is niet goed.",
                "Schrijf onder slugs de bestandsnamen zonder .yml, of slugs: [] als er geen zijn.",
            )
        )
    return {slug for _, slug in document.texts("slugs")}


def _name(path: Path, root: Path) -> str:
    """The path as text that can be printed, also when its bytes are no UTF-8."""
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "replace")


def _taxonomy_file(root: Path) -> Path:
    """The words of the folder; those of the library where the folder holds nothing at all yet."""
    inside = root / FOLDER
    is_empty = not any(path.is_file() for path in inside.rglob("*"))
    return FIRST_TAXONOMY if is_empty else inside / TAXONOMY


def _is_setting(path: Path, inside: Path) -> bool:
    is_translation = path.relative_to(inside).parts[0] == TRANSLATIONS
    return is_translation or (path.parent == inside and path.name in SETTINGS)
