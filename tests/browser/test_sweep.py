"""Every page, by day and by lamplight, in English and Spanish, on a desk, a phone and at 200 % zoom.

A page is loaded twice: in English on a desk, in Spanish on a phone with the lamps on; all else is tried on the page as
it stands, because loading is what takes time. Each page is a test of its own, so that workers share them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error
from playwright.sync_api import Page as Tab

from tests.browser import gallery, looking
from tests.browser.pages import ELSEWHERE, OPERATOR, PAGES, PERSON, PUBLIC, Page
from tests.web.addresses import addresses

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light", "locale": "en-US"}
COLOURS = ("color-contrast", "link-in-text-block")
"""What axe could find in one light and not in the other: so each page is whole in both languages and both lights."""
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark", "locale": "es-US"}


def test_every_page_is_looked_at() -> None:
    named, looked_at = set(addresses()), {page.name for page in PAGES}
    assert sorted(named - looked_at - set(ELSEWHERE)) == []
    assert sorted((looked_at | set(ELSEWHERE)) - named) == []


class Visitors:
    """Contexts of the browser by who visits and on what; each signs in once and keeps one tab."""

    def __init__(self, chromium: Browser, address: str) -> None:
        self.chromium, self.address = chromium, address
        self.kept: dict[tuple[str, str], BrowserContext] = {}
        self.tabs: dict[tuple[str, str], Tab] = {}
        self.found: dict[str, str] = {}

    def of(self, who: str, screen: str) -> BrowserContext:
        if (who, screen) not in self.kept:
            context = self.chromium.new_context(**(DESK if screen == "desk" else PHONE))
            context.set_default_timeout(20_000)
            self.kept[who, screen] = context
            if who != PUBLIC:
                self._sign_in(context, who)
        return self.kept[who, screen]

    def tab(self, who: str, screen: str) -> Tab:
        """A tab as large and as bright as the screen is, whatever was tried in it before."""
        if (who, screen) not in self.tabs:
            self.tabs[who, screen] = self.of(who, screen).new_page()
        tab, made_as = self.tabs[who, screen], DESK if screen == "desk" else PHONE
        tab.set_viewport_size(made_as["viewport"])
        tab.emulate_media(color_scheme=made_as["color_scheme"], reduced_motion="no-preference")
        tab.evaluate(DRAWN)  # or the next page would move as the window grows
        return tab

    def _sign_in(self, context: BrowserContext, who: str) -> None:
        page = context.new_page()
        page.goto(self.address)
        buttons = page.locator("form[action^='/demo/sign-in'] button")
        (buttons.first if who == PERSON else buttons.last).click()
        page.wait_for_load_state()
        if who == PERSON:  # so that the tracker has something to show
            page.goto(f"{self.address}/jobs?q=developer")
            keep = page.locator("article.job").first.get_by_role("button").first
            if keep.get_attribute("aria-pressed") != "true":
                keep.click()
                page.locator("article.job button[aria-pressed=true]").first.wait_for()
        page.close()

    def path(self, page: Page) -> str:
        """The page's address, its places filled with what the demo has."""
        for slot in re.findall(r"\{([^}]+)\}", page.path):
            self.found[slot] = self.found.get(slot) or self._find(slot)
        return re.sub(r"\{([^}]+)\}", lambda match: self.found[match[1]], page.path)

    def _find(self, slot: str) -> str:
        who, start, link = {
            "job": (PUBLIC, "/jobs?q=developer&pay=60000", "article.job .job__title a"),
            "job id": (PUBLIC, "/jobs?q=developer", "article.job .job__title a"),
            "employer": (PUBLIC, "/jobs", "a.job__employer"),
            "guide": (PUBLIC, "/guides", "main a[href^='/guides/']:not([href$='.atom'])"),
            "source": (OPERATOR, "/operate/sources", "main a[href^='/operate/sources/']:not([href$='/add'])"),
            "guide desk": (OPERATOR, "/operate/guides", "main a[href^='/operate/guides/']:not([href$='/new'])"),
            "alert": (PERSON, "/alerts", "a[href$='/change']"),
            "resume": (PERSON, "/account", "a[href^='/profile/resumes/']"),
        }[slot]
        page = self.of(who, "desk").new_page()
        page.goto(self.address + start)
        href = str(page.locator(link).first.get_attribute("href"))
        page.close()
        return {"job id": href.rpartition("/")[2], "resume": href.removesuffix("/original")}.get(slot, href)


