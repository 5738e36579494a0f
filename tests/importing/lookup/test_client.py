"""The one client, against a real server on this computer: politeness, patience and wariness."""

import gzip
import socket
import threading
import time
from collections.abc import Callable
from email.utils import formatdate
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from readinglist.errors import UserError
from readinglist.importing.lookup import client as subject
from readinglist.importing.lookup.cache import Answer
from readinglist.importing.lookup.client import Client, Host
from readinglist.importing.lookup.trouble import NoConnectionError, ServiceError
from readinglist.importing.lookup.turn import Clock
from readinglist.library.lasting import CancelledError

Make = Callable[..., Client]


def ask(client: Client, url: str, interval: float = 0.0, base: str = "", **parameters: str) -> str:
    def read(answer: Answer) -> str:
        return f"{answer.status} {answer.text}"

    return client.get(Host("Barn", base or url, interval), url, parameters, read)


def test_it_says_who_asks_and_what(client: Make, local_services: Any) -> None:
    local_services.answer("owls", "hoo")
    with client(mailto="ana@example.org") as who:
        assert ask(who, f"{local_services.url}/owls", q="a b&c") == "200 hoo"
    assert [parse_qs(asked.partition("?")[2]) for asked in local_services.asked] == [{"q": ["a b&c"]}]
    agent = local_services.heads[0]["User-Agent"]
    assert agent.startswith("ReadingList/")
    assert "mailto:ana@example.org" in agent


def test_an_address_to_write_to_that_is_none_is_not_told(client: Make, local_services: Any) -> None:
    local_services.answer("owls", "hoo")
    with client(mailto="x\r\nEvil: header") as who:
        ask(who, f"{local_services.url}/owls")
    assert "mailto" not in local_services.heads[0]["User-Agent"]


def test_answers_are_kept_for_a_month_and_nothing_for_a_day(client: Make, clock: Any, local_services: Any) -> None:
    local_services.answer("owls", "hoo")
    url = f"{local_services.url}/owls"

    def nothing(answer: Answer) -> str:
        return ""

    for _ in range(2):
        with client() as who:
            ask(who, url)
            who.get(Host("Barn", url, 0.0), f"{url}/none", {}, nothing)
    assert len(local_services.asked) == 2
    clock.time += 2 * 86_400
    with client() as who:
        ask(who, url)
        who.get(Host("Barn", url, 0.0), f"{url}/none", {}, nothing)
    assert len(local_services.asked) == 3
    clock.time += 31 * 86_400
    with client() as who:
        ask(who, url)
    assert len(local_services.asked) == 4


def test_a_busy_service_is_left_alone_for_as_long_as_it_asks(
    client: Make, clock: Any, local_services: Any, reply: Any
) -> None:
    later = formatdate(clock.time + 20, usegmt=True)
    local_services.answer(
        "owls",
        reply("", 429, {"Retry-After": "7"}),
        reply("", 503, {"Retry-After": later}),
        reply("", 503, {"Retry-After": "1 Jan 99999999999 1:1:1 GMT"}),
        "hoo",
    )
    with client() as who:
        assert ask(who, f"{local_services.url}/owls") == "200 hoo"
    assert clock.waited == pytest.approx(7 + 13 + 4 * 1.5, abs=0.2)


def test_back_off_grows_and_ends(client: Make, clock: Any, local_services: Any, reply: Any) -> None:
    local_services.answer("owls", reply("", 503))
    url = f"{local_services.url}/owls"
    with client() as who:
        with pytest.raises(NoConnectionError, match="busy or out of order"):
            ask(who, url)
        assert clock.waited == pytest.approx((1 + 2 + 4) * 1.5, abs=0.1)
        assert len(local_services.asked) == subject.TRIES
        with pytest.raises(NoConnectionError):
            ask(who, f"{url}/other")
    assert len(local_services.asked) == subject.TRIES, "the same client does not try it again"


def test_a_service_that_wants_an_hour_is_not_waited_for(
    client: Make, clock: Any, local_services: Any, reply: Any
) -> None:
    local_services.answer("owls", reply("", 429, {"Retry-After": "3600"}))
    with client() as who, pytest.raises(NoConnectionError, match="for 60 minutes"):
        ask(who, f"{local_services.url}/owls")
    assert clock.waited == 0


def test_without_a_connection_it_says_so_at_once(client: Make, clock: Any) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with client() as who, pytest.raises(NoConnectionError, match="There is no connection to Barn"):
        ask(who, f"http://127.0.0.1:{port}/owls")
    assert clock.waited == 0


def test_silence_is_waited_for_within_bounds(client: Make, local_services: Any, reply: Any) -> None:
    local_services.answer("owls", reply("hoo", seconds=30.0))
    with client(read_seconds=0.05) as who, pytest.raises(NoConnectionError, match="does not answer in time"):
        ask(who, f"{local_services.url}/owls")


def test_an_answer_that_breaks_off_is_asked_for_again(client: Make, local_services: Any, reply: Any) -> None:
    local_services.answer("owls", reply("half", length=1_000), "whole")
    with client() as who:
        assert ask(who, f"{local_services.url}/owls") == "200 whole"
    local_services.answer("hens", reply("half", length=1_000))
    with client() as who, pytest.raises(NoConnectionError, match="breaks off"):
        ask(who, f"{local_services.url}/hens")


