"""`prospect lexicon …`: what titles, levels, places, pay, education and skills mean, a line at a time."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from prospect.config.commands import lexicon_places, lexicon_skills, streams
from prospect.config.commands.line_by_line import add_lines
from prospect.lexicon.sentences import say


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The `lexicon` parser, with the subcommands of this module and of its two neighbours."""
    lexicon = commands.add_parser("lexicon", help="read titles, skills, places, pay, levels and education")
    subcommands = lexicon.add_subparsers(required=True, metavar="WHAT")
    add_lines(subcommands, "title", "what titles say: occupation, level, skills, every part in its place", title_of)
    add_lines(subcommands, "level", "the level that titles state", level_of)
    similar = subcommands.add_parser("similar", help="titles near to one, each with a reason")
    similar.add_argument("title")
    similar.add_argument("--top", type=int, default=25, help="how many (default 25)")
    similar.set_defaults(run=_similar)
    rank = subcommands.add_parser("rank", help="how near titles are: queries on standard input, both as `id<tab>title`")
    rank.add_argument("--among", required=True, metavar="FILE", help="the titles to rank, `id<tab>title` a line")
    rank.add_argument("--top", type=int, help="only the best so many")
    rank.add_argument("input", nargs="?", default="-")
    rank.set_defaults(run=_rank)
    lexicon_places.add(subcommands)
    lexicon_skills.add(subcommands)


def title_of(text: str) -> dict[str, Any]:
    """One title's reading in the shape of `lexicon title`."""
    from prospect.lexicon.titles import read_title

    reading = read_title(text)
    named = reading.occupation
    return {
        "text": reading.text,
        "title": reading.title,
        "occupation": {"id": named.id, "name": named.name, "soc": named.soc} if named else None,
        "level": reading.level,
        "skills": list(reading.skills),
        "parts": [{"kind": p.kind, "text": p.text, "start": p.start, "end": p.end} for p in reading.parts],
        "version": reading.version,
    }


def level_of(text: str) -> dict[str, Any]:
    """One text's level in the shape of `lexicon level`."""
    from prospect.lexicon.levels import read_level

    return {"text": text, "level": read_level(text)}


def _similar(args: argparse.Namespace) -> int:
    from prospect.lexicon.similar import similar_titles

    found = similar_titles(args.title, args.top)
    streams.write(
        {"title": one.title, "occupation": one.occupation, "score": round(one.score, 4), "reason": str(one.reason)}
        for one in found
    )
    if not found:
        streams.tell(say("No title like “{title}” is known.", title=args.title))
    return streams.OK


def _rank(args: argparse.Namespace) -> int:
    import numpy as np

    from prospect.lexicon.similar import Ranking

    try:
        documents = list(streams.pairs(args.among))
    except OSError as error:
        return streams.refuse(say("The titles could not be read: {reason}", reason=str(error)))
    queries = list(streams.pairs(args.input))
    ranking = Ranking([title for _, title in documents])
    ids = [id for id, _ in documents]
    for id, scores in zip((id for id, _ in queries), ranking.scores([title for _, title in queries]), strict=True):
        best = np.argsort(-scores, kind="stable")[: args.top]
        sys.stdout.write("".join(f"{id}\t{ids[at]}\t{scores[at]:.5f}\n" for at in best))
    return streams.OK
