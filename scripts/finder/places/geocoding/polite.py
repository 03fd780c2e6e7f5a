"""One online source, asked slowly, and never misunderstood.

geopy's own ``RateLimiter`` does not obey ``Retry-After``, and by default it turns a failure into
"not found". Here a failure stays a failure: it is raised, and after a few in a row the source is
left alone for the rest of the run.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from finder.days import Clock
from finder.within import within
from geopy.adapters import AdapterHTTPError, RequestsAdapter, get_retry_after
from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)

if TYPE_CHECKING:
    from finder.places.spots import Query, Source
    from geopy.location import Location

# Left to itself this adapter asks again at once when a connection drops, and sleeps for as long as
# a Retry-After says, both inside urllib3 where no clock of ours counts.
adapter_factory = partial(RequestsAdapter, max_retries=0)

# Seconds without a byte from the service before a request is given up.
TIMEOUT = 20.0
# Seconds for a whole request: each byte begins TIMEOUT anew.
LONGEST = 60.0
# Seconds to wait before the second and the third try.
PAUSES = (2.0, 10.0)
# A service that wants more seconds of rest than this is not asked again in this run.
LONGEST_REST = 300.0
# After this many addresses in a row without an answer, the source is left alone.
MOST_FAILURES = 3

# The service refuses us, so that asking about another address is no use.
_REFUSALS = (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderQuotaExceeded,
    GeocoderUnavailable,
)
_REASONS = (
    (GeocoderUnavailable, "is niet bereikbaar"),
    (GeocoderTimedOut, "antwoordt te traag"),
    (GeocoderQuotaExceeded, "vraagt om later terug te komen"),
    ((GeocoderAuthenticationFailure, GeocoderInsufficientPrivileges), "weigert onze vragen"),
    (GeocoderParseError, "antwoordt iets dat wij niet begrijpen"),
)


class Polite:
    """A source that is asked at most once in ``pause`` seconds, and obeyed when it asks for rest.

    Attributes:
        source: the geocoder that is asked.
        name: what to call it.
        pause: seconds from one request to the next, at least.
        longest: seconds for one request, at most.
        given_up: why it is not asked any more, in plain Dutch; empty as long as it is asked.
    """

    def __init__(
        self,
        source: Source,
        name: str,
        pause: float,
        clock: Clock | None = None,
        longest: float = LONGEST,
    ) -> None:
        self.source = source
        self.name = name
        self.pause = pause
        self.longest = longest
        self.given_up = ""
        self._clock = clock or Clock()
        self._not_before = float("-inf")
        self._failures = 0

    def geocode(self, query: Query) -> Location | None:
        """The location of an address; None only when the source answered that it has none.

        Raises:
            GeocoderServiceError: no usable answer came, or the source was given up before.
        """
        if self.given_up:
            raise GeocoderUnavailable(self.given_up)
        try:
            found = self._insist(query)
        except GeocoderServiceError as error:
            self._count(error)
            raise
        self._failures = 0
        return found

    def _insist(self, query: Query) -> Location | None:
        """Ask up to three times; a refusal is not asked twice."""
        for pause in PAUSES:
            try:
                return self._ask(query)
            except GeocoderServiceError as error:
                if not self._may_pass(error):
                    raise
                self._rest(pause)
        return self._ask(query)

    def _ask(self, query: Query) -> Location | None:
        """One request, in its turn."""
        wait = self._not_before - self._clock.now()
        if wait > 0:
            self._clock.sleep(wait)
        self._rest(self.pause)
        try:
            return within(self.longest, lambda: self.source.geocode(query))
        except GeocoderServiceError as error:
            self._rest(_rest_asked(error) or 0.0)
            raise
        except TimeoutError as error:  # from within(); geopy's own is a GeocoderServiceError too
            raise GeocoderTimedOut(f"no answer in {self.longest:g} seconds") from error

    def _rest(self, seconds: float) -> None:
        self._not_before = max(self._not_before, self._clock.now() + seconds)

    def _may_pass(self, error: GeocoderServiceError) -> bool:
        """Whether the same question may get an answer a little later."""
        rest = _rest_asked(error)
        if rest is not None:
            return rest <= LONGEST_REST
        refused = (GeocoderAuthenticationFailure, GeocoderInsufficientPrivileges)
        return not isinstance(error, (*refused, GeocoderQueryError))

    def _count(self, error: GeocoderServiceError) -> None:
        """Note a failure; give up after too many, or at once when the service refuses us."""
        self._failures += 1
        rest = _rest_asked(error) or 0.0
        if isinstance(error, _REFUSALS) or rest > LONGEST_REST or self._failures >= MOST_FAILURES:
            self.given_up = _reason(error)


def _reason(error: GeocoderServiceError) -> str:
    reasons = (text for kind, text in _REASONS if isinstance(error, kind))
    return next(reasons, "werkt nu niet goed")


def _rest_asked(error: GeocoderServiceError) -> float | None:
    """The seconds in the ``Retry-After`` of an answer; None when there is none.

    geopy tells them for status 429 only, but 503 has them too (RFC 9110, section 10.2.3).
    """
    cause = error.__cause__
    if not isinstance(cause, AdapterHTTPError):
        return None
    seconds = get_retry_after(cause.headers)
    return None if seconds is None else float(seconds)
