"""What a letter has around what it says: who sent it, how it greets, how it ends.

Below the end of a mail stands the name and the number of whoever wrote it. Nothing of that may
enter a file. In Dutch, French and English, some German, and as Outlook, Gmail and phones write it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from finder.checking import wrapped
from finder.checking.persons import given_names, is_personal, without_persons

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

# In characters: a longer line is no heading and no ending.
LONGEST_LINE = 2_000
_LONGEST_CLOSING = 60
# What programs put above a mail that is forwarded or answered: who sent it, to whom and when.
_HEADER = re.compile(
    r"(?:Van|From|De|Von|Aan|To|À|An|Cc|Bcc|Kopie|Verzonden|Sent|Envoyé|Gesendet|Datum|Date"
    r"|Onderwerp"
    r"|Subject|Objet|Betreff|Beantwoorden|Reply-To) ?:(?: |$)"
    r"|-{2,} ?(?:Oorspronkelijk|Doorgestuurd|Original|Forwarded|Message)"
    r"|Begin doorgestuurd bericht"
    r"|(?:Op|On|Le|Am) .{0,40}\d{4}.{0,200}(?:schreef|wrote|écrit|schrieb)\b"
    r"|<?\S{1,99}@\S{1,99}> ?:$"
    r"|\S.{0,80}<\S{1,99}@\S{1,99}>(?: (?:schreef|wrote|a écrit))? ?:$",
    re.IGNORECASE,
)
_THANKS = r"(?:be?dankt|dank(?: ?je| ?u| jullie)?(?: ?wel)?|dank|thanks|thank you|thx|merci|tnx)"
_CLOSING = re.compile(
    # Dutch
    r"(?:(?:met|heel|veel|vele|hartelijke?|vriendelijke?|warme|lieve|beste|zonnige|sociale"
    r"|genegen)\b.{0,40})?\b(?:groet|groeten|groetjes|groetn|grtjs|grtjes|grtn|grtz"
    r"|mvg)\b.{0,30}$"
    r"|gr[.,!]?(?: \D{0,30})?$|m\.? ?v\.? ?g\b|vr\.? ?gr\b|hoogachtend|liefs\b|knuffel|x{2,}$|xoxo"
    r"|(?:alvast |heel |erg |nogmaals |hartelijk(?:e)? |veel |vele |met |many |beaucoup )*"
    rf"{_THANKS}(?: (?:veel|zeer|alvast|beaucoup|so much|a lot|d'avance|in advance|by voorbaat"
    rf"|bij voorbaat))*"
    rf"(?:(?: voor| pour| for)(?: \w+){{1,4}})?\W*$"
    r"|(?:nog )?(?:een )?(?:fijne|prettige?|goede|mooie)(?: \w+)? (?:dag|avond|week|weekend"
    r"|werkdag)\W*$"
    r"|tot (?:binnenkort|gauw|snel|hoors|later|dan)\W*$|in afwachting\b.{0,40}$"
    # French
    r"|(?:bien |très )?cordialement\b|bien à (?:vous|toi)\b|(?:meilleures|sincères|mes"
    r"|cordiales) "
    r"salutations\b|salutations\b|amicalement\b|bonne (?:journée|soirée|semaine)\b"
    r"|belle journée\b"
    r"|bon week-?end\b|à bientôt\b|respectueusement\b|veuillez agréer\b"
    # English and German
    r"|(?:(?:kind|best|warm|warmest|kindest) )?regards\b|(?:all the )?best(?: wishes)?[,.!]?$"
    r"|cheers\b"
    r"|yours (?:sincerely|faithfully|truly)\b|sincerely\b|sent with\b"
    r"|(?:mit |viele |freundliche[n]? |liebe |beste |schöne )+(?:freundlichen )?grüßen?\b|mfg\b"
    # short words under a mail
    r"|(?:yours|take care|best|warm|warmest|good) ?(?:wishes|luck)?\W*$|all my best\W*$"
    r"|(?:k|b)r\W*$|(?:kind )?rgds\W*$|thanks a (?:lot|million|bunch)\W*$"
    r"|ciao\W*$|bises\W*$|bisous\W*$|slt\W*$|cdlt\W*$|bàv\W*$|bav\W*$|sincèrement\W*$"
    r"|bonne fin de (?:journée|semaine|soirée|matinée)\W*$|bonne continuation\W*$"
    r"|(?:v|h)?gr\W*$|vriendelijks\W*$|(?:veel )?succes(?: ermee| ermee nog| verder)?\W*$"
    r"|tot (?:ziens|kijk|morgen|volgende week|spoedig|weerziens|horens|mails)\W*$"
    r"|(?:nog )?(?:een )?(?:heel )?(?:fijne?|prettige?|goede?|mooie?|aangename?|leuke?|zonnige?)"
    r"(?: \w+)? (?:dag|avond|week|weekend|werkdag|namiddag|voormiddag)(?: nog| verder)?\W*$"
    r"|(?:alvast )?bedankt (?:en|&|met) .{0,20}groet\w*\W*$"
    r"|virus(?:vrij|-free|free)\b|(?:garanti )?sans virus\b|www\.avast\.com"
    # programs and phones
    r"|(?:verzonden|verstuurd|gestuurd|sent|envoyé|gesendet) (?:vanaf|vanuit|van|met|via|from"
    r"|depuis|de|à partir"
    r"|von|mit)\b|von meinem \w+ gesendet|(?:outlook|yahoo mail|gmail|proton) voor \w+"
    r"|get outlook for"
    r"|(?:download|obtenez|télécharge[rz]|holen sie sich) outlook|obtenir outlook"
    r"|(?:disclaimer|vertrouwelijk|confidential(?:ity)?)\b|(?:dit bericht|deze e-?mail"
    r"|this e-?mail|ce message"
    r"|ce courriel|cet e-?mail)\b.{0,40}(?:vertrouwelijk|bestemd|confidential|confidentiel)"
    r"|denk (?:aan het milieu|na voor)|think before you print",
    re.IGNORECASE,
)
_RULE = re.compile(r"(?:--|[-_=*~—–]{3,})$")
_GREETING = re.compile(
    r"(?:dag|beste|geachte|hallo|hey|hoi|hi|hello|goe(?:de|ie|die|i)?n?[ -]?(?:morgen|middag"
    r"|avond|dag)"
    r"|lieve|bonjour|bonsoir|cher|chère|chers|dear|good (?:morning"
    r"|afternoon)"
    r"|madame|mevrouw|meneer|mijnheer|monsieur|sehr geehrte|guten tag|ls)\b"
    r"[^.!?:]{0,50}[,.!]?$",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(
    r"(?:mijn naam is|ik heet|ik noem|je m'appelle|mon nom est|my name is|mein name ist)\b",
    re.IGNORECASE,
)
# A number, a mail address or a website with at most a word before it, such as "Gsm:".
_REACH = re.compile(
    r"(?:(?:tel|telefoon|gsm|mobiel|mob|mobile|phone|t|m|e|w|e-?mail|mail|web|website|fax|f"
    r"|tél)\W{1,3})?"
    r"(?:\+?[\d ()./-]{8,24}|\S{1,64}@\S{1,100}|(?:https?://|www\.)\S{1,200})$",
    re.IGNORECASE,
)
# Who writes about being reached: "mijn nummer", "bel mij", "me joindre", and what comes behind.
_ABOUT_ME = re.compile(
    r"\bmijn (?:nummer|gsm|mail|telefoon)|\b(?:bel|mail|contacteer|bereik) (?:me|mij|ons)\b"
    r"|\bmij .{0,30}(?:bellen|bereiken|mailen|contacteren)\b|\bik ben .{0,20}bereikbaar\b"
    r"|\bme (?:joindre|contacter|appeler)\b|\bmon (?:numéro|gsm|mail)\b"
    r"|\b(?:call|reach|contact|mail) me\b|\bmy (?:number|phone|mail|email)\b",
    re.IGNORECASE,
)
_SAYS_WHO = re.compile(r"(?:[Ii]k ben|[Jj]e suis|I am|I'm|[Ii]ci|[Hh]ier) [A-ZÀ-Þ][\w'-]+")
_NAME = re.compile(r"[^\W\d_][\w'’.-]{0,25}(?: [^\W\d_][\w'’.-]{0,25}){0,4}$")
_SMALL_IN_NAMES = frozenset(
    ("van", "de", "der", "den", "het", "el", "al", "le", "la", "du", "von", "ten", "ter")
)
_NO_NAMES = frozenset(
    ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
     "lundi", "mardi",     "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "elke", "alle",
     "open", "gesloten",
     "gratis",     "je", "de", "het", "een", "in", "op", "ook", "niet", "en")
)  # fmt: skip
_FEWEST_LETTERS = 2
# In words: what people write above their name.
_MOST_WORDS = 4
# In letters, around the name of the sender: "Ik ben ", "Groet van ", or a title.
_AROUND_A_NAME = 12


def own_lines(text: str, goes_on: Callable[[str], bool]) -> Iterator[str]:
    """The lines that say something, without the mark of a quotation.

    Who sent it, and the signature below it, is left out: a phone number there is that of a person.
    A signature lasts until a quotation begins, or a line of which ``goes_on`` says that it is ours.
    """
    is_signature = was_quoted = False
    for raw in text.split("\n"):
        line = re.sub(r"^(?:> ?)+", "", raw)
        is_quoted, was_quoted = line != raw and not was_quoted, line != raw
        line = plain_links(line).strip()
        is_header = bool(_HEADER.match(line[:LONGEST_LINE]))
        if ends_mail(line):
            is_signature = True
        elif is_quoted or is_header or goes_on(line):
            is_signature = False
        if not (is_signature or is_header):
            yield line


def plain_links(line: str) -> str:
    """A line with each address once, and that address the one that was meant."""
    if len(line) <= LONGEST_LINE:
        line = re.sub(r"(\S) ?<(?:mailto|tel):[^<>\s]*>", r"\1", line)
        line = re.sub(r"([\w/])<https?://[^<>\s]*>", r"\1", line)
        line = re.sub(r"(?<![\w./-])([\w./-]+) <https?://\1/?>", r"\1", line)
        line = re.sub(r"<(https?://[^<>\s]+)>", r"\1", line)
    return wrapped.unwrap_all(line)


def ends_mail(line: str) -> bool:
    """Whether a signature begins here: a greeting, a word of thanks, or what a program adds."""
    if _RULE.match(line):
        return True
    return len(line) <= _LONGEST_CLOSING and bool(_CLOSING.match(line.strip(" *_")))


def is_greeting(line: str) -> bool:
    """Whether a line only greets, or says who writes."""
    is_short = len(line) <= _LONGEST_CLOSING
    return is_short and bool(_GREETING.match(line) or _INTRODUCTION.match(line))


def begins_signature(line: str) -> bool:
    """Whether a line below an answer is no part of it: a number or an address alone, or a person's.

    A mobile number or ``voornaam.naam@`` anywhere in it, or who writes and how to reach them.
    """
    if len(line) > _LONGEST_CLOSING * 4:
        return False
    return bool(
        _REACH.match(line)
        or _ABOUT_ME.search(line)
        or _SAYS_WHO.match(line)
        or without_persons(line) != line
    )


def may_close(line: str) -> bool:
    """Whether a line above a name may be the words that end a mail: a few, without a number."""
    is_short = len(line) <= _LONGEST_CLOSING and len(line.split()) <= _MOST_WORDS
    return is_short and not re.search(r"\d", line)


def is_name(line: str) -> bool:
    """Whether a line looks like the name of a person: a few words with a capital, nothing else."""
    words = line.split()
    if (
        not _NAME.match(line)
        or line.endswith(".")
        or any(w.casefold() in _NO_NAMES for w in words[:1])
    ):
        return False
    big = [word for word in words if word.casefold() not in _SMALL_IN_NAMES]
    is_capital = bool(big) and all(word[0].isupper() for word in big)
    return is_capital and (len(words) > 1 or _folded(line) in given_names())


def names(line: str, sender: Collection[str]) -> bool:
    """Whether a line says who sent it: the address, the whole name, or one part of it alone."""
    folded = _folded(line)
    if any("@" in part and part.casefold() in line.casefold() for part in sender):
        return True
    words = re.findall(r"[^\W\d_]+", folded)
    parts = [set(_parts(part)) for part in sender if "@" not in part]
    return any(part <= set(words) or set(words) <= part for part in parts if part and words)


def hardly_more_than(line: str, sender: Collection[str]) -> bool:
    """Whether a line says who sent it, and hardly anything else."""
    length = max((len(part) for part in sender), default=0)
    return names(line, sender) and len(line) - length <= _AROUND_A_NAME


def without_names(line: str, sender: Collection[str]) -> str:
    """A line in which the name of who sent it is left out."""
    if not names(line, sender):
        return line
    parts = {word for part in sender if "@" not in part for word in _parts(part)}
    return re.sub(r"[^\W\d_]+", lambda m: "…" if _folded(m[0]) in parts else m[0], line)


def person(sender: Collection[str]) -> tuple[str, ...]:
    """Who sent it, when that is a person; nothing when it is the address of an organisation."""
    is_person = any(
        is_personal(part) if "@" in part else not given_names().isdisjoint(_parts(part))
        for part in sender
    )
    return tuple(sender) if is_person else ()


def _parts(name: str) -> list[str]:
    """The words of a name, in whichever order a program writes them: ``Janssens, Jan``."""
    words = re.findall(r"[^\W\d_]+", _folded(name))
    return [word for word in words if len(word) >= _FEWEST_LETTERS]


def _folded(text: str) -> str:
    """A text in small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
