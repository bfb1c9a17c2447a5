"""The fetch layer against a real server on loopback that misbehaves in each way."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Iterator

import pytest

from prospect.sources import fetching, robots
from prospect.sources.fetching import Fetcher, FetchRefused, Hosts
from prospect.sources.network_guard import may_connect
from prospect.sources.posting import Request
from tests.sources.server import Misbehaving, misbehaving_server


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    with misbehaving_server() as running:
        yield running


@pytest.fixture(autouse=True)
def a_tenth_of_the_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit of 30 MB made small, so that the tests are quick."""
    assert fetching.MOST_BYTES == 30 * 1024 * 1024
    monkeypatch.setattr(fetching, "MOST_BYTES", 3 * 1024 * 1024)


class Pauses(list[float]):
    """A sleep that does not sleep, and a clock that it moves."""

    def sleep(self, seconds: float) -> None:
        self.append(seconds)

    def clock(self) -> float:
        return sum(self)


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
def fetcher(pauses: Pauses) -> Iterator[Fetcher]:
    made = Fetcher(
        contact="https://network.example/about",
        allow_private=True,
        hosts=Hosts(),
        sleep=pauses.sleep,
        clock=pauses.clock,
    )
    yield made
    made.close()


def refusal(fetcher: Fetcher, url: str) -> FetchRefused:
    with pytest.raises(FetchRefused) as caught:
        fetcher.get(Request(url))
    assert str(caught.value).endswith(".") and "{" not in str(caught.value)
    return caught.value


def test_an_answer_has_its_body_its_headers_and_who_asked(fetcher: Fetcher, server: Misbehaving) -> None:
    answer = fetcher.get(Request(f"{server.address}/ok"))
    assert (answer.status, answer.body, answer.headers["etag"]) == (200, b'{"jobs": []}', '"v1"')
    agent = server.seen[-1][1]["user-agent"]
    assert agent.startswith("Prospect/") and "https://network.example/about" in agent


def test_an_unchanged_answer_costs_no_body(fetcher: Fetcher, server: Misbehaving) -> None:
    answer = fetcher.get(Request(f"{server.address}/unchanged"), etag='"v1"', last_modified="then")
    assert (answer.status, answer.body) == (304, b"")
    assert server.seen[-1][1]["if-modified-since"] == "then"


def test_compressed_answers_are_read(fetcher: Fetcher, server: Misbehaving) -> None:
    assert fetcher.get(Request(f"{server.address}/zipped")).body == b"hello " * 1000


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("huge", "too_large"),
        ("bomb", "too_large"),
        ("half_zip", "truncated"),
        ("garbled", "bad_encoding"),
        ("brotli", "bad_encoding"),
        ("truncated", "truncated"),
        ("loop", "redirects"),
        ("endless/0", "redirects"),
        ("inward", "private_address"),
        ("metadata", "private_address"),
        ("file", "bad_address"),
        ("weary", "rate_limited"),
        ("broken", "unavailable"),
        ("forbidden", "forbidden"),
        ("gone", "gone"),
        ("nowhere", "not_found"),
    ],
)
def test_each_misbehaviour_has_its_reason(fetcher: Fetcher, server: Misbehaving, path: str, reason: str) -> None:
    assert refusal(fetcher, f"{server.address}/{path}").reason == reason


def test_a_server_that_never_answers_times_out(server: Misbehaving) -> None:
    waiting = Fetcher(allow_private=True, hosts=Hosts(), read=0.2, attempts=1)
    try:
        assert refusal(waiting, f"{server.address}/silent").reason == "timeout"
    finally:
        waiting.close()


def test_a_server_that_drips_is_left_at_the_deadline(server: Misbehaving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "WHOLE", 0.3)
    dripping = Fetcher(allow_private=True, hosts=Hosts(), attempts=1)
    try:
        assert refusal(dripping, f"{server.address}/drip").reason == "timeout"
    finally:
        dripping.close()


def test_redirects_are_followed(fetcher: Fetcher, server: Misbehaving) -> None:
    assert fetcher.get(Request(f"{server.address}/moved")).url == f"{server.address}/ok"


def test_a_short_pause_is_waited_for(fetcher: Fetcher, server: Misbehaving, pauses: Pauses) -> None:
    assert fetcher.get(Request(f"{server.address}/busy")).status == 200
    assert 2.0 in pauses


def test_a_long_pause_ends_the_reading_and_is_kept(fetcher: Fetcher, server: Misbehaving) -> None:
    assert refusal(fetcher, f"{server.address}/weary").retry_after == 3600
    asked = len(server.seen)
    again = refusal(fetcher, f"{server.address}/ok")
    assert again.reason == "rate_limited" and again.retry_after is not None and again.retry_after > 3000
    assert len(server.seen) == asked


def test_passing_trouble_is_tried_again_ever_later(fetcher: Fetcher, server: Misbehaving, pauses: Pauses) -> None:
    assert fetcher.get(Request(f"{server.address}/flaky")).status == 200
    assert [pause for pause in pauses if pause >= 1] == [1.0, 3.0]


def test_a_missing_page_is_not_asked_for_again(fetcher: Fetcher, server: Misbehaving) -> None:
    refusal(fetcher, f"{server.address}/gone")
    assert server.count("/gone") == 1


