"""`prospect demo arrive`: lets a new job come into the demo region."""

from __future__ import annotations

import argparse

from prospect.config.commands import streams


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    demo = commands.add_parser("demo", help="the demo region", epilog="example: prospect demo arrive")
    demo.add_argument(
        "what", choices=["fill", "arrive"], help="fill: the region, once; arrive: the next new job comes in"
    )
    demo.set_defaults(run=_demo, django=True)


def _demo(args: argparse.Namespace) -> int:
    from django.conf import settings

    from prospect.config.demo import seed

    if not settings.DEMO:
        return streams.refuse("This is not a demo network: set PROSPECT_DEMO=on, or run bin/up.")
    if args.what == "fill":
        seed.seed_once(tell=streams.tell)
        return streams.OK
    title = seed.arrive()
    if title is None:
        return streams.refuse("Every invented job has arrived already.")
    streams.tell(f"A new job came in: {title}")
    if not seed.waiting_alerts():
        streams.tell("Nobody has an alert yet: save one first, and its letter will lie in the outbox.")
    return streams.OK
