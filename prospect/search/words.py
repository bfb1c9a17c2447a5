"""What is typed into the search box: words, "phrases", -without, this OR that.

Nothing typed is an error. A quote that is never closed ends with the text; an operator with nothing beside it is left
out; brackets only group; what is longer than `MAX_TYPED` is cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from prospect.lexicon import tokens

MAX_TYPED = 1_000
MAX_WORDS = 40

_PIECE = re.compile(
    r"""(?P<minus>(?<!\S)[-−–](?=\S))?          # -word, but not the hyphen within one
        (?: ["“”„«»](?P<phrase>[^"“”„«»]*)(?:["“”„«»]|$)
          | (?P<or>(?:OR(?![\w−–-])|\|+))
          | (?P<word>[^\s"“”„«»()|]+) )""",
    re.VERBOSE,
)
_BARE = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")  # words alone, and no mark that means something


@dataclass(frozen=True, slots=True)
class Typed:
    """The parts of a typed question, each as written; `cut` says that not all of it was read."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    any_of: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()
    cut: bool = False


def read(text: str) -> Typed:
    """The parts of `text`; pieces without a letter or digit are left out."""
    if _BARE.fullmatch(text) and len(text) <= MAX_TYPED:
        bare = text.split(" ")
        if len(bare) < MAX_WORDS and "OR" not in bare:
            return Typed(words=tuple(bare))
    groups: list[list[tuple[str, str]]] = []  # groups of alternatives: (kind, text)
    without: list[str] = []
    joining, count = False, 0
    for match in _PIECE.finditer(text[:MAX_TYPED]):
        if match["or"] and not (match["or"] == "OR" and not joining and _ends_with_comma(groups)):
            joining = bool(groups)
            continue
        kind = "words" if match["phrase"] is None else "phrases"
        piece = _plain(_word(match) if match["phrase"] is None else match["phrase"])
        if not tokens.terms(piece) or count >= MAX_WORDS:
            continue
        count += 1
        if match["minus"]:
            without.append(piece)
        elif joining:
            groups[-1].append((kind, piece))
        else:
            groups.append([(kind, piece)])
        joining = False
    alone = [group[0] for group in groups if len(group) == 1]
    return Typed(
        words=tuple(piece for kind, piece in alone if kind == "words"),
        phrases=tuple(piece for kind, piece in alone if kind == "phrases"),
        any_of=tuple(tuple(piece for _, piece in group) for group in groups if len(group) > 1),
        without=tuple(without),
        cut=len(text) > MAX_TYPED or count >= MAX_WORDS,
    )


def _word(match: re.Match[str]) -> str:
    """What is read as a word: OR itself where it is Oregon ("Portland, OR"), but not where a hyphen made it one."""
    word = match["or"] or match["word"].strip("-−–")
    return "or" if word == "OR" and not match["or"] else word


def _ends_with_comma(groups: list[list[tuple[str, str]]]) -> bool:
    """Whether what was read last is a word with a comma, after which OR is Oregon."""
    return bool(groups) and len(groups[-1]) == 1 and groups[-1][0][0] == "words" and groups[-1][0][1].endswith(",")


def written(typed: Typed) -> str:
    """The text that `read` takes back to the same parts."""
    pieces = [_bare(word, before) for before, word in zip(("", *typed.words), typed.words, strict=False)]
    pieces += [f'"{phrase}"' for phrase in typed.phrases]
    pieces += [" OR ".join(_quoted(item) for item in group) for group in typed.any_of if len(group) > 1]
    pieces += [f'"{group[0]}"' for group in typed.any_of if len(group) == 1]
    pieces += ["-" + _quoted(item) for item in typed.without]
    return " ".join(pieces)


def _plain(piece: str) -> str:
    """One space between words and no quotes: what both `read` and `written` can carry."""
    return " ".join(re.sub(r'["“”„«»]', " ", piece).split())


def _bare(word: str, before: str) -> str:
    """A word that would be read as an operator is written so that it is not."""
    return "or" if word == "OR" and not before.endswith(",") else word


def _quoted(item: str) -> str:
    return item if re.fullmatch(r"(?!OR\b)[^\s\"()|−–-][^\s\"()|]*(?<![,−–-])", item) else f'"{item}"'
