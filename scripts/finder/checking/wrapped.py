"""Web addresses as programs of mail and search pass them on, and the address that was meant.

A mail program that guards its users, a search engine or a network puts its own address around a
link. Who stores that stores the mail address of whoever received it, and sends visitors past a
stranger. What such programs add to count clicks goes too. Forms of the wrappers: the manuals of
Microsoft (Safe Links), Proofpoint (URL Defense 1 to 3), Barracuda, Sophos and Cisco, and what
search engines and networks themselves write.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from urllib.parse import SplitResult

# In characters: no honest address is longer, also when it is wrapped.
LONGEST = 4_000
# Wrappers in wrappers: a mail that was forwarded from one guarded office to another.
_DEEPEST = 5
# A host, a path when only that one wraps, and the parameter that has the address.
_IN_PARAMETER: tuple[tuple[str, str, str], ...] = (
    (r".*\.safelinks\.protection\.(outlook|office365)\.(com|us|de)", r"", "url"),
    (r"statics\.teams\.cdn\.office\.net", r".*safelinks.*", "url"),
    (r"urldefense(\.proofpoint)?\.(com|us)", r"/v1/url", "u"),
    (r"(www\.)?google\.[a-z.]{2,6}", r"/url", "q"),
    (r"(www\.)?google\.[a-z.]{2,6}", r"/url", "url"),
    (r"lm?\.(facebook|messenger)\.com", r"/l\.php", "u"),
    (r"l\.(instagram|messenger|threads)\.(com|net)", r"", "u"),
    (r"(www\.)?facebook\.com", r"/flx/warn/", "u"),
    (r"linkprotect\.cudasvc\.com", r"/url", "a"),
    (r"(www\.)?linkedin\.com", r"/(redir/redirect|safety/go)/?", "url"),
    (r"(www\.)?youtube\.com", r"/redirect", "q"),
    (r"(www\.)?duckduckgo\.com", r"/l/", "uddg"),
    (r".*\.trendmicro\.com", r"/wis/clicktime/.*", "url"),
    (r"clicktime\.symantec\.com", r".*", "u"),
    (r"protect\d*\.fireeye\.com", r".*", "u"),
    (r"(www\.)?slack-redir\.net", r"/link", "url"),
    (r"(www\.)?(vk|away\.vk)\.com", r"/away(\.php)?", "to"),
)  # fmt: skip
# These keep the address for themselves, so that only a browser finds it.
_CLOSED = re.compile(
    r"(.*\.)?(mimecast\.com|mimecastprotect\.com|list-manage\.com|ct\.sendgrid\.net|sendibm\d*\.com"
    r"|mailchi\.mp|mjt\.lu|cudasvc\.com|urldefense\.(com|us)|urldefense\.proofpoint\.com"
    r"|safelinks\.protection\.outlook\.com|protection\.sophos\.com|secure-web\.cisco\.com"
    r"|bit\.ly|t\.co|tinyurl\.com|lnkd\.in|goo\.gl|ow\.ly|is\.gd|cutt\.ly|rb\.gy|shorturl\.at"
    r"|fb\.me|buff\.ly|l\.facebook\.com|lm\.facebook\.com|l\.instagram\.com)"
)
# What wrappers that stand in no list call it, when its value is a whole address on another host.
_ANY_WRAPPER = frozenset(
    ("u", "url", "link", "target", "to", "goto", "href", "dest", "destination", "redirect",
     "redirecturl", "redirect_url", "redirect_uri", "desturl", "targeturl", "originalurl", "r")
)  # fmt: skip
_COUNTS = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|mc_eid|mc_cid|igshid?|yclid|ttclid"
    r"|twclid|li_fat_id|_hsenc|_hsmi|__hs\w+|hsctatracking|mkt_tok|vero_id|oly_\w+_id|srsltid|_gl"
    r"|_ga|__cft__.*|__tn__|sfmc_\w+|wt\.mc_id|ref_src|s_kwcid|ml_subscriber\w*|ck_subscriber_id",
    re.IGNORECASE,
)


def direct(address: str) -> str:
    """The address that was meant, without what counts clicks; another text unchanged.

    ``https://l.facebook.com/l.php?u=https%3A%2F%2Fx.be`` becomes ``https://x.be``.
    """
    for _ in range(_DEEPEST):
        inside = _inside(address)
        if not inside:
            break
        address = inside
    return _without_counts(address)


def is_closed(address: str) -> bool:
    """Whether an address is that of a wrapper, and does not say what is in it."""
    parts = _parts(address)
    is_known = bool(_CLOSED.fullmatch(host_of(address)))
    return is_known or (parts is not None and any(True for _ in _wrappers(parts)))


def host_of(address: str) -> str:
    """The host of an address, in small letters; empty when it has none."""
    parts = _parts(address)
    return (parts.hostname or "").lower() if parts else ""


def unwrap_all(text: str) -> str:
    """A text in which each address is the one that was meant."""
    return re.sub(r"https?://[^\s<>\"]+", lambda match: direct(match[0]), text)


def _parts(address: str) -> SplitResult | None:
    if len(address) > LONGEST or not address[:8].lower().startswith(("http://", "https://")):
        return None
    try:
        parts = urlsplit(address)
        return parts if parts.hostname else None
    except ValueError:
        return None


def _inside(address: str) -> str:
    """The address within an address; empty when there is none."""
    parts = _parts(address)
    if parts is None:
        return ""
    found = next((inner for read in _READERS if (inner := read(parts, address))), "")
    return found if found != address and _parts(found) else ""


def _parameter(parts: SplitResult, _address: str) -> str:
    said = dict(parse_qsl(parts.query))
    return next((said[name] for name in _wrappers(parts) if said.get(name)), "")


def _any_parameter(parts: SplitResult, _address: str) -> str:
    """An address in the query of another host: nobody publishes a page so."""
    for name, value in parse_qsl(parts.query):
        inner = _parts(value)
        if name.casefold() in _ANY_WRAPPER and inner and inner.hostname != parts.hostname:
            return value
    return ""


def _wrappers(parts: SplitResult) -> Iterator[str]:
    """The parameter that has the address, for each wrapper of which this may be one."""
    host = (parts.hostname or "").lower()
    for pattern, path, name in _IN_PARAMETER:
        if re.fullmatch(pattern, host) and re.fullmatch(path or r".*", parts.path):
            yield name


def _proofpoint_2(parts: SplitResult, _address: str) -> str:
    """``u=https-3A__www.x.be_pad``: a hyphen for each percent sign, a low line for each slash."""
    if not re.fullmatch(r"urldefense(\.proofpoint)?\.(com|us)", parts.hostname or ""):
        return ""
    if parts.path != "/v2/url":
        return ""
    found = re.search(r"(?:^|&)u=([^&]+)", parts.query)
    return unquote(found[1].replace("-", "%").replace("_", "/")) if found else ""


def _proofpoint_3(parts: SplitResult, address: str) -> str:
    """``/v3/__https://x.be/*a__;Kw!!...``: a star for each sign that stands behind in base 64."""
    if not (parts.hostname or "").startswith("urldefense") or not parts.path.startswith("/v3/__"):
        return ""
    found = re.search(r"/v3/__(.+?)__;([\w-]*)!", address)
    if not found:
        return ""
    signs = iter(_base64(found[2]))
    inner = re.sub(r"\*(?:\*(.))?", lambda m: _stars(m[1], signs), found[1])
    return re.sub(r"^(https?:/)(?=[^/])", r"\1/", inner)


