"""A workload of our own, in the form of the one that other engines run: jobs and searches drawn from a seed.

Arrays like the workload's: the words of every job (`toks`, with `off` where each begins and `tl` how many are its
title), its city, level, type and pay; and for every search its terms (a number past the last word asks for the word in
the title), its cities, its least pay, and bits for levels and types. Shares are those of the other: 201 words a job
with the frequencies of language (Zipf 1), 300 titles and 200 cities (Zipf 0.8), 18 % remote, a quarter without pay.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

WORDS, TITLES, CITIES, REMOTE = 20_000, 300, 200, 200
LEVELS, TYPES = (0.15, 0.25, 0.3, 0.18, 0.08, 0.04), (0.68, 0.14, 0.1, 0.05, 0.03)


def make(folder: Path, jobs: int, searches: int, seed: int = 11) -> Path:
    """Writes jobs.npz, alerts.npz and meta.json into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = np.random.default_rng(seed)
    titles = [chance.choice(np.arange(200, 4_000), size=chance.integers(2, 4), replace=False) for _ in range(TITLES)]
    np.savez(folder / "jobs.npz", **_jobs(chance, titles, jobs))
    alerts, places = _searches(chance, titles, searches)
    np.savez(folder / "alerts.npz", **alerts)
    about = {"words": [f"w{n}" for n in range(WORDS)], "locsets": places}
    (folder / "meta.json").write_text(json.dumps(about), encoding="utf-8")
    return folder


def _zipf(count: int, power: float) -> Any:
    shares = 1 / np.arange(1, count + 1) ** power
    return shares / shares.sum()


def _jobs(chance: Any, titles: list[Any], count: int) -> dict[str, Any]:
    """The words of a job are its title, the title once more in the text, and words of the language."""
    which = chance.choice(TITLES, count, p=_zipf(TITLES, 0.8))
    lengths = np.clip(chance.lognormal(5.2, 0.45, count), 60, 400).astype(int)
    words = chance.choice(WORDS, int(lengths.sum()), p=_zipf(WORDS, 1.0)).astype(np.int32)
    ends = np.cumsum(lengths)
    for start, title in zip(ends - lengths, which.tolist(), strict=True):
        for at in (start, start + len(titles[title]) + 20):
            words[at : at + len(titles[title])] = titles[title]
    least = (np.exp(chance.normal(11.05, 0.4, count))).round(-3)
    pay = np.where(chance.random(count) < 0.25, 0, (least * chance.uniform(1.05, 1.5, count)).round(-3))
    return {
        "toks": words,
        "off": np.concatenate([[0], ends]),
        "tl": np.array([len(titles[title]) for title in which], np.int16),
        "city": chance.choice(CITIES, count, p=_zipf(CITIES, 0.8)).astype(np.int16),
        "remote": chance.random(count) < 0.18,
        "level": chance.choice(6, count, p=LEVELS).astype(np.int8),
        "jtype": chance.choice(5, count, p=TYPES).astype(np.int8),
        "smax": pay.astype(np.int32),
    }


def _searches(chance: Any, titles: list[Any], count: int) -> tuple[dict[str, Any], list[list[int]]]:
    """Titles as words, in the title or as a phrase; a title and a word; or one or two words."""
    terms, phrase = np.full((count, 3), -1, np.int32), np.zeros(count, bool)
    places: list[list[int]] = [[]]
    place, popular, cities = np.zeros(count, np.int32), _zipf(TITLES, 0.8), _zipf(CITIES, 0.8)
    for n in range(count):
        title = titles[chance.choice(TITLES, p=popular)]
        how = chance.random()
        asked = title[:3] if how < 0.45 else [*title[:2], chance.integers(WORDS // 4)]
        if how >= 0.7:
            asked = chance.integers(50, WORDS // 4, chance.integers(1, 3))
        phrase[n] = how < 0.13
        terms[n, : len(asked)] = np.asarray(asked) + (WORDS if 0.13 <= how < 0.27 else 0)
        where = chance.random()
        chosen = chance.choice(CITIES, 1 if where < 0.55 else chance.integers(1, 10), replace=False, p=cities).tolist()
        chosen += [REMOTE] if chance.random() < 0.35 else []
        places.append(sorted(chosen) if where < 0.84 else [REMOTE] if where < 0.92 else [])
        place[n] = len(places) - 1
    levels, types = chance.choice(6, count, p=LEVELS), chance.choice(5, count, p=TYPES)
    pay = np.where(chance.random(count) < 0.35, chance.choice(np.arange(30, 181, 5), count) * 1_000, 0)
    return {
        "terms": terms,
        "phrase": phrase,
        "loc": place,
        "msal": pay.astype(np.int32),
        "lmask": np.where(chance.random(count) < 0.2, 1 << levels, 0).astype(np.uint8),
        "tmask": np.where(chance.random(count) < 0.25, 1 << types, 0).astype(np.uint8),
    }, places