def test_two_at_a_time(server: Misbehaving) -> None:
    patient = Fetcher(allow_private=True, hosts=Hosts())
    threads = [threading.Thread(target=lambda: patient.get(Request(f"{server.address}/slow"))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    patient.close()
    assert server.count("/slow") == 6 and server.busiest <= 2


def test_robots_txt_is_asked_once_and_respected(fetcher: Fetcher, server: Misbehaving) -> None:
    server.robots = (
        "User-agent: *\nDisallow: /\n\nUser-agent: Prospect\nDisallow: /forbidden\nAllow: /ok\nCrawl-delay: 4\n"
    )
    assert fetcher.get(Request(f"{server.address}/ok")).status == 200
    assert refusal(fetcher, f"{server.address}/forbidden").reason == "robots"
    assert server.count("/robots.txt") == 1 and server.count("/forbidden") == 0


def test_the_crawl_delay_is_kept(fetcher: Fetcher, server: Misbehaving, pauses: Pauses) -> None:
    server.robots = "User-agent: *\nCrawl-delay: 4\n"
    for _ in range(3):
        fetcher.get(Request(f"{server.address}/ok"))
    assert sum(pauses) == pytest.approx(8.0)


def test_robots_txt_is_not_asked_where_there_is_leave(fetcher: Fetcher, server: Misbehaving) -> None:
    server.robots = "User-agent: *\nDisallow: /\n"
    assert refusal(fetcher, f"{server.address}/ok").reason == "robots"
    assert fetcher.get(Request(f"{server.address}/ok", has_leave=True)).status == 200


def test_a_robots_txt_out_of_order_closes_the_host_for_now(fetcher: Fetcher, server: Misbehaving) -> None:
    server.robots_status = 500
    assert refusal(fetcher, f"{server.address}/ok").reason == "unavailable"
    assert server.count("/ok") == 0


def test_a_missing_key_is_named(fetcher: Fetcher) -> None:
    with pytest.raises(FetchRefused, match="PROSPECT_SOME_KEY") as caught:
        fetcher.get(Request("http://127.0.0.1:1/?key={PROSPECT_SOME_KEY}"))
    assert caught.value.reason == "missing_key"


@pytest.mark.parametrize(
    "address",
    [
        "ftp://host.example/",
        "javascript:alert(1)",
        "http://",
        "http://me:secret@host.example/",
        "nonsense",
        "http://[::1",
    ],
)
def test_what_is_no_address_is_not_asked_for(fetcher: Fetcher, address: str) -> None:
    assert refusal(fetcher, address).reason == "bad_address"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
    ],
)
def test_this_machine_is_not_reached_in_any_notation(server: Misbehaving, host: str) -> None:
    port = server.address.rpartition(":")[2]
    guarded = Fetcher(hosts=Hosts())
    try:
        assert refusal(guarded, f"http://{host}:{port}/ok").reason in ("private_address", "bad_address")
    finally:
        guarded.close()
    assert server.seen == []


@pytest.mark.parametrize(
    "address",
    [
        "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "168.63.129.16", "100.100.100.200",
        "224.0.0.1", "255.255.255.255", "0.0.0.0", "::", "::1", "fe80::1", "fd00:ec2::254", "fc00::1", "ff02::1",
        "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::", "2002:a00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not may_connect(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "64:ff9b::5db8:d822"])
def test_addresses_that_are_public(address: str) -> None:
    assert may_connect(ipaddress.ip_address(address))


def test_loopback_leave_opens_nothing_else() -> None:
    assert may_connect(ipaddress.ip_address("127.0.0.1"), loopback=True)
    assert not may_connect(ipaddress.ip_address("10.0.0.1"), loopback=True)


def test_a_name_is_resolved_once_and_the_checked_address_is_connected_to(
    server: Misbehaving, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: a name that is public when checked and private when used never gets its second answer."""
    answers = ["127.0.0.1", "10.0.0.1"]
    asked: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, port: int, *args: object, **named: object) -> object:
        if host != "rebind.example":
            return real(host, port, *args, **named)  # type: ignore[arg-type]
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers[len(asked) - 1], port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    port = server.address.rpartition(":")[2]
    fetcher = Fetcher(allow_private=True, hosts=Hosts())
    try:
        assert fetcher.get(Request(f"http://rebind.example:{port}/ok", has_leave=True)).status == 200
    finally:
        fetcher.close()
    assert asked == ["rebind.example"]


def test_a_name_with_one_private_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def mixed(host: str, port: int, *args: object, **named: object) -> object:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in ("93.184.216.34", "10.0.0.1")
        ]

    monkeypatch.setattr(socket, "getaddrinfo", mixed)
    fetcher = Fetcher(hosts=Hosts())
    try:
        assert refusal(fetcher, "http://trap.example/").reason == "private_address"
    finally:
        fetcher.close()


class TestRobots:
    def test_the_longest_rule_wins(self) -> None:
        rules = robots.rules_for("Prospect/1", "User-agent: *\nDisallow: /jobs\nAllow: /jobs/open\nDisallow: /*.pdf$\n")
        assert rules.allow("/jobs/open/1") and not rules.allow("/jobs/closed")
        assert not rules.allow("/a/b.pdf") and rules.allow("/a/b.pdf?x=1")

    def test_groups_for_us_go_before_those_for_all(self) -> None:
        text = "User-agent: a\nUser-agent: prospect\nDisallow: /x\n\nUser-agent: *\nDisallow: /\nCrawl-delay: 9"
        rules = robots.rules_for("Prospect/1.0", text)
        assert rules.allow("/y") and not rules.allow("/x") and rules.delay == 0

    def test_an_empty_rule_and_junk_allow_everything(self) -> None:
        for text in ("", "User-agent: *\nDisallow:\n", "<html>404</html>", "Disallow: /\n"):
            assert robots.rules_for("Prospect", text).allow("/anything")

    def test_percent_encoding_is_one_spelling(self) -> None:
        rules = robots.rules_for("Prospect", "User-agent: *\nDisallow: /caf%C3%A9\n")
        assert not rules.allow("/café") and not rules.allow("/caf%c3%a9")