def _stars(length: str | None, signs: Iterator[str]) -> str:
    """The signs for a star: one, or for ``**B`` so many as the letter says, from two."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    count = letters.find(length) + 2 if length else 1
    return "".join(next(signs, "") for _ in range(count))


def _encoded(parts: SplitResult, _address: str) -> str:
    """Sophos and Bing: the address in base 64."""
    host, query = parts.hostname or "", dict(parse_qsl(parts.query))
    if host.endswith(".protection.sophos.com"):
        return _base64(query.get("u", ""))
    if re.fullmatch(r"(www\.)?bing\.com", host) and parts.path == "/ck/a":
        return _base64(query.get("u", "").removeprefix("a1"))
    return ""


def _in_path(parts: SplitResult, address: str) -> str:
    """Cisco, Yahoo and AMP: the address is a part of the path."""
    host = parts.hostname or ""
    if host == "secure-web.cisco.com":
        return unquote(parts.path.rpartition("/")[2])
    if host == "r.search.yahoo.com":
        found = re.search(r"/RU=([^/]+)/", address)
        return unquote(found[1]) if found else ""
    amp = re.fullmatch(r"/amp/s/(.+)", parts.path)
    return f"https://{amp[1]}" if amp and re.fullmatch(r"(www\.)?google\.\w+", host) else ""


_READERS: tuple[Callable[[SplitResult, str], str], ...] = (
    _parameter, _proofpoint_2, _proofpoint_3, _encoded, _in_path, _any_parameter,
)  # fmt: skip


def _base64(text: str) -> str:
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        return raw.decode("utf-8")
    except (binascii.Error, ValueError):
        return ""


def _without_counts(address: str) -> str:
    parts = _parts(address)
    if parts is None or not parts.query:
        return address
    kept = [one for one in parts.query.split("&") if not _is_count(one)]
    if len(kept) == len(parts.query.split("&")):
        return address
    return urlunsplit(parts._replace(query="&".join(kept)))


def _is_count(parameter: str) -> bool:
    return bool(_COUNTS.fullmatch(unquote(parameter.partition("=")[0])))
