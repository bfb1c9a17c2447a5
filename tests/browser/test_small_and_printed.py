"""What the sweep does not see: the narrowest phone, and paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from urllib.parse import urlencode

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.fixture
def spanish_phone(chromium: Browser, prospect: str) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="es-MX", base_url=prospect)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(chromium: Browser, prospect: str) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-US", base_url=prospect)
    yield context.new_page()
    context.close()


def pages(tab: Page) -> list[str]:
    """The text of each sheet of the page as it is printed."""
    printed = pypdfium2.PdfDocument(io.BytesIO(tab.pdf(format="Letter")))
    return [sheet.get_textpage().get_text_bounded() for sheet in printed]


def test_the_way_through_the_site_is_one_row_on_a_small_phone(spanish_phone: Page) -> None:
    spanish_phone.goto("/")
    tops = spanish_phone.eval_on_selector_all(
        ".masthead__nav a", "all => all.map(one => one.getBoundingClientRect().top)"
    )
    assert len(tops) == 6
    assert len(set(tops)) == 1


def test_no_words_of_a_chart_over_time_lie_on_others(spanish_phone: Page) -> None:
    spanish_phone.goto("/region")
    boxes = spanish_phone.eval_on_selector_all(
        "[aria-labelledby=over-time] .chart text",
        "all => all.map(one => one.getBoundingClientRect()).map(box => [box.left, box.top, box.right, box.bottom])",
    )
    assert len(boxes) == 4
    for n, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[n + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


@pytest.mark.parametrize(
    "typed",
    ["x" * 500, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter", '"' + "ab " * 160 + '"'],
)
def test_whatever_is_typed_nothing_scrolls_sideways(spanish_phone: Page, typed: str) -> None:
    spanish_phone.goto(f"/jobs?{urlencode({'q': typed, 'near': typed[:80]})}")
    assert spanish_phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_a_printed_career_begins_with_where_it_leads(desk: Page) -> None:
    desk.goto("/careers/registered-nurse")
    first = pages(desk)[0]
    assert "Where it leads" in first
    assert "Graduate nurse" in first


def test_a_printed_job_says_where_to_apply_and_asks_nothing(desk: Page) -> None:
    desk.goto("/jobs?q=nurse")
    desk.locator(".job__title a").first.click()
    desk.wait_for_load_state()
    printed = "\n".join(pages(desk))
    assert "Apply at the employer: http" in printed.replace("\r\n", " ")
    assert not [words for words in ("See it from", "Upload a résumé", "Similar open jobs") if words in printed]
