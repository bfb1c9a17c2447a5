"""Sentences for people, kept apart from the values in them.

Rooms that know no framework still speak to people. They return a `Sentence`: an English template and its values.
`str()` says it in English (commands, JSON); a face says it in the reader's language with `said(gettext)`. The
template is what the translators see: it is written literally in a call of `say` or `say_many`, where the
extraction of messages finds it. A room that stores what it says stores it `stored`, and a face says it again with
`from_stored`, in whatever language is then read.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """An English template in `str.format` form, and the values that go into it."""

    template: str
    values: tuple[tuple[str, Value | Sentence], ...] = ()

    def said(self, translate: Callable[[str], str]) -> str:
        values = {name: v.said(translate) if isinstance(v, Sentence) else v for name, v in self.values}
        return translate(self.template).format(**values)

    def __str__(self) -> str:
        return self.said(lambda template: template)


def say(template: str, **values: Value | Sentence) -> Sentence:
    """A sentence: ``say("Asked: {skill}", skill="SQL")``."""
    return Sentence(template, tuple(sorted(values.items(), key=lambda pair: pair[0])))


def say_many(one: str, many: str, n: int, **values: Value | Sentence) -> Sentence:
    """`one` when `n` is 1, else `many`; both may use ``{n}``."""
    return say(one if n == 1 else many, n=n, **values)


def stored(words: Sentence | str | None, limit: int) -> str:
    """Words as a column of `limit` characters keeps them: the JSON of template and values, which `from_stored` reads.

    Text stays text, and a sentence too long for that is kept as text, in English, and cut.
    """
    if isinstance(words, str) and words.startswith(_STORED):
        words = Sentence("{words}", (("words", words),))  # somebody's text that only looks like a stored sentence
    if not isinstance(words, Sentence):
        return (words or "")[:limit]
    kept = json.dumps(_plain(words), ensure_ascii=False, separators=(",", ":"))
    return kept if len(kept) <= limit else str(words)[:limit]


def from_stored(kept: str) -> Sentence | str:
    """What `stored` was given; any other text is itself."""
    if not kept.startswith(_STORED):
        return kept
    try:
        return _sentence(json.loads(kept))
    except (ValueError, TypeError, AttributeError):
        return kept


_STORED = '["'


def _plain(sentence: Sentence) -> list[Any]:
    return [sentence.template, {name: _plain(v) if isinstance(v, Sentence) else v for name, v in sentence.values}]


def _sentence(plain: list[Any]) -> Sentence:
    template, values = plain
    return say(str(template), **{name: _sentence(v) if isinstance(v, list) else v for name, v in values.items()})
