"""The parts in a real browser, on the style guide: seen by axe, driven by keyboard, with script and without."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, sync_playwright

from prospect.people import actions as people
from tests.persons import Three

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Open = Callable[..., Page]

MOVED = """new Promise(done => {
  let sum = 0;
  const watch = new PerformanceObserver(list => { for (const shift of list.getEntries()) sum += shift.value; });
  watch.observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 300);
})"""

SMALL = """[...document.querySelectorAll("button, summary, select, input, .job__title a, .facet a, nav a")]
  .filter(each => each.type !== "hidden" && each.checkVisibility())
  .map(each => [each.textContent.trim() || each.name, each.getBoundingClientRect()])
  .filter(([, box]) => box.height < 24 || box.width < 24)
  .map(([name]) => name)"""

SUGGESTIONS = """
<li role="option" data-value="aircraft mechanic"><span>aircraft mechanic</span></li>
<li role="option" data-value="aircraft cleaner"><span>aircraft cleaner</span></li>
<li role="option" data-value="Arrow Heart Aviation"><span>Arrow Heart Aviation</span></li>
"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv(
            "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
        )  # the browser's loop runs in this thread, the server in its own
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def show(chromium: Browser, live_server: Any) -> Iterator[Open]:
    """Opens the style guide; afterwards the console must have stayed silent."""
    said: list[str] = []
    contexts = []

    def show(path: str = "/styleguide", *, width: int = 1280, **settings: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 900}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{live_server.url}{path}")
        return page

    yield show
    for context in contexts:
        context.close()
    assert said == []


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(show: Open, light: str, width: int) -> None:
    page = show(width=width, color_scheme=light)
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []


@pytest.mark.parametrize("width", [320, 390, 640, 768, 1280])
def test_nothing_scrolls_sideways(show: Open, width: int) -> None:
    page = show(width=width)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_jumps_when_the_fonts_arrive(show: Open) -> None:
    page = show()
    page.evaluate("document.fonts.ready")
    moved = page.evaluate(MOVED)
    assert moved < 0.02


def test_every_target_is_large_enough_to_press(show: Open) -> None:
    page = show(width=390)
    small = page.evaluate(SMALL)
    assert small == []


def test_slash_goes_to_search(show: Open) -> None:
    page = show()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "ask-words"


def suggesting(show: Open) -> Page:
    page = show()
    page.route("**/suggest/words**", lambda route: route.fulfill(content_type="text/html", body=SUGGESTIONS))
    page.fill("#ask-words", "")
    page.locator("#ask-words").press_sequentially("air")
    page.wait_for_selector("#ask-words-list [role=option]")
    return page


def chosen(page: Page) -> str:
    return page.inner_text("#ask-words-list [aria-selected=true]")


def test_suggestions_are_chosen_by_arrows_and_escape_gives_back_what_was_typed(show: Open) -> None:
    page = suggesting(show)
    page.keyboard.press("ArrowDown")
    assert chosen(page) == "aircraft mechanic"
    assert page.get_attribute("#ask-words", "aria-activedescendant") == "ask-words-list-0"
    page.keyboard.press("ArrowUp")
    assert chosen(page) == "Arrow Heart Aviation"
    page.keyboard.press("Escape")
    assert page.is_hidden("#ask-words-list")
    assert page.get_attribute("#ask-words", "aria-expanded") == "false"
    assert page.input_value("#ask-words") == "air"


def test_a_suggestion_that_is_taken_is_searched(show: Open) -> None:
    page = suggesting(show)
    page.route(
        "**/jobs?**", lambda route: route.fulfill(content_type="text/html", body="<!doctype html><title>found</title>")
    )
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/jobs?q=aircraft+mechanic**")


def test_the_lamp_stays_as_it_was_left(show: Open) -> None:
    page = show(color_scheme="light")
    lamp = page.locator("[data-theme-switch] button")
    lamp.click()
    assert lamp.get_attribute("aria-pressed") == "true"
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(28, 22, 17)"
    lamp.click()
    assert "theme" not in {cookie["name"] for cookie in page.context.cookies()}


def test_a_form_is_sent_once_however_often_it_is_pressed(show: Open) -> None:
    page = show()
    posts: list[str] = []

    def slowly(route: Route) -> None:
        posts.append(route.request.url)

    page.route("**/save", slowly)
    button = page.locator(".job button").first
    button.click()
    button.click()
    page.wait_for_timeout(100)
    assert len(posts) == 1


def test_what_did_not_go_through_is_said(show: Open) -> None:
    page = show()
    page.evaluate("document.dispatchEvent(new CustomEvent('htmx:sendError'))")
    assert "Nothing was changed" in page.inner_text("#messages")


def test_a_file_is_named_before_it_is_sent(show: Open) -> None:
    page = show()
    page.set_input_files(
        "#resume", files=[{"name": "maria.pdf", "mimeType": "application/pdf", "buffer": b"x" * 20_480}]
    )
    assert page.inner_text("[data-drop-name]") == "maria.pdf · 20 kB"


def test_without_script_nothing_is_offered_that_would_not_work(show: Open) -> None:
    page = show(width=390, java_script_enabled=False)
    assert page.is_hidden("[data-theme-switch] button")
    page.click(".filters summary")
    assert page.is_visible(".facet a")
    assert page.locator("form[role=search]").first.get_attribute("action") == "/jobs"


def test_a_correction_is_saved_as_one_goes(show: Open, three: Three, live_server: Any) -> None:
    """Typed and left, a field is saved without a button; reloaded, it is still there, and nothing was added."""
    profile = people.profile_of(three.owner)
    profile.data = {"basics": {"name": "Olive Owner"}, "work": [{"name": "Larkspur Hotel", "position": "Backer"}]}
    profile.save()
    page = show()
    session = three.client_of(three.owner).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(f"{live_server.url}/profile")
    title = page.locator("#check input[value='Backer']")
    name = title.get_attribute("name")
    title.fill("Baker")
    title.press("Tab")
    page.locator("#meanwhile").filter(has_text="Saved").wait_for()
    page.reload()
    assert page.locator(f"#check input[name='{name}']").input_value() == "Baker"
    profile.refresh_from_db()
    assert [(job["name"], job["position"]) for job in profile.data["work"]] == [("Larkspur Hotel", "Baker")]
