"""Which labels of a foreign skill taxonomy a sentence means.

Six views of nearness, each brought to mean 0 and deviation 1 over the labels of a sentence and added with `WEIGHTS`
(chosen on the validation sentences of HOUSE and TECH, not on their test sentences):

* ``literal``   the label stands in the sentence, the longer the better
* ``cover``     the share of the label's words, weighed by rarity and reduced to stems, that the sentence has
* ``letters``   tf-idf cosine of groups of two to four letters
* ``lexicon``   both name the same skill of our own table, so that an alias meets its label
* ``sentence``, ``piece``   cosine of MiniLM vectors of the whole sentence, and of its best comma-separated piece

Without the model's wheel the last two are left out.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from prospect.lexicon import vectors
from prospect.lexicon.skills import named_skills

Scores = NDArray[np.float32]

WEIGHTS = {"sentence": 1.5, "piece": 1.0, "literal": 0.25, "cover": 0.25, "letters": 0.25, "lexicon": 0.25}
_STOP = frozenset(
    [
        "and",
        "or",
        "of",
        "the",
        "to",
        "a",
        "an",
        "in",
        "on",
        "for",
        "with",
        "as",
        "by",
        "from",
        "at",
        "using",
        "use",
        "other",
        "related",
        "into",
    ]
)
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ers", "er", "ies", "ied", "es", "ed", "s", "ly", "al")
_WORD = re.compile(r"[a-z0-9+#./&'-]+")
_PIECES = re.compile(r"[,;:()/•]|\b(?:and|or|such as|including)\b|\be\.g\.|\s[-–]\s|\.\s")
_BRACKET = re.compile(r"\s*\([^)]*\)\s*$")
_LONGEST = 8  # words of a label that are looked for literally
_WHOLE = 0.6  # share of a label that the skill it names must fill


def _words(text: str) -> list[str]:
    return [word.strip(".,'/") for word in _WORD.findall(text.lower().replace("’", "'"))]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e") if len(word) > 4 else word


def _stems(text: str) -> set[str]:
    return {_stem(word) for word in _words(text) if word and word not in _STOP}


def _letters(text: str) -> Counter[str]:
    return Counter(
        f" {word} "[at : at + size]
        for word in re.findall(r"[a-z0-9+#]+", text.lower())
        for size in (2, 3, 4)
        for at in range(len(word) + 3 - size)
    )


def pieces(sentence: str) -> list[str]:
    """The parts of a sentence between commas, brackets and conjunctions; the sentence itself when it has none."""
    return [piece for part in _PIECES.split(sentence) if len(piece := part.strip()) > 1] or [sentence]


class SkillLinker:
    """The labels of a taxonomy, made ready for many sentences."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._bare = [_BRACKET.sub("", label) for label in labels]
        self._literal: dict[str, list[int]] = defaultdict(list)
        self._named: dict[str, list[int]] = defaultdict(list)
        for at, label in enumerate(self._bare):
            self._literal[" ".join(_words(label))].append(at)
            named = named_skills(label)
            if len(named) == 1 and named[0].end - named[0].start >= _WHOLE * len(label):
                self._named[named[0].skill.id].append(at)
        self._index_stems()
        self._index_letters()
        self._encoder = next((one for one in vectors.encoders() if one.name == "minilm"), None)
        self._rows = vectors.vectors(self._encoder, self._bare) if self._encoder else None

    def _index_stems(self) -> None:
        stems = [_stems(label) for label in self._bare]
        count = Counter(stem for one in stems for stem in one)
        self._rarity = {stem: math.log(1 + len(stems) / n) for stem, n in count.items()}
        self._mass = np.array([sum(self._rarity[s] for s in one) or 1 for one in stems], np.float32)
        having: dict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(stems):
            for stem in one:
                having[stem].append(at)
        self._having = {stem: np.array(places) for stem, places in having.items()}

    def _index_letters(self) -> None:
        counts = [_letters(label) for label in self._bare]
        number = Counter(group for one in counts for group in one)
        self._worth = {group: math.log((1 + len(counts)) / (1 + n)) + 1 for group, n in number.items()}
        places: dict[str, list[int]] = defaultdict(list)
        weights: dict[str, list[float]] = defaultdict(list)
        for at, one in enumerate(counts):
            for group, weight in self._unit(one).items():
                places[group].append(at)
                weights[group].append(weight)
        self._groups = {g: (np.array(places[g]), np.array(weights[g], np.float32)) for g in places}

    def _unit(self, counts: Counter[str]) -> dict[str, float]:
        """Tf-idf weights of length one."""
        weights = {g: (1 + math.log(n)) * self._worth[g] for g, n in counts.items() if g in self._worth}
        length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
        return {g: w / length for g, w in weights.items()}

    def _empty(self) -> Scores:
        return np.zeros(len(self._bare), np.float32)

    def _literally(self, sentence: str) -> Scores:
        scores, words = self._empty(), _words(sentence)
        for first in range(len(words)):
            for last in range(first + 1, min(first + _LONGEST, len(words)) + 1):
                name = " ".join(words[first:last])
                for at in self._literal.get(name, ()):
                    scores[at] = max(scores[at], len(name))
        return scores

    def _views(self, sentence: str) -> dict[str, Scores]:
        cover, letters, lexicon = self._empty(), self._empty(), self._empty()
        for stem in _stems(sentence):
            if stem in self._having:
                cover[self._having[stem]] += self._rarity[stem]
        for group, weight in self._unit(_letters(sentence)).items():
            places, weights = self._groups[group]
            letters[places] += weights * weight
        for one in named_skills(sentence):
            lexicon[self._named.get(one.skill.id, [])] = 1
        found = {
            "literal": self._literally(sentence),
            "cover": cover / self._mass,
            "letters": letters,
            "lexicon": lexicon,
        }
        if self._encoder is not None and self._rows is not None:
            found["sentence"] = (vectors.vectors(self._encoder, [sentence]) @ self._rows.T)[0]
            found["piece"] = (vectors.vectors(self._encoder, pieces(sentence)) @ self._rows.T).max(0)
        return found

    def scores(self, sentence: str) -> Scores:
        """How much the sentence means each label, in their order; comparable within a sentence only."""
        total = self._empty()
        for name, view in self._views(sentence).items():
            total += WEIGHTS[name] * (view - view.mean()) / (view.std() + 1e-6)
        return total

    def rank(self, sentence: str) -> NDArray[np.int64]:
        """Places of the labels, likeliest first."""
        return np.argsort(-self.scores(sentence), kind="stable")
