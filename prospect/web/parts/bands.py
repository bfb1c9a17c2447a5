"""How well a job fits, as steps and a word."""

from __future__ import annotations

from typing import Any

from django.utils.translation import pgettext

STEPS = {"strong": 4, "good": 3, "stretch": 2, "far": 1}


def band(name: str, of: str = "") -> dict[str, Any]:
    """What `parts/band.html` takes, of a band (strong, good, stretch, far); `of` says on hover what it goes by."""
    words = {
        "strong": pgettext("fit", "Strong fit"),
        "good": pgettext("fit", "Good fit"),
        "stretch": pgettext("fit", "A stretch"),
        "far": pgettext("fit", "Far from it"),
    }
    return {"name": name, "words": words.get(name, ""), "steps": STEPS.get(name, 0), "of": of}
