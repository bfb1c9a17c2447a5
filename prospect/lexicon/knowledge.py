"""Names of knowledge in running text that no table has: a small tagger learned from annotated postings.

`find_knowledge` marks spans such as "cloud infrastructure" or "Kubernetes operators" whether or not the skills table
knows them. It is an averaged structured perceptron (Collins 2002) over words, shapes and the mentions our own finder
makes, with the best sequence found by Viterbi. Its weights, ``data/knowledge_weights.json``, are made by
``bench/train_knowledge.py`` from the training split of SkillSpan (see ``data/knowledge_weights.md``).

No page and no requirement is read with it, on purpose: half of what it marks is marked a word too short or too long,
and what has no entry in the skills table has no name by which a person's skills could meet it. It is the measure of
what the table leaves out (``bench/skills.py spans``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from prospect.lexicon.skills import named_skills

_FILE = Path(__file__).parent / "data" / "knowledge_weights.json"
_TOKEN = re.compile(r"[^\W_]+(?:[-+#./'’&][^\W_]+|\+\+|#|\+)*|\S")
_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?!\s|$)[^\n.!?]*)*[.!?]?")
_NEVER = -1e9
OUTSIDE, BEGIN, INSIDE, START = 0, 1, 2, 3

Weights = Mapping[str, Sequence[float]]  # by feature: a weight for each of outside, begin and inside
Moves = Sequence[Sequence[float]]  # from outside, begin, inside and start to each tag


@dataclass(frozen=True, slots=True)
class KnowledgeSpan:
    """Words that name knowledge; offsets are characters, end exclusive."""

    text: str
    start: int
    end: int


def _shape(word: str) -> str:
    classes = re.sub(r"\d", "d", re.sub(r"[A-Z]", "X", re.sub(r"[a-z]", "x", word)))
    return re.sub(r"(.)\1+", r"\1", classes)


def _mentioned(words: Sequence[str]) -> list[str]:
    """For each word, whether it begins or continues a mention of a known skill, and of which kind."""
    text, places, at = " ".join(words), [], 0
    for word in words:
        places.append((at, at + len(word)))
        at += len(word) + 1
    tags = ["O"] * len(words)
    for one in named_skills(text):
        inside = [i for i, (a, b) in enumerate(places) if a < one.end and one.start < b]
        for order, i in enumerate(inside):
            tags[i] = f"{'I' if order else 'B'}-{one.skill.kind}"
    return tags


def features(words: Sequence[str]) -> list[list[str]]:
    """What the tagger knows of each word of a sentence."""
    low = ["<s>", "<s>", *(word.lower() for word in words), "</s>", "</s>"]
    known = ["O", "O", *_mentioned(words), "O", "O"]
    shapes = ["^", "^", *(_shape(word) for word in words), "$", "$"]
    found = []
    for i in range(2, len(words) + 2):
        word, before, after = low[i], low[i - 1], low[i + 1]
        found.append(
            [
                "b", f"w={word}", f"p={before}", f"n={after}", f"p2={low[i - 2]}", f"n2={low[i + 2]}",
                f"pp={low[i - 2]}_{before}", f"nn={after}_{low[i + 2]}", f"pw={before}_{word}", f"wn={word}_{after}",
                f"s={shapes[i]}", f"sp={shapes[i - 1]}", f"sn={shapes[i + 1]}", f"s3={word[-3:]}", f"s2={word[-2:]}",
                f"p3={word[:3]}", f"x={known[i]}", f"xp={known[i - 1]}{known[i]}", f"xn={known[i]}{known[i + 1]}",
                f"xw={known[i][0]}_{word}", f"cap={shapes[i][0] == 'X'}{i == 2}", f"len={min(len(words) // 5, 4)}",
            ]
        )  # fmt: skip
    return found


def best_tags(rows: Sequence[Sequence[str]], weights: Weights, moves: Moves) -> list[int]:
    """The likeliest sequence of tags; nothing continues what has not begun."""
    scores: list[float] = []
    back: list[list[int]] = []
    for row in rows:
        given = [weights[name] for name in row if name in weights]
        emitted = [sum(one[tag] for one in given) for tag in (OUTSIDE, BEGIN, INSIDE)]
        if not scores:
            scores = [emitted[0] + moves[START][0], emitted[1] + moves[START][1], _NEVER]
            continue
        came, reached = [], []
        for tag in (OUTSIDE, BEGIN, INSIDE):
            ways = [scores[last] + moves[last][tag] for last in (OUTSIDE, BEGIN, INSIDE)]
            if tag == INSIDE:
                ways[OUTSIDE] = _NEVER
            last = max(range(3), key=ways.__getitem__)
            came.append(last)
            reached.append(ways[last] + emitted[tag])
        scores = reached
        back.append(came)
    if not scores:
        return []
    tags = [max(range(3), key=scores.__getitem__)]
    for came in reversed(back):
        tags.append(came[tags[-1]])
    return tags[::-1]


def spans(tags: Sequence[int]) -> list[tuple[int, int]]:
    """First word and word after the last of each tagged span."""
    found, start = [], None
    for i, tag in enumerate([*tags, OUTSIDE]):
        if start is not None and tag != INSIDE:
            found.append((start, i))
            start = None
        if tag == BEGIN:
            start = i
    return found


@cache
def _model() -> tuple[dict[str, list[float]], list[list[float]]]:
    stored = json.loads(_FILE.read_text(encoding="utf-8"))
    return stored["weights"], stored["moves"]


def tag_words(words: Sequence[str]) -> list[tuple[int, int]]:
    """Spans of knowledge in a sentence that is already parted into words."""
    weights, moves = _model()
    return spans(best_tags(features(words), weights, moves))


def find_knowledge(text: str) -> tuple[KnowledgeSpan, ...]:
    """Spans of knowledge in a text, in order."""
    found = []
    for sentence in _SENTENCE.finditer(text):
        places = [m.span() for m in _TOKEN.finditer(text, *sentence.span())]
        for first, last in tag_words([text[a:b] for a, b in places]):
            start, end = places[first][0], places[last - 1][1]
            found.append(KnowledgeSpan(text[start:end], start, end))
    return tuple(found)
