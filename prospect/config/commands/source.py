"""`prospect source add|list|run`: the boards that the network reads."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from prospect.config.commands import streams
from prospect.lexicon.sentences import from_stored

if TYPE_CHECKING:
    from prospect.jobs.boards import Glance
    from prospect.sources.fetching import Fetcher
    from prospect.sources.recognise import Recognised


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    source = commands.add_parser("source", help="the boards that are read")
    what = source.add_subparsers(metavar="WHAT", required=True)

    new = what.add_parser(
        "add",
        help="add a board and read it",
        epilog="examples: prospect source add https://boards.greenhouse.io/acme; prospect source add lever:acme --from recordings/",
    )
    new.add_argument("board", metavar="URL_OR_KIND:TOKEN")
    new.add_argument("--employer", default="", help="whose board it is; left out for one that lists many employers")
    new.add_argument("--agency", action="store_true", help="the employer is a staffing agency")
    new.add_argument(
        "--from", dest="recordings", metavar="PATH", help="a file or folder of recordings, read as if live"
    )
    new.add_argument("--dry-run", action="store_true", help="show what is there, save nothing")
    new.set_defaults(run=_add, django=True)

    listing = what.add_parser("list", help="every board and its health")
    listing.set_defaults(run=_list, django=True)

    run = what.add_parser("run", help="read boards now", epilog="example: prospect source run greenhouse:acme")
    run.add_argument("boards", nargs="*", metavar="KIND:TOKEN", help="which; left out: all that are switched on")
    run.set_defaults(run=_run, django=True)


def _add(args: argparse.Namespace) -> int:
    from prospect.jobs.boards import NotFound, named
    from prospect.sources.fetching import FetchRefused
    from prospect.sources.tasks import fetcher

    reader = fetcher()
    try:
        board = named(args.board, reader)
        glance = _glance(args, board, reader)
    except (NotFound, KeyError, FetchRefused) as trouble:
        return streams.refuse(trouble)
    except FileNotFoundError:
        return streams.refuse(f"There is no file or folder {args.recordings}.")
    streams.tell(
        f"{board.kind}:{board.token} has {glance.count} postings; {glance.refused} could not be read. {glance.terms}"
    )
    if glance.trouble:
        streams.tell(glance.trouble)
    if glance.trouble and not glance.count:
        return streams.REFUSED
    return streams.OK if args.dry_run else _save(args, board, glance)


def _glance(args: argparse.Namespace, board: Recognised, reader: Fetcher) -> Glance:
    from prospect.jobs.boards import glance_at, look
    from prospect.sources.reading import read_recordings

    if args.recordings:
        return glance_at(board.kind, read_recordings(board.kind, Path(args.recordings), token=board.token))
    return look(board, reader)


def _save(args: argparse.Namespace, board: Recognised, glance: Glance) -> int:
    from prospect.config.worker import Worker
    from prospect.jobs.actions import add_board
    from prospect.sources.tasks import read_one

    own = args.employer or (glance.employers[0] if len(glance.employers) == 1 else "")
    source = add_board(
        kind=board.kind,
        token=board.token,
        employer_name=own or ("" if glance.employers else board.token),
        is_agency=args.agency,
        recordings=str(Path(args.recordings).resolve()) if args.recordings else "",
    )
    fetch = read_one(source)
    for refused in fetch.refused:
        streams.tell(f"refused {refused['id']}: {from_stored(refused['reason'])}")
    done = Worker().drain()
    kept, lost = fetch.found, len(fetch.refused)
    streams.tell(f"in {kept + lost}, kept {kept}, refused {lost}; understood {done.get('postings understood', 0)}")
    return streams.REFUSED if fetch.outcome == fetch.Outcome.FAILED else streams.OK


def _list(args: argparse.Namespace) -> int:
    from prospect.sources.models import Source

    for source in Source.objects.all():
        standing = source.postings.filter(gone_at__isnull=True).count()
        health = from_stored(source.last_error) or ("read" if source.last_good_at else "not read yet")
        state = "" if source.is_enabled else " (switched off)"
        print(f"{source.kind}:{source.token}\t{standing}\t{source.name}{state}\t{health}")  # noqa: T201 (what the command is for)
    return streams.OK


def _run(args: argparse.Namespace) -> int:
    from prospect.config.worker import Worker
    from prospect.sources.models import Source
    from prospect.sources.tasks import read_one

    wanted = Source.objects.filter(is_enabled=True)
    if args.boards:
        chosen = []
        for named in args.boards:
            kind, _, token = named.partition(":")
            found = Source.objects.filter(kind=kind, token=token).first()
            if found is None:
                return streams.refuse(f"There is no source {named}; see prospect source list.")
            chosen.append(found)
    else:
        chosen = list(wanted)
    failed = 0
    for source in chosen:
        fetch = read_one(source)
        failed += fetch.outcome == fetch.Outcome.FAILED
        streams.tell(
            f"{source.kind}:{source.token}: {fetch.get_outcome_display()}, {fetch.found} found, {fetch.added} new, {fetch.changed} changed. {from_stored(fetch.why)}"
        )
    Worker().drain()
    return streams.REFUSED if failed else streams.OK