@pytest.fixture(scope="session")
def visitors(chromium: Browser, prospect: str) -> Iterator[Visitors]:
    (gallery.ARTEFACTS / "pages").mkdir(parents=True, exist_ok=True)
    made = Visitors(chromium, prospect)
    yield made
    for context in made.kept.values():
        context.close()
    gallery.write()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.label)
def test_a_page_is_fit_to_be_seen(visitors: Visitors, page: Page) -> None:
    found = [*look(visitors, page, "desk"), *look(visitors, page, "phone")]
    assert found == []


def look(visitors: Visitors, page: Page, screen: str) -> list[str]:
    """Everything there is to find on one page on one screen; pictures are kept."""
    said: list[str] = []
    path, tab = visitors.path(page), visitors.tab(page.who, screen)

    def hear(words: str) -> None:  # the browser itself says of a page that it was answered with a failure
        if page.status == 200 or "Failed to load resource" not in words:
            said.append(f"console: {words}")

    def on_console(message: ConsoleMessage) -> None:
        hear(message.text)

    def on_error(error: Error) -> None:
        hear(str(error))

    tab.on("console", on_console)
    tab.on("pageerror", on_error)
    answer = tab.goto(visitors.address + path)
    assert answer is not None
    found = [] if answer.status == page.status else [f"answers {answer.status}"]
    found += (at_a_desk if screen == "desk" else on_a_phone)(tab, page)
    tab.remove_listener("console", on_console)
    tab.remove_listener("pageerror", on_error)
    return [f"{screen}: {each}" for each in [*found, *said]]


def at_a_desk(tab: Tab, page: Page) -> list[str]:
    """By day, then with the lamps on and less motion asked for, then at 200 % zoom."""
    found = looking.shifted(tab) + looking.axe(tab)
    _picture(tab, page, "desk-light")
    tab.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += looking.moving(tab) + looking.axe(tab, COLOURS)
    _picture(tab, page, "desk-dark")
    return found + looking.nameless(tab) + looking.unseen_focus(tab) + looking.sideways(tab, 640)


def on_a_phone(tab: Tab, page: Page) -> list[str]:
    """With the lamps on, then by day, then as narrow as phones are."""
    found = looking.shifted(tab) + looking.axe(tab)
    _picture(tab, page, "phone-dark")
    tab.emulate_media(color_scheme="light", reduced_motion="reduce")
    found += looking.axe(tab, COLOURS)
    return found + looking.nameless(tab) + looking.unseen_focus(tab) + looking.sideways(tab, 320)


def _picture(tab: Tab, page: Page, view: str) -> None:
    path = gallery.ARTEFACTS / "pages" / f"{page.label}@{view}.jpg"
    tab.screenshot(path=path, full_page=True, type="jpeg", quality=70)


@pytest.mark.parametrize("who", [PUBLIC, PERSON, OPERATOR])
def test_every_page_stands_without_script(visitors: Visitors, chromium: Browser, who: str) -> None:
    signed_in = visitors.of(who, "desk").storage_state()
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE["viewport"], storage_state=signed_in)
    tab, found = context.new_page(), []
    for page in (each for each in PAGES if each.who == who):
        answer = tab.goto(visitors.address + visitors.path(page))
        assert answer is not None
        if answer.status != page.status or tab.locator("h1:visible").count() != 1:
            found.append(f"{page.label}: {answer.status}, {tab.locator('h1:visible').count()} headings")
        if tab.locator(".needs-script:visible").count():
            found.append(f"{page.label} offers what needs script")
    context.close()
    assert found == []
