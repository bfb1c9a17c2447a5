"""`prospect up | worker | check | index | export | backup | restore`: running and keeping an installation."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prospect.config import environment, running
from prospect.config.commands import streams

if TYPE_CHECKING:
    from prospect.people.models import Account


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    up = commands.add_parser(
        "up", help="run Prospect: web pages and worker", epilog="example: prospect up --port 9000",
    )  # fmt: skip
    up.add_argument("--demo", action="store_true", help="with the demo region of Tulsa and its invented people")
    up.add_argument("--port", type=int, help="the port; a taken one gives way to the next (default: PORT or 8000)")
    up.set_defaults(run=_up)

    worker = commands.add_parser("worker", help="drain the queues", epilog="example, for cron: prospect worker --once")
    worker.add_argument("--once", action="store_true", help="until every queue is empty, then end")
    worker.set_defaults(run=_worker, django=True)

    check = commands.add_parser("check", help="say what is wrong with this installation")
    check.add_argument("--deploy", action="store_true", help="also what production asks for")
    check.set_defaults(run=_check, django=True)

    index = commands.add_parser("index", help="the search index", epilog="example: prospect index rebuild")
    index.add_argument("what", choices=["rebuild"], help="rebuild: fill a new index and swap it in")
    index.set_defaults(run=_index, django=True)

    export = commands.add_parser(
        "export", help="all open jobs as JSON Lines", epilog="example: prospect export > jobs.jsonl"
    )
    export.set_defaults(run=_export, django=True)

    for name, words in (
        ("backup", "keep everything in one file"),
        ("restore", "bring a backup back, into an empty folder"),
    ):
        parser = commands.add_parser(name, help=words, epilog=f"example: prospect {name} prospect-2026-11-22.tar.gz")
        parser.add_argument("file", type=Path)
        if name == "backup":
            parser.add_argument("--force", action="store_true", help="write over a file that is there already")
        parser.set_defaults(run=_backup if name == "backup" else _restore, django=name == "backup")

    operator = commands.add_parser(
        "operator", help="make somebody an operator", epilog="example: prospect operator ana@example.org"
    )
    operator.add_argument("email")
    operator.set_defaults(run=_operator, django=True)


def _up(args: argparse.Namespace) -> int:
    return running.up(port=args.port, demo=args.demo)


def _worker(args: argparse.Namespace) -> int:
    from prospect.config.worker import Worker

    worker = Worker()
    if not args.once:
        worker.run()
        return streams.OK
    for name, count in worker.drain().items():
        streams.tell(f"{count} {name}")
    return streams.OK


def _check(args: argparse.Namespace) -> int:
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    from prospect.config.health import database_trouble, index_trouble
    from prospect.people.resume.process import limits_in_force

    troubles = [trouble for trouble in (database_trouble(), index_trouble()) if trouble]
    limits = ", ".join(f"{name} {'in force' if held else 'MISSING'}" for name, held in limits_in_force().items())
    streams.tell(f"Limits on reading a résumé: {limits}")
    try:
        call_command("check", deploy=args.deploy, fail_level="WARNING")
    except SystemCheckError as error:
        troubles.append(str(error))
    for trouble in troubles:
        streams.tell(trouble)
    return streams.REFUSED if troubles else streams.OK


def _index(args: argparse.Namespace) -> int:
    from prospect.search.tasks import rebuild_index

    streams.tell(f"{rebuild_index()} jobs in the new index")
    return streams.OK


def _export(args: argparse.Namespace) -> int:
    from prospect.jobs.columns import shape_of
    from prospect.jobs.models import Job

    jobs: Any = Job.objects.listed().for_cards().select_related("posting").order_by("pk")
    streams.tell(f"{streams.write(shape_of(job) for job in jobs.iterator(chunk_size=500))} jobs")
    return streams.OK


def _backup(args: argparse.Namespace) -> int:
    from prospect.config import keeping

    try:
        size = keeping.backup(args.file, force=args.force)
    except keeping.NotKept as trouble:
        return streams.refuse(trouble)
    streams.tell(f"Kept in {args.file} ({size / 1e6:.1f} MB). Restore it with: prospect restore {args.file}")
    return streams.OK


def _restore(args: argparse.Namespace) -> int:
    from prospect.config import keeping

    try:
        keeping.restore(args.file)
    except keeping.NotKept as trouble:
        return streams.refuse(trouble)
    streams.tell("Restored. Build the search index with: prospect index rebuild")
    return streams.OK


def _operator(args: argparse.Namespace) -> int:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from prospect.people.actions import make_operator

    try:
        validate_email(args.email)
    except ValidationError:
        return streams.refuse(f"“{args.email}” is no email address.")
    account = make_operator(email=args.email)
    streams.tell(f"{account.email} runs the network.")
    if not account.has_usable_password():
        streams.tell(f"Choose a password within three days, here: {_password_address(account)}")
    return streams.OK


def _password_address(account: Account) -> str:
    """The page where an account that has no password yet gets one; the link works once."""
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str
    from django.conf import settings
    from django.urls import reverse

    words = {"uidb36": user_pk_to_url_str(account), "key": default_token_generator.make_token(account)}
    base = settings.PUBLIC_URL
    if not environment.read("PROSPECT_URL"):
        base = running.running(environment.data_folder()) or base
    return f"{base}{reverse('account_reset_password_from_key', kwargs=words)}"
