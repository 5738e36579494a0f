"""The one client for all services: polite, patient within bounds, and wary of what comes back.

Politeness: one request at a time to a service, with its pause between any two (`turn`); answers are kept (`cache`);
who asks is told; "too many requests" and "unavailable" are heeded. Rules of the services:
https://info.arxiv.org/help/api/tou.html (one request in 3 seconds, one connection), https://www.crossref.org (mailto),
https://www.ncbi.nlm.nih.gov/books/NBK25497/ (3 a second), https://openlibrary.org/developers/api (1 a second).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import httpx

import readinglist
from readinglist.importing.lookup.cache import Answer, Cache
from readinglist.importing.lookup.redirects import followed
from readinglist.importing.lookup.trouble import NoConnectionError, ServiceError
from readinglist.importing.lookup.turn import Clock, Turns
from readinglist.library.lasting import CancelledError

MAX_BODY = 8 * 2**20
"""Bytes of an answer; 100 papers of arXiv's take some 300,000."""

MAX_REDIRECTS = 5
TRIES = 4
CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
WHOLE_SECONDS = 120.0
"""How long one answer may take in all, however steadily it drips."""

LONGEST_WAIT = 60.0
"""Seconds; a service that wants more is asked another time."""

SECONDS_KEPT = 30 * 86_400.0
SECONDS_NOTHING_KEPT = 86_400.0
"""How long an answer is kept that knows the paper, and one that does not: it may be known tomorrow."""

_FIRST_PAUSE = 1.0
_SLICE = 0.1
_BUSY = frozenset({429, 500, 502, 503, 504})
_READABLE = frozenset({200, 400, 404, 410})
_OFFLINE = (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError)

_MAILTO = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,190}", re.ASCII)

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Host:
    """A service as the client knows it: `interval` is the pause between two requests, in seconds.

    `lingers`: its connection may be kept for the next request, which of several processes each would do.
    """

    name: str
    base: str
    interval: float
    lingers: bool = True


class _BusyError(Exception):
    """The service wants to be left alone for a while: for `seconds`, where it says so."""

    def __init__(self, words: str, seconds: float | None = None) -> None:
        super().__init__(words)
        self.seconds = seconds


