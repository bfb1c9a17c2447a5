"""A guide as schema.org Article, for search engines: only what the page shows.

Source of the fields: schema.org/Article, and Google's documentation of article structured data.
"""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from prospect.guides.drawings import drawing_of
from prospect.guides.models import Guide
from prospect.network.models import Network


def picture_file(picture: str) -> str:
    """The name under which a guide's picture or drawing is served."""
    drawing = drawing_of(picture)
    return f"{drawing}.svg" if drawing else picture


def _kind_of_author(guide: Guide) -> str:
    return "Person" if guide.author and not guide.author_is_organisation else "Organization"


def article(guide: Guide, network: Network, minutes: int) -> SafeString:
    """The JSON of a `<script type="application/ld+json">`; unknown fields are left out."""
    url = f"{settings.PUBLIC_URL}{reverse('guide', args=[guide.slug])}"
    found: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Article",
        "headline": guide.title,
        "description": guide.summary,
        "author": {"@type": _kind_of_author(guide), "name": guide.author or network.name},
        "publisher": {"@type": "Organization", "name": network.name},
        "datePublished": guide.published_at and guide.published_at.isoformat(),
        "dateModified": guide.changed_at.isoformat(),
        "timeRequired": f"PT{minutes}M",
        "image": f"{settings.PUBLIC_URL}{reverse('guide_picture', args=[picture_file(guide.picture)])}",
        "mainEntityOfPage": url,
    }
    text = json.dumps({key: value for key, value in found.items() if value}, ensure_ascii=False)
    return mark_safe(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S308 (escaped here)
