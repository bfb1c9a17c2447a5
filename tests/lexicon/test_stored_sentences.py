"""What is stored of a sentence is said in whatever language is read later."""

from __future__ import annotations

import pytest

from prospect.lexicon.sentences import Sentence, from_stored, say, stored

SPANISH = {"Its page is gone ({status}).": "Su página ya no está ({status}).", "{one}, {other}": "{other}; {one}"}


def translated(template: str) -> str:
    return SPANISH.get(template, template)


def test_a_stored_sentence_is_said_in_the_reader_s_language() -> None:
    kept = from_stored(stored(say("Its page is gone ({status}).", status=404), 200))
    assert isinstance(kept, Sentence)
    assert kept.said(translated) == "Su página ya no está (404)."
    assert str(kept) == "Its page is gone (404)."


def test_a_sentence_within_a_sentence_is_too() -> None:
    inner = say("Its page is gone ({status}).", status=410)
    kept = from_stored(stored(say("{one}, {other}", one=inner, other="ü"), 200))
    assert isinstance(kept, Sentence)
    assert kept.said(translated) == "ü; Su página ya no está (410)."


@pytest.mark.parametrize(
    "text", ["", "Its page is gone (404).", '["', '["{x}"]', '["{x}", 3]', '["{x.__class__}", {"x": 1}]']
)
def test_text_stays_text(text: str) -> None:
    assert str(from_stored(stored(text, 200))) == text


def test_old_rows_are_read_as_they_are() -> None:
    assert from_stored("The closing date has passed.") == "The closing date has passed."
    assert from_stored('["cut in the mid') == '["cut in the mid'


def test_what_does_not_fit_is_kept_in_english_and_cut() -> None:
    kept = stored(say("Its page is gone ({status}), says {host}.", status=404, host="h" * 100), 40)
    assert kept == f"Its page is gone (404), says {'h' * 11}"
    assert from_stored(kept) == kept
    assert stored(None, 40) == ""
