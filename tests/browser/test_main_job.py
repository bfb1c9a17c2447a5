"""The whole main job, as a person does it: an account, a real PDF résumé, the jobs that suit, an alert and its letter."""

from __future__ import annotations

import secrets
import time
from pathlib import Path

import pytest

from prospect.config.demo.people import people
from tests.browser.conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

PERSONS = "form[action^='/demo/sign-in'] button"  # the first of them is the sweep's, at work at the same time


def newest_letter(visitor: Visitor, subject: str, to: str = "", seconds: int = 40) -> None:
    """Opens the newest letter to that address whose subject has these words, waiting for the worker."""
    until = time.monotonic() + seconds
    while True:
        visitor.go("/outbox")
        found = visitor.page.get_by_role("article").filter(has_text=to).get_by_role("link", name=subject)
        if found.count():
            found.first.click()
            return
        assert time.monotonic() < until, f"no letter “{subject}” came"
        time.sleep(0.5)


def sign_up(visitor: Visitor) -> str:
    email = f"ana.{secrets.token_hex(4)}@example.org"
    page = visitor.page
    visitor.go("/account/signup/")
    visitor.look("sign-up")
    page.locator("input[type=email]").fill(email)
    page.locator("input[type=password]").first.fill("a long enough phrase 7")
    page.locator("main button[type=submit]").first.click()
    newest_letter(visitor, "Confirm", to=email)
    confirm = page.locator("a[href*='confirm-email']").first.get_attribute("href")
    assert confirm
    visitor.go(confirm.removeprefix(visitor.address))
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/for-you")
    return email


def upload(visitor: Visitor, path: Path) -> None:
    visitor.go("/profile")
    give(visitor, path)
    visitor.page.wait_for_url("**/profile", timeout=60_000)


def give(visitor: Visitor, path: Path) -> None:
    """Chooses the file and uploads it; for who has one already, the form is folded away."""
    folded = visitor.page.locator("details:not([open]):has(input[type=file]) > summary")
    if folded.count():
        folded.click()
    visitor.page.locator("input[type=file]").set_input_files(path)
    visitor.page.get_by_role("button", name="Upload", exact=True).click()


def test_the_main_job(desk: Visitor) -> None:
    page = desk.page
    desk.go("/")
    desk.look("front")
    sign_up(desk)
    desk.look("for-you-empty")

    resume = next(person.resume for person in people() if person.resume and person.resume.suffix == ".pdf")
    upload(desk, resume)
    desk.look("profile")
    name = page.locator("#id_basics-name")
    assert name.input_value() == "Marisol Vega"
    name.fill("Ana Vega")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.wait_for_load_state()
    assert page.locator("#id_basics-name").input_value() == "Ana Vega"

    desk.go("/for-you")
    desk.look("for-you")
    assert page.locator("article.job").count() >= 5
    assert page.locator("article.job .band").count() >= 1
    page.locator("article.job h3 a").first.click()
    page.wait_for_load_state()
    desk.look("job")
    assert page.locator(".need").count() >= 2
    assert page.locator(".need .quote").count() >= 2

    desk.go("/")
    page.locator("main input[name=q]").fill("back end developer")
    page.locator("main input[name=near]").fill("Tulsa, OK")
    page.locator("main form[role=search] button[type=submit]").click()
    page.wait_for_load_state()
    desk.look("results")
    assert page.locator("article.job").count() >= 5
    page.get_by_role("link", name="Alert me").first.click()
    page.wait_for_load_state()
    desk.look("new-alert")
    page.get_by_label("at once").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/alerts")
    desk.look("alerts")

    for _ in range(12):
        desk.go("/outbox")
        page.get_by_role("button", name="Let a new job come in").click()
    newest_letter(desk, "new job")
    desk.look("letter")


def test_saving_hiding_and_undoing_in_place(desk: Visitor) -> None:
    page = desk.page
    desk.go("/")
    page.locator(PERSONS).nth(1).click()
    page.wait_for_load_state()
    desk.go("/jobs?q=nurse")
    first = page.locator("article.job").first
    first.get_by_role("button", name="Save").click()
    first.get_by_role("button", name="Saved").wait_for()
    title = page.locator("article.job h3").nth(1).inner_text()
    page.locator("article.job").nth(1).get_by_role("button", name="Hide").click()
    page.get_by_text(f"Hidden: {title}").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("heading", name=title).first.wait_for()
    desk.go("/saved")
    desk.look("saved")
    assert page.locator("article.job").count() >= 1


PUBLIC = [
    "/",
    "/jobs?q=nurse",
    "/jobs?q=zzzzqqq",
    "/employers",
    "/guides",
    "/help",
    "/privacy",
    "/account/login/",
    "/account/signup/",
]


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_on_a_narrow_phone_in_the_dark(phone: Visitor, path: str) -> None:
    phone.go(path)
    phone.look(path.strip("/").replace("/", "-").replace("?", "-") or "front")


def test_everything_works_without_script(scriptless: Visitor) -> None:
    page = scriptless.page
    scriptless.go("/")
    page.locator(PERSONS).nth(1).click()
    page.locator("header form[role=search] input[name=q]").fill("welder")
    page.locator("header form[role=search] button").click()
    page.locator("article.job").first.get_by_role("button", name="Save").click()
    page.wait_for_load_state()
    assert page.get_by_role("button", name="Undo").count() == 1
    page.locator("article.job h3 a").first.click()
    assert page.locator("h1").count() == 1
    resume = next(person.resume for person in people() if person.resume and person.resume.suffix == ".pdf")
    scriptless.go("/profile")
    give(scriptless, resume)
    until = time.monotonic() + 60
    while "/resumes/" in page.url:
        assert time.monotonic() < until
        time.sleep(0.5)
        page.reload()
    assert page.url.endswith("/profile")
