"""`prospect mail`: what mail servers report, and how far the outbox is."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from prospect.config.commands import streams


def add(commands: Any) -> None:
    group = commands.add_parser("mail", help="read bounces and complaints, see the queue of letters")
    what = group.add_subparsers(metavar="WHAT", required=True)
    bounce = what.add_parser(
        "bounce",
        help="take in one delivery report (RFC 3464) or complaint (RFC 5965)",
        description="Reads one message from standard input, as a mail server pipes it to a program.",
        epilog="example, in /etc/aliases: bounces: |prospect mail bounce",
    )
    bounce.set_defaults(run=_bounce, django=True)
    queue = what.add_parser(
        "queue", help="how many letters wait, and how fast they go", epilog="example: prospect mail queue"
    )
    queue.set_defaults(run=_queue, django=True)


def _bounce(_args: argparse.Namespace) -> int:
    from prospect.mail import actions
    from prospect.mail.reports import MOST_BYTES, read_report

    reports = read_report(sys.stdin.buffer.read(MOST_BYTES))
    if not reports:
        return streams.refuse("This is neither a delivery report nor a complaint.")
    known = 0
    for report in reports:
        letter = actions.take_report(report=report)
        known += letter is not None
        streams.tell(
            f"{report.kind}: {letter.to}: {report.reason}" if letter else f"{report.kind}: it names no letter of ours."
        )
    return streams.OK if known else streams.REFUSED


def _queue(_args: argparse.Namespace) -> int:
    from django.utils import timezone

    from prospect.mail.models import Letter

    progress = Letter.objects.progress(timezone.now())
    left = progress.minutes_left
    rows = (
        ("waiting", progress.waiting),
        ("due", progress.due),
        ("refused, to be tried again", progress.refused_once),
        ("sent in the last hour", progress.sent_last_hour),
        ("a minute", progress.per_minute),
        ("minutes left", "nothing moves" if left is None else left),
        ("failed in 7 days", progress.failed),
        ("may have come twice in 7 days", progress.repeated),
    )
    for name, value in rows:
        print(f"{name}\t{value}")  # noqa: T201 (what the command is for)
    return streams.OK
