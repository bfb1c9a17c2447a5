"""The main job by keyboard alone: Tab, Shift, Enter, Space, arrows, Escape and letters; at each step one sees where one is."""

from __future__ import annotations

import re
import secrets
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from prospect.config.demo.people import people
from tests.browser.conftest import Visitor
from tests.browser.test_main_job import PERSONS, newest_letter
from tests.browser.test_signing_in import PHRASE

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

FARTHEST = 160  # presses of Tab; no page of the flow has more stops before what is wanted

LOST = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return ["nothing has the focus"];
  const drawn = one => { const style = getComputedStyle(one); return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0; };
  const around = at.closest("label, .ask__cell, .drop");
  const box = at.getBoundingClientRect(), found = [];
  const name = (at.outerHTML || "").slice(0, 90);
  if (!drawn(at) && !(around && drawn(around))) found.push("no outline: " + name);
  if (at.type === "file" || at.closest(".suggest")) return found;
  if (box.bottom <= 0 || box.top >= innerHeight) return [...found, "out of sight: " + name];
  const middle = [Math.max(0, box.left) + Math.min(box.width, innerWidth) / 2, (Math.max(0, box.top) + Math.min(innerHeight, box.bottom)) / 2];
  const seen = document.elementFromPoint(...middle);
  if (seen && !at.contains(seen) && !seen.contains(at)) found.push("covered by " + seen.className + ": " + name);
  return found;
}"""


class Keys:
    """A person who has no mouse."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor.page

    def press(self, key: str) -> None:
        """One key; what then has the focus can be seen."""
        self.page.keyboard.press(key)
        self.see()

    def see(self) -> None:
        found: list[str] = self.page.evaluate(LOST)
        assert found == [], f"{self.page.url}: {found}"

    def to(self, wanted: Locator, key: str = "Tab") -> None:
        """Goes on from stop to stop until `wanted` has the focus."""
        for _ in range(FARTHEST):
            self.press(key)
            if wanted.first.evaluate("each => each === document.activeElement"):
                return
        raise AssertionError(f"the keyboard does not reach {wanted}")

    def follow(self, wanted: Locator, key: str = "Enter") -> None:
        """Reaches a link or a button and uses it."""
        self.to(wanted)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def write(self, words: str) -> None:
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)


def test_from_search_to_alert_by_keyboard(desk: Visitor) -> None:
    page, keys = desk.page, Keys(desk)
    desk.go("/")
    keys.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the main part")
    page.keyboard.press("Enter")
    keys.to(page.locator("#ask-words"))

    desk.go("/help")
    page.keyboard.press("/")
    expect(page.locator(":focus")).to_have_attribute("name", "q")
    page.locator("[role=option]").first.wait_for(timeout=5_000) if page.locator(
        "[data-suggest]:focus"
    ).count() else None
    keys.write("developer")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    workplace = page.locator(".facet a").first
    chosen = workplace.get_attribute("href")
    keys.follow(workplace)
    assert chosen is not None and page.url.endswith(chosen)
    more = page.locator(".facet__more > summary").first
    keys.to(more)
    page.keyboard.press("Enter")
    expect(page.locator(".facet__more[open]").first).to_be_visible()

    first = page.locator("article.job .job__title a").first
    title = first.inner_text()
    keys.follow(first)
    expect(page.locator("h1")).to_have_text(title)
    keys.follow(page.locator("main").get_by_role("button", name="Save"), "Space")
    assert "/account/login" in page.url
    keys.follow(page.get_by_role("link", name="Make an account"))
    sign_up_by_keyboard(keys)
    expect(page.locator("h1")).to_have_text(title)  # back where one came from

    desk.go("/jobs?q=developer")
    keys.follow(page.get_by_role("link", name="Alert me"))
    keys.follow(page.locator("main").get_by_role("button", name="Save", exact=True))
    assert page.url.endswith("/alerts")
    keys.to(page.locator("main").get_by_role("button", name=re.compile("^Pause")))


def sign_up_by_keyboard(keys: Keys) -> None:
    page, email = keys.page, f"kim.{secrets.token_hex(4)}@example.org"
    keys.to(page.locator("main input[type=email]"))
    keys.write(email)
    keys.to(page.locator("main input[type=password]"))
    keys.write(PHRASE)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    newest_letter(keys.visitor, "Confirm", to=email)  # in the mailbox of the demo, which is no part of the flow
    confirm: Any = page.locator("a[href*='confirm-email']").first.get_attribute("href")
    keys.visitor.go(confirm.removeprefix(keys.visitor.address))
    keys.follow(page.locator("main button[type=submit]"))


def test_menu_saving_and_tracking_by_keyboard(desk: Visitor) -> None:
    page, keys = desk.page, Keys(desk)
    desk.go("/")
    keys.follow(page.locator(PERSONS).nth(2))
    menu = page.locator("[data-menu] > summary")
    keys.to(menu)
    page.keyboard.press("Enter")
    expect(page.locator("[data-menu][open]")).to_be_visible()
    keys.press("Tab")
    expect(page.locator(":focus")).to_have_text("Profile and résumé")
    keys.press("Escape")
    expect(page.locator("[data-menu][open]")).to_have_count(0)
    expect(menu).to_be_focused()

    desk.go("/jobs?q=support")
    save = page.locator("article.job button[aria-pressed=false]").first
    keys.to(save)
    button = save.get_attribute("id")
    page.keyboard.press("Space")
    expect(page.locator(f"#{button}")).to_have_attribute("aria-pressed", "true")
    keys.see()
    keys.to(page.locator(f"article:has(#{button})").get_by_role("button", name=re.compile("^Hide")))
    page.keyboard.press("Enter")
    undo = page.get_by_role("button", name="Undo").first
    expect(undo).to_be_focused()
    keys.see()
    page.keyboard.press("Enter")
    expect(undo).to_have_count(0)

    desk.go("/saved")
    stage = page.locator("select[name=stage]").first
    keys.to(stage)
    page.keyboard.press("a")  # a list is chosen from by its first letter
    keys.to(page.locator("textarea[name=note]"))
    keys.write("Wrote to them on Monday.")
    keys.follow(page.locator("main form button[type=submit]"))
    expect(page.get_by_text("Noted.")).to_be_visible()


def test_the_check_of_a_resume_by_keyboard(desk: Visitor) -> None:
    assert any(person.resume for person in people())
    page, keys = desk.page, Keys(desk)
    desk.go("/")
    keys.follow(page.locator(PERSONS).nth(2))
    desk.go("/profile")
    read = page.locator("[data-read] input").first
    keys.to(read)
    expect(page.locator(".mark--on").first).to_be_attached()
    keys.to(page.get_by_role("button", name="Add a job"))
    keys.follow(page.get_by_role("button", name="Save", exact=True))
    expect(page.locator("h1")).to_be_visible()