@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_that_is_too_large_is_refused(
    client: Make, local_services: Any, reply: Any, packed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subject, "MAX_BODY", 10_000)
    large = b"x" * 200_000
    headers = {"Content-Encoding": "gzip"} if packed else {}
    local_services.answer("owls", reply(gzip.compress(large) if packed else large, headers=headers))
    with client() as who, pytest.raises(ServiceError, match="answered with more than"):
        ask(who, f"{local_services.url}/owls")


def test_other_errors_are_told_and_not_repeated(client: Make, local_services: Any, reply: Any) -> None:
    local_services.answer("owls", reply("", 403))
    with client() as who, pytest.raises(ServiceError, match=r"Barn answered with an error \(403\)"):
        ask(who, f"{local_services.url}/owls")
    assert len(local_services.asked) == 1


def test_redirects_are_followed_to_the_end(client: Make, local_services: Any, reply: Any) -> None:
    for step in range(subject.MAX_REDIRECTS):
        local_services.answer(f"step{step}", reply("", 302, {"Location": f"/step{step + 1}"}))
    local_services.answer(f"step{subject.MAX_REDIRECTS}", "there")
    with client() as who:
        assert ask(who, f"{local_services.url}/step0") == "200 there"


def test_a_circle_of_redirects_has_an_end(client: Make, local_services: Any, reply: Any) -> None:
    local_services.answer("round", reply("", 301, {"Location": "/round"}))
    with client() as who, pytest.raises(ServiceError, match="redirects more than 5 times"):
        ask(who, f"{local_services.url}/round")
    assert len(local_services.asked) == subject.MAX_REDIRECTS + 1


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("file:///etc/passwd", "no place on the web"),
        ("ftp://example.org/owls", "no place on the web"),
        ("http://127.0.0.1:1/owls", "private network"),
        ("http://localhost/owls", "private network"),
        ("http://2130706433/owls", "private network"),
        ("http://10.0.0.8/owls", "private network"),
        ("http://169.254.169.254/latest/meta-data/", "private network"),
        ("http://[::1]/owls", "private network"),
        ("http://[::ffff:192.168.1.1]/owls", "private network"),
        ("http://[2002:7f00:1::]/owls", "private network"),
        ("http://0.0.0.0/owls", "private network"),
        ("http://[broken/owls", "no address"),
        ("http://example.org:99999/owls", "no address"),
        ("http://a..b/owls", "no address"),
    ],
)
def test_no_redirect_leads_into_the_house(
    client: Make, local_services: Any, reply: Any, location: str, why: str
) -> None:
    local_services.answer("owls", reply("", 302, {"Location": location}))
    with client() as who, pytest.raises(UserError, match=why) as raised:
        ask(who, f"{local_services.url}/owls")
    assert location.split("/owls")[0][:30] in str(raised.value)
    assert len(local_services.asked) == 1


@pytest.mark.parametrize("address", ["file:///etc/passwd", "not an address", "http:///owls", "http://a..b/owls"])
def test_an_address_of_a_service_that_cannot_be_one_is_told(client: Make, address: str) -> None:
    with client() as who, pytest.raises(ServiceError, match="cannot be used"):
        ask(who, address)


def test_between_two_requests_the_pause_is_kept(client: Make, clock: Any, local_services: Any) -> None:
    local_services.answer("owls", "hoo")
    with client() as one:
        for number in range(3):
            ask(one, f"{local_services.url}/owls/{number}", 3.0)
    assert clock.waited == pytest.approx(6.0, abs=0.1)
    clock.time += 1.0
    with client() as another:
        ask(another, f"{local_services.url}/owls/again", 3.0)
    assert clock.waited == pytest.approx(8.0, abs=0.1), "whoever asked before"


def test_one_request_at_a_time_over_all_threads(tmp_path: Path, local_services: Any, reply: Any) -> None:
    local_services.answer("owls", reply("hoo", seconds=0.05))

    def go(number: int) -> None:
        with Client(tmp_path / "cache") as who:
            ask(who, f"{local_services.url}/owls/{number}")

    threads = [threading.Thread(target=go, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(local_services.asked), local_services.most_at_once) == (4, 1)


def test_waiting_can_be_given_up(tmp_path: Path, local_services: Any, reply: Any) -> None:
    local_services.answer("owls", reply("", 429, {"Retry-After": "50"}))
    stop = threading.Event()
    clock = Clock(time.time, lambda seconds: stop.set())
    with Client(tmp_path / "cache", cancelled=stop.is_set, clock=clock) as who, pytest.raises(CancelledError):
        ask(who, f"{local_services.url}/owls")


def test_a_cache_that_cannot_be_written_is_told(tmp_path: Path, local_services: Any) -> None:
    (tmp_path / "cache").write_text("in the way")
    with Client(tmp_path / "cache") as who, pytest.raises(UserError, match="cannot be written"):
        ask(who, f"{local_services.url}/owls")
