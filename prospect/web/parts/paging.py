"""Earlier and later pages of a list, as addresses that keep what else was asked."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest


def turns(request: HttpRequest, page: Page[Any]) -> dict[str, str]:
    """`before_url` and `after_url` of `parts/pager.html`, empty where there is none."""

    def to(number: int) -> str:
        asked = request.GET.copy()
        asked["page"] = str(number)
        return f"?{asked.urlencode()}"

    return {
        "before_url": to(page.previous_page_number()) if page.has_previous() else "",
        "after_url": to(page.next_page_number()) if page.has_next() else "",
    }
