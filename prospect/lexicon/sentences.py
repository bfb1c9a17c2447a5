"""Sentences for people, kept apart from the values in them.

Rooms that know no framework still speak to people. They return a `Sentence`: an English template and its values.
`str()` says it in English (commands, JSON); a face says it in the reader's language with `said(gettext)`. The
template is what the translators see: it is written literally in a call of `say` or `say_many`, where the
extraction of messages finds it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
