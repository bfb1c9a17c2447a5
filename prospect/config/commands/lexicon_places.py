"""`prospect lexicon place` and `prospect lexicon pay`: a line in, what it says about place or pay out."""

from __future__ import annotations

import argparse

from prospect.config.commands.streams import OK, texts, write


def add(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The two subcommands; each reads lines (or JSON Lines with ``text``) from a file or standard input."""
    place = subcommands.add_parser("place", help="places, workplace and remote scope of location strings")
    place.add_argument("file", nargs="?", default="-", help="strings, or JSON Lines with text; - is standard input")
    place.add_argument("--country", help="ISO code of the country that names are looked for first")
    _common(place)
    place.set_defaults(run=_place)
    pay = subcommands.add_parser("pay", help="pay stated in strings or whole postings")
    pay.add_argument("file", nargs="?", default="-", help="strings, or JSON Lines with text; - is standard input")
    _common(pay)
    pay.set_defaults(run=_pay)


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="JSON Lines (the only form; accepted for symmetry)")


def _place(options: argparse.Namespace) -> int:
    from prospect.lexicon.places import read_places

    write(read_places(text, country=options.country).as_json() for text in texts(options.file))
    return OK


def _pay(options: argparse.Namespace) -> int:
    from prospect.lexicon.pay import read_pay

    write({"text": text, "pay": [pay.as_json() for pay in read_pay(text)]} for text in texts(options.file))
    return OK
