"""A whole Prospect, started as a person starts it, and a real Chromium to use it with."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
ARTEFACTS = ROOT / "artefacts"
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
START = 240  # seconds


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def prospect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo network that runs for the session: web, worker and all.

    PROSPECT_TEST_ADDRESS names one that already runs, for whoever writes these tests.
    """
    named = os.environ.get("PROSPECT_TEST_ADDRESS")
    if named:
        yield named
        return
    folder, port = tmp_path_factory.mktemp("network"), free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PROSPECT_")}
    environment |= {"PROSPECT_DATA": str(folder), "PROSPECT_URL": f"http://127.0.0.1:{port}"}
    program = [sys.executable, "-m", "prospect.config.command", "up", "--demo", "--port", str(port)]
    with (folder / "log").open("w") as log:
        running = subprocess.Popen(program, env=environment, cwd=ROOT, stdout=log, stderr=log)
    address, until = f"http://127.0.0.1:{port}", time.monotonic() + START
    while not answers(address):
        if running.poll() is not None or time.monotonic() > until:
            running.kill()
            pytest.fail("Prospect did not start:\n" + (folder / "log").read_text())
        time.sleep(0.3)
    yield address
    running.send_signal(signal.SIGTERM)
    running.wait(timeout=40)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium")
    with sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


class Visitor:
    """A person at a screen: pages, what the console said, screenshots, and axe."""

    def __init__(self, page: Page, address: str, label: str) -> None:
        self.page, self.address, self.label = page, address, label
        self.said: list[str] = []
        self.count = 0
        page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))

    def go(self, path: str, status: int = 200) -> None:
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == status, f"{path}: {answer.status}"

    def look(self, name: str) -> None:
        """A screenshot kept as an artefact, no sideways scroll, nothing on the console, and axe finds nothing."""
        from axe_playwright_python.sync_playwright import Axe

        self.count += 1
        ARTEFACTS.mkdir(exist_ok=True)
        self.page.screenshot(path=ARTEFACTS / f"{self.label}-{self.count:02}-{name}.png", full_page=True)
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name} scrolls sideways by {wide} px"
        assert self.said == [], f"{name}: the console says {self.said}"
        found: Any = Axe().run(self.page)
        violations = [
            f"{v['id']}: {v['help']} ({', '.join(str(node['target']) for node in v['nodes'][:3])})"
            for v in found.response["violations"]
        ]
        assert violations == [], f"{name}: {violations}"


@pytest.fixture
def desk(chromium: Browser, prospect: str, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    yield from visitor_on(chromium, prospect, "desk", viewport={"width": 1280, "height": 900})


@pytest.fixture
def phone(chromium: Browser, prospect: str) -> Iterator[Visitor]:
    """Narrow and dark."""
    yield from visitor_on(
        chromium, prospect, "phone", viewport={"width": 320, "height": 700}, color_scheme="dark", has_touch=True
    )


@pytest.fixture
def scriptless(chromium: Browser, prospect: str) -> Iterator[Visitor]:
    yield from visitor_on(chromium, prospect, "scriptless", java_script_enabled=False)


def visitor_on(chromium: Browser, address: str, label: str, **screen: Any) -> Iterator[Visitor]:
    context: BrowserContext = chromium.new_context(**screen)
    context.set_default_timeout(20_000)
    visitor = Visitor(context.new_page(), address, label)
    yield visitor
    ARTEFACTS.mkdir(exist_ok=True)
    visitor.page.screenshot(path=ARTEFACTS / f"{label}-last.png")
    context.close()