class Client:
    """Asks services for one job. A service that cannot be reached is not tried again by the same client."""

    def __init__(
        self,
        cache_folder: Path,
        mailto: str = "",
        *,
        cancelled: Callable[[], bool] = lambda: False,
        clock: Clock | None = None,
        read_seconds: float = READ_SECONDS,
    ) -> None:
        self.mailto = mailto if _MAILTO.fullmatch(mailto) else ""
        self._folder = cache_folder / "lookup"
        self._clock = clock or Clock()
        self._cache = Cache(self._folder / "answers", self._clock.now)
        self._cancelled = cancelled
        self._unreachable: dict[str, NoConnectionError] = {}
        who = f"ReadingList/{readinglist.__version__}" + (f" (mailto:{self.mailto})" if self.mailto else "")
        self._http = httpx.Client(
            headers={"User-Agent": who},
            timeout=httpx.Timeout(read_seconds, connect=CONNECT_SECONDS),
            follow_redirects=False,
        )

    def __enter__(self) -> "Client":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def get(self, host: Host, address: str, parameters: Mapping[str, str], read: Callable[[Answer], _Read]) -> _Read:
        """Ask for an address and give what `read` makes of the answer, whose status is 200, 400, 404 or 410.

        An answer that `read` refuses is not kept. What it finds nothing in (an empty value) is kept for a day.

        Raises:
            NoConnectionError: The service cannot be reached, or does not answer in time.
            ServiceError: The service answered with what cannot be used, or `read` refused it.
            CancelledError: The client's `cancelled` said so.
        """
        self.stop_if_cancelled()
        try:
            whole = str(httpx.URL(address, params=dict(parameters))) if parameters else str(httpx.URL(address))
        except httpx.InvalidURL as error:
            raise _unusable(host, str(error)) from error
        if (kept := self._cache.get(whole)) is not None:
            return read(kept)
        if trouble := self._unreachable.get(host.name):
            raise trouble
        try:
            answer = self._asked(host, whole)
        except NoConnectionError as error:
            self._unreachable[host.name] = error
            raise
        value = read(answer)
        try:
            self._cache.put(whole, answer, SECONDS_KEPT if value else SECONDS_NOTHING_KEPT)
        except OSError as error:
            raise ServiceError(
                f"The answer of {host.name} could not be kept in {self._folder}: {error.strerror}.", "Make room there."
            ) from error
        return value

    def stop_if_cancelled(self) -> None:
        """Raise CancelledError where the client's `cancelled` says so."""
        if self._cancelled():
            raise CancelledError

    def _asked(self, host: Host, address: str) -> Answer:
        """Ask, and ask again after a pause while the service is busy or the answer breaks off."""
        said = ""
        for attempt in range(TRIES):
            wait: float | None = None
            try:
                return self._once(host, address)
            except _BusyError as error:
                said, wait = str(error), error.seconds
            except _OFFLINE as error:
                raise NoConnectionError(f"There is no connection to {host.name}.") from error
            except (httpx.UnsupportedProtocol, httpx.InvalidURL, UnicodeError) as error:
                raise _unusable(host, str(error)) from error
            except httpx.TimeoutException:
                said = "does not answer in time"
            except (httpx.TransportError, httpx.DecodingError):
                said = "breaks off its answers"
            if wait is not None and wait > LONGEST_WAIT:
                raise NoConnectionError(f"{host.name} {said}, and asks to be left alone for {wait / 60:,.0f} minutes.")
            if attempt < TRIES - 1:
                self._sleep(_FIRST_PAUSE * 2**attempt * (1 + self._clock.random()) if wait is None else wait)
        raise NoConnectionError(f"{host.name} {said}.")

    def _once(self, host: Host, address: str) -> Answer:
        """Ask once, going along with redirects."""
        turns = Turns(self._folder / f"{host.name.lower()}.turn", host.interval, self._clock.now, self._sleep)
        headers = {} if host.lingers else {"Connection": "close"}
        for _ in range(MAX_REDIRECTS + 1):
            with turns.taken(), self._http.stream("GET", address, headers=headers) as response:
                if response.has_redirect_location:
                    address = followed(host.name, host.base, address, response.headers["location"])
                    continue
                if response.status_code in _BUSY:
                    raise _BusyError(f"is busy or out of order ({response.status_code})", self._seconds_asked(response))
                if response.status_code not in _READABLE:
                    raise ServiceError(
                        f"{host.name} answered with an error ({response.status_code}).", "Try again later."
                    )
                return Answer(response.status_code, self._body(host, response).decode("utf-8-sig", "replace"))
        raise ServiceError(f"{host.name} redirects more than {MAX_REDIRECTS} times.", "Try again later.")

    def _body(self, host: Host, response: httpx.Response) -> bytes:
        """The body, read piece by piece so that no more of it than allowed is ever held."""
        body = bytearray()
        end = self._clock.now() + WHOLE_SECONDS
        for piece in response.iter_bytes():
            body += piece
            if len(body) > MAX_BODY:
                raise ServiceError(f"{host.name} answered with more than {MAX_BODY // 2**20} MiB.", "Try again later.")
            if self._clock.now() > end:
                raise NoConnectionError(f"{host.name} does not come to the end of its answer.")
            self.stop_if_cancelled()
        return bytes(body)

    def _seconds_asked(self, response: httpx.Response) -> float | None:
        """What `Retry-After` says, a number of seconds or a date; None where it says nothing (RFC 9110, 10.2.3)."""
        said = response.headers.get("retry-after", "").strip()
        if said.isascii() and said.isdecimal():
            return float(said[:9])
        try:
            when = parsedate_to_datetime(said)
        except (ValueError, OverflowError):
            return None
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        return max((when - datetime.fromtimestamp(self._clock.now(), UTC)).total_seconds(), 0.0)

    def _sleep(self, seconds: float) -> None:
        """Wait, and stop waiting when the user stops the job."""
        end = self._clock.now() + seconds
        while (left := end - self._clock.now()) > 0:
            self.stop_if_cancelled()
            self._clock.sleep(min(left, _SLICE))


def _unusable(host: Host, why: str) -> ServiceError:
    return ServiceError(
        f"The address of {host.name} cannot be used: {why.rstrip('.')}.", "Correct it in services.toml, or delete it."
    )
