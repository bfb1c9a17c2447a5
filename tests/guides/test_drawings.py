"""Drawings: our own, whole, without script or anything from elsewhere, and each with words."""

from __future__ import annotations

import re
from xml.etree.ElementTree import fromstring

import pytest

from prospect.guides.drawings import DRAWINGS, USUAL, drawing_of, svg


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_plain_and_wears_the_colours_of_the_page(name: str) -> None:
    text = svg(name)
    tags = {element.tag.rpartition("}")[2] for element in fromstring(text).iter()}
    assert tags <= {"svg", "rect", "path", "circle"}
    assert "href" not in text and "style" not in text
    fills = set(re.findall(r'fill="([^"]+)"', text))
    assert fills and all(re.fullmatch(r"var\(--[a-z-]+, #[0-9a-f]{6}\)", fill) for fill in fills)
    assert len(str(DRAWINGS[name])) > 40


def test_which_drawing_a_guide_wears() -> None:
    assert drawing_of("") == USUAL
    assert drawing_of("dock") == "dock"
    assert drawing_of("0" * 32 + ".jpg") == ""
    with pytest.raises(KeyError):
        svg("../steps")
