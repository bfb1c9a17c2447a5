"""How many postings use each word: writes `prospect/fit/data/work_words.tsv` anew.

    PROSPECT_SHARED=FOLDER python bench/work_words.py

Counted over a sample of the recorded postings (seed below). Only counts of single words are kept, and of these only the
words of work: nothing with a digit, no name (a word nearly always written with a capital that is no name of a skill or
trade), nothing that says who a person is or where they come from (`not_of_work.txt`, languages).
"""

from __future__ import annotations

import gzip
import html
import json
import random
import re
from collections import Counter
from pathlib import Path

import recordings

from prospect.fit.words import content
from prospect.fit.work_words import not_of_work
from prospect.lexicon.occupations import all_occupations
from prospect.lexicon.skills import all_skills
from prospect.lexicon.tokens import search_terms

SEED = 20261122
SAMPLE = {"nhs_jobs": 4500, "ats_tech": 3600, "google_careers": 700}
LEAST = 6  # postings that must use a word
OUT = Path(__file__).parents[1] / "prospect/fit/data/work_words.tsv"
_TAG = re.compile(r"<[^>]+>")
_WORD = re.compile(r"(?<=[a-z,;] )[^\W\d_]{3,}")  # inside a sentence, where a capital says that it is a name
_NAME = 0.9  # of its uses with a capital
_HEAD = """\
# In how many of {total} postings a word stands. The words are stems, folded. Source: counted for Prospect over real
# postings of hiring systems and of a public health service (bench/work_words.py, seed {seed}); counts are facts, and no
# posting's text is here. Words of skills and trades that none of them uses have the count 0.
word	postings
"""


def main() -> None:
    shared = recordings.folder()
    postings: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    total = 0
    draw = random.Random(SEED)
    for name, size in SAMPLE.items():
        with gzip.open(shared / f"eval/postings/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = list(lines)
        for line in draw.sample(rows, min(size, len(rows))):
            one = json.loads(line)
            text = one["title"] + "\n" + html.unescape(_TAG.sub(" ", one.get("description") or ""))
            if len(text) < 400:
                continue
            total += 1
            postings.update(set(search_terms(text)))
            for word in _WORD.findall(text):
                for term in search_terms(word):
                    inside[term] += 1
                    capital[term] += word[0].isupper()
    write(total, postings, {term for term in inside if capital[term] >= _NAME * inside[term]})


def write(total: int, postings: Counter[str], names: set[str]) -> None:
    """The table, by word."""
    known = {
        term for one in all_skills().values() if one.kind != "natural_language" for term in of(one.name, *one.aliases)
    }
    known |= {term for one in all_occupations() for term in of(one.name, *one.titles)}
    tongues = {term for one in all_skills().values() if one.kind == "natural_language" for term in of(one.name)}
    away = tongues | not_of_work()
    kept = {term: n for term, n in postings.items() if n >= LEAST and (term not in names or term in known)}
    kept |= {term: postings[term] for term in known if term not in kept}
    rows = [(term, n) for term, n in sorted(kept.items()) if is_of_work(term) and term not in away]
    text = _HEAD.format(total=total, seed=SEED) + "".join(f"{term}\t{n}\n" for term, n in rows)
    OUT.write_text(text, encoding="utf-8")
    print(f"{len(rows)} words of {total} postings, {OUT.stat().st_size // 1024} kB")


def of(*texts: str) -> set[str]:
    return {term for text in texts for term in search_terms(text)}


def is_of_work(term: str) -> bool:
    return len(term) > 1 and not any(c.isdigit() for c in term) and (len(term) < 3 or bool(content(term)))


if __name__ == "__main__":
    main()
