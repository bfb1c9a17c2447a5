"""Passkeys and codes from an app, all the way, in a real browser with an authenticator of its own."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visitor, visitor_on
from tests.browser.test_main_job import newest_letter, sign_up

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

PHRASE = "a long enough phrase 7"
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def at_home(chromium: Browser, prospect: str) -> Iterator[Visitor]:
    """At an address under which browsers allow passkeys: an IP address is none."""
    yield from visitor_on(chromium, prospect.replace("127.0.0.1", "localhost"), "passkeys", locale="en-US")


def code_of(secret: str) -> str:
    """The six digits an app shows now (RFC 6238)."""
    key = base64.b32decode(secret.replace(" ", "") + "=" * (-len(secret.replace(" ", "")) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def press(visitor: Visitor, name: str | re.Pattern[str]) -> None:
    visitor.page.locator("main").get_by_role("button", name=name).first.click()


def sign_out(visitor: Visitor) -> None:
    visitor.go("/account/logout/")
    press(visitor, "Sign out")


def is_it_you(visitor: Visitor) -> None:
    """Types the password where it is asked for once more."""
    if "reauthenticate" in visitor.page.url:
        visitor.look("is-it-you")
        visitor.page.locator("input[type=password]").fill(PHRASE)
        press(visitor, "Go on")


def test_a_passkey_from_the_first_to_the_last(at_home: Visitor) -> None:
    page = at_home.page
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    sign_up(at_home)

    at_home.go("/account/2fa/webauthn/add/")
    is_it_you(at_home)
    page.get_by_label("Name").fill("My laptop")
    passwordless = page.get_by_label(re.compile("Passwordless", re.I))
    if passwordless.count():
        passwordless.check()
    at_home.look("add-passkey")
    press(at_home, "Add a passkey")
    page.wait_for_url("**/account/2fa/**")
    at_home.go("/account/2fa/webauthn/")
    expect(page.get_by_text("My laptop").first).to_be_visible()
    at_home.look("passkeys")

    page.get_by_role("link", name=re.compile("Rename")).click()
    page.get_by_label("Name").fill("The laptop at home")
    press(at_home, "Save")
    expect(page.get_by_text("The laptop at home").first).to_be_visible()

    sign_out(at_home)
    at_home.go("/account/login/")
    press(at_home, "Sign in with a passkey")
    page.wait_for_url("**/for-you")

    at_home.go("/account/2fa/webauthn/")
    page.get_by_role("link", name=re.compile("Remove")).click()
    is_it_you(at_home)
    at_home.look("remove-passkey")
    press(at_home, "Remove")
    expect(page.get_by_text("You have none yet.")).to_be_visible()


def test_codes_from_an_app_and_spare_codes(desk: Visitor) -> None:
    page = desk.page
    email = sign_up(desk)
    desk.go("/account/2fa/totp/activate/")
    is_it_you(desk)
    desk.look("switch-codes-on")
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("input[name=code]").fill("000000")
    press(desk, "Switch on")
    assert page.locator("#authenticator_secret").input_value() == secret, "a wrong code keeps the key"
    page.locator("input[name=code]").fill(code_of(secret))
    press(desk, "Switch on")
    page.wait_for_url("**/recovery-codes/**")
    desk.look("spare-codes")
    spare = page.locator(".codes code").first.inner_text()

    sign_out(desk)
    at_the_second_step(desk, email)
    desk.look("second-step")
    page.locator("input[name=code]").fill("123123")
    press(desk, "Sign in")
    assert page.locator(".field__error, .notice--bad").count() >= 1
    page.locator("input[name=code]").fill(spare)
    press(desk, "Sign in")
    page.wait_for_url("**/for-you")

    desk.go("/account/2fa/")
    expect(page.get_by_text(re.compile(r"9 are left"))).to_be_visible()
    desk.go("/account/2fa/recovery-codes/generate/")
    is_it_you(desk)
    desk.look("new-spare-codes")
    press(desk, "Make them")
    assert page.locator(".codes code").count() == 10
    desk.go("/account/2fa/totp/deactivate/")
    is_it_you(desk)
    desk.look("switch-codes-off")
    press(desk, "Switch off")
    expect(page.get_by_text("Off. An authenticator app")).to_be_visible()


def at_the_second_step(visitor: Visitor, email: str) -> None:
    visitor.go("/account/login/")
    visitor.page.locator("input[type=email]").fill(email)
    visitor.page.locator("input[type=password]").fill(PHRASE)
    press(visitor, "Sign in")


def test_a_forgotten_password_is_made_anew_by_letter(desk: Visitor) -> None:
    page = desk.page
    email = sign_up(desk)
    sign_out(desk)
    desk.go("/account/password/reset/")
    page.locator("input[type=email]").fill(email)
    page.locator("main button[type=submit]").click()
    newest_letter(desk, "password", to=email)
    link = page.locator("a[href*='password/reset/key']").first.get_attribute("href")
    assert link
    desk.go(link.removeprefix(desk.address))
    desk.look("new-password")
    for field in page.locator("input[type=password]").all():
        field.fill("another long phrase 8")
    press(desk, "Set the password")
    page.wait_for_url("**/key/done/")
    desk.look("password-set")
    at_the_second_step(desk, email)  # with the old one, which opens nothing any more
    expect(page.locator("main [role=alert]").first).to_be_visible()
    page.locator("input[type=password]").fill("another long phrase 8")
    press(desk, "Sign in")
    page.wait_for_url("**/for-you")
