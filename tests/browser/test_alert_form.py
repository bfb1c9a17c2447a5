"""The form of an alert in a real browser: the look back follows as one types, in view on a phone, and nothing jumps."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

JOBS = re.compile(r"^\d+ jobs? in \d+ letters? in the last 30 days$")
# How far what is in view has moved by itself since the page was loaded (Layout Instability).
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { if (!entry.hadRecentInput) sum += entry.value; }))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""


def count_of(page: Page) -> int:
    return int(page.locator("#brief").inner_text().split()[0])


def test_on_a_phone_the_count_stays_in_view_and_follows_the_words(phone: Visitor) -> None:
    page = phone.page
    phone.go("/alerts/new?q=nurse")
    brief = page.locator("#brief")
    expect(brief).to_have_text(JOBS)
    expect(brief).to_be_in_viewport()
    before, tall = count_of(page), page.locator(".asking__bar").bounding_box()
    settled = page.evaluate(SHIFTS)
    page.locator("#id_q").press("End")
    page.locator("#id_q").press_sequentially(" night")
    expect(page.locator("#asked")).to_contain_text("nurse night")
    expect(brief).to_be_in_viewport()
    assert count_of(page) < before
    now = page.locator(".asking__bar").bounding_box()
    assert tall is not None and now is not None
    assert (now["y"], now["height"]) == (tall["y"], tall["height"])
    assert page.evaluate(SHIFTS) - settled < 0.05
    page.locator("summary", has_text="Leave out").click()
    page.locator("#id_leave_out").fill("night")
    expect(brief).to_be_in_viewport()
    expect(page.locator("#asked")).to_contain_text("without “night”")
    phone.look("alert-form")


def test_each_edit_is_seen_before_anything_is_saved(desk: Visitor) -> None:
    page = desk.page
    desk.go("/alerts/new?q=nurse")
    all_of_them = count_of(page)
    page.locator("summary", has_text="Leave out").click()
    first = page.locator("#employers input").first
    first.check()
    expect(page.locator("#asked")).to_contain_text("not at")
    assert count_of(page) < all_of_them
    expect(first).to_be_checked()
    expect(page.locator("#employers input:checked")).to_have_count(1)
    offered = page.locator("#back button").first
    words = offered.inner_text()
    offered.click()
    left = re.search(r"(\d+)\.?$", words)
    assert left is not None
    expect(page.locator("#brief")).to_have_text(re.compile(f"^{left[1]} jobs? in"))
    expect(page.locator("#id_q")).to_have_value("nurse")
    assert "/alerts/new" in page.url
    page.locator("#id_near").fill("Zqxtown")
    expect(page.locator("#back")).to_contain_text("No place called “Zqxtown” is known")


def test_without_script_a_button_looks_again(scriptless: Visitor) -> None:
    page = scriptless.page
    scriptless.go("/alerts/new?q=nurse")
    page.locator("#id_q").fill("welder")
    page.locator("#id_email").fill("ana@example.org")
    page.get_by_role("button", name="Look again").click()
    expect(page.locator("#asked")).to_contain_text("welder")
    expect(page.locator("#id_email")).to_have_value("ana@example.org")
    page.locator("#back button").first.click()
    expect(page.locator("#brief")).to_have_text(JOBS)
    page.locator("main").get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("main")).to_contain_text("We wrote to ana@example.org")
