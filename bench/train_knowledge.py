"""Learns the weights of `prospect.lexicon.knowledge` from SkillSpan's training split.

    PROSPECT_SHARED=… python bench/train_knowledge.py

Averaged structured perceptron, `EPOCHS` passes in an order fixed by `SEED`; `LEAN` is taken from the score of
"outside" so that more is found, and was chosen with the number of passes on the development split. Prints strict F1
there, and writes prospect/lexicon/data/knowledge_weights.json.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

import recordings

from prospect.lexicon import knowledge

OUT = Path(__file__).parents[1] / "prospect" / "lexicon" / "data" / "knowledge_weights.json"
EPOCHS, SEED, LEAN, LEAST = 10, 1, 9.0, 1.0

Sentence = tuple[list[list[str]], list[int]]


def read(name: str) -> list[tuple[list[str], list[int]]]:
    """Words and knowledge tags of each sentence of a CoNLL file."""
    found = []
    for block in (
        (recordings.folder() / "eval" / "skills" / "skillspan" / f"{name}.conll")
        .read_text(encoding="utf-8")
        .split("\n\n")
    ):
        rows = [line.split("\t") for line in block.splitlines() if line.strip()]
        if rows:
            tags = ["OBI".index(row[2][0]) for row in rows]
            found.append(([row[0] for row in rows], tags))
    return found


class Perceptron:
    """Weights and their running sums."""

    def __init__(self) -> None:
        self.weights: dict[str, list[float]] = {}
        self.moves = [[0.0] * 3 for _ in range(4)]
        self._sums: dict[str, list[float]] = {}
        self._move_sums = [[0.0] * 3 for _ in range(4)]
        self._step = 1

    def learn(self, rows: list[list[str]], gold: list[int]) -> bool:
        """One step on one sentence; answers whether it was tagged wrong."""
        tags = knowledge.best_tags(rows, self.weights, self.moves)
        for i, (right, wrong) in enumerate(zip(gold, tags, strict=True)):
            if right != wrong:
                for name in rows[i]:
                    self._move(self.weights.setdefault(name, [0.0] * 3), right, wrong, 1)
                    self._move(self._sums.setdefault(name, [0.0] * 3), right, wrong, self._step)
            before = (gold[i - 1], tags[i - 1]) if i else (knowledge.START, knowledge.START)
            if (before[0], right) != (before[1], wrong):
                self.moves[before[0]][right] += 1
                self.moves[before[1]][wrong] -= 1
                self._move_sums[before[0]][right] += self._step
                self._move_sums[before[1]][wrong] -= self._step
        self._step += 1
        return tags != gold

    @staticmethod
    def _move(row: list[float], right: int, wrong: int, by: float) -> None:
        row[right] += by
        row[wrong] -= by

    def averaged(self) -> dict[str, object]:
        """The mean weights, the small ones left out."""
        mean = {
            n: [round(w - s / self._step, 1) for w, s in zip(row, self._sums[n], strict=True)]
            for n, row in self.weights.items()
        }
        moves = [
            [w - s / self._step for w, s in zip(*rows, strict=True)]
            for rows in zip(self.moves, self._move_sums, strict=True)
        ]
        leaned = [[round(w - LEAN * (tag == knowledge.OUTSIDE), 2) for tag, w in enumerate(row)] for row in moves]
        kept = {name: row for name, row in sorted(mean.items()) if max(map(abs, row)) >= LEAST}
        return {"weights": kept, "moves": leaned}


def main() -> None:
    data = [(knowledge.features(words), tags) for name in ("tech_train", "house_train") for words, tags in read(name)]
    order, model = random.Random(SEED), Perceptron()
    for epoch in range(EPOCHS):
        order.shuffle(data)
        print(f"pass {epoch + 1}: {sum(model.learn(*one) for one in data)} of {len(data)} wrong", flush=True)
    stored = model.averaged()
    OUT.write_text(
        json.dumps(stored, ensure_ascii=False, separators=(",", ":")).replace("],", "],\n"), encoding="utf-8"
    )
    print(f"{OUT.name}: {OUT.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
