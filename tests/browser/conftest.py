"""A whole Prospect, started as a person starts it, and a real Chromium to use it with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.network import ROOT, shared_network

ARTEFACTS = ROOT / "artefacts"
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)


@pytest.fixture(scope="session")
def prospect(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """The address of a demo network that runs for the session, one for all workers: web, worker and all.

    PROSPECT_TEST_ADDRESS names one that already runs, for whoever writes these tests.
    """
    if named := os.environ.get("PROSPECT_TEST_ADDRESS"):
        yield named
        return
    base = tmp_path_factory.getbasetemp()
    with shared_network((base if worker_id == "master" else base.parent) / "network") as address:
        yield address


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
