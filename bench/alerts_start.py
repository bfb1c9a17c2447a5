"""How long a matcher takes from saved parameters to its first answer, and what it weighs.

    python bench/alerts_start.py DIR ALERTS

DIR is the workload's folder (`bench/alerts.py`). Its alerts are written as the database keeps them: words, phrases and
title words as typed, real towns within a radius, pay, levels and types. The target is 20 s and 600 MB for 1,000,000.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from alerts import REMOTE, Workload, document

from prospect.alerts.matcher_compiled import open_matcher
from prospect.alerts.matcher_parts import parts_of_params
from prospect.lexicon.places import suggest_places
from prospect.search.vocabulary import EMPLOYMENT_TYPES, LEVELS


def towns(count: int) -> list[str]:
    """Ids of places that have a town's name, in the order of the alphabet."""
    found: dict[str, None] = {}
    for first in "abcdefghijklmnoprstuvwyz":
        for second in "aeioulrh":
            for place in suggest_places(first + second, 8):
                if place.city and place.id:
                    found[place.id] = None
    return list(found)[:count]


def saved(workload: Workload, count: int) -> Iterator[dict[str, list[str]]]:
    """The first alerts as parameters; a set of several towns is a radius around the first of them."""
    columns = [workload.alerts[name][:count].tolist() for name in ("terms", "phrase", "loc", "msal", "lmask", "tmask")]
    size, known = len(workload.words), towns(REMOTE)
    for words, phrase, place, pay, levels, types in zip(*columns, strict=True):
        typed = [workload.words[word % size] for word in words if word >= 0]
        cities = [city for city in workload.places[place] if city != REMOTE]
        out = {
            "title" if words[0] >= size else "q": [f'"{" ".join(typed)}"' if phrase else " ".join(typed)],
            "near": [f"{known[cities[0] % len(known)]}~{10 if len(cities) == 1 else 50}"] if cities else [],
            "remote": ["yes"] if cities and REMOTE in workload.places[place] else [],
            "pay": [str(pay)] if pay else [],
            "level": [name for n, name in enumerate(LEVELS) if levels >> n & 1],
            "type": [name for n, name in enumerate(EMPLOYMENT_TYPES) if types >> n & 1],
        }
        yield {name: values for name, values in out.items() if values}


def main(folder: str, count: str) -> None:
    workload = Workload(Path(folder))
    rows = [(n, json.dumps(params)) for n, params in enumerate(saved(workload, int(count)))]
    sample = [document(row) for row in workload.raw(0, 500)]
    sample[0].keys, sample[0].terms  # what the lexicon loads at first use is not counted
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    read = ((id, parts_of_params(json.loads(params))) for id, params in rows)
    matcher = open_matcher(read, sample)
    matcher.match(sample[1])
    seconds = time.process_time() - start
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10
    print(json.dumps({"alerts": len(matcher), "expressions": matcher.expressions, "start_cpu_s": round(seconds, 1), "more_memory_mb": more}))  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
