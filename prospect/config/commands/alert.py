"""`prospect alert add|list|stop`: alerts from the terminal."""

from __future__ import annotations

import argparse

from prospect.config.commands import streams


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    alert = commands.add_parser("alert", help="saved searches that write letters")
    what = alert.add_subparsers(metavar="WHAT", required=True)

    new = what.add_parser(
        "add",
        help="save a search as an alert",
        epilog="example: prospect alert add ana@example.org 'welder near Tulsa' --rhythm weekly",
    )
    new.add_argument("email")
    new.add_argument("words", nargs="+")
    new.add_argument("--rhythm", choices=["at_once", "daily", "weekly"], default="daily")
    new.add_argument("--name", default="")
    new.set_defaults(run=_add, django=True)

    listing = what.add_parser(
        "list", help="the alerts of an address", epilog="example: prospect alert list ana@example.org"
    )
    listing.add_argument("email")
    listing.set_defaults(run=_list, django=True)

    stop = what.add_parser("stop", help="stop an alert by its id")
    stop.add_argument("id")
    stop.set_defaults(run=_stop, django=True)


def _add(args: argparse.Namespace) -> int:
    from prospect.alerts import actions
    from prospect.people.models import Account
    from prospect.search.query import Query

    query = Query.from_words(" ".join(args.words))
    account = Account.objects.filter(email__iexact=args.email).first()
    try:
        alert = actions.save_alert(
            email=args.email,
            query=query.canonical().to_params(),
            name=args.name or str(query.sentence())[:160],
            rhythm=args.rhythm,
            account=account,
        )
    except actions.TooManyAlerts:
        return streams.refuse("This address has as many alerts as one may have. Stop one first.")
    streams.tell(f"Saved {alert.public_id}: {query.sentence()}")
    if alert.confirmed_at is None:
        streams.tell(f"A letter asks {alert.email} to confirm it; nothing else is sent before.")
    return streams.OK


def _list(args: argparse.Namespace) -> int:
    from prospect.alerts.models import Alert

    for alert in Alert.objects.filter(email__iexact=args.email, stopped_at__isnull=True):
        print(f"{alert.public_id}\t{alert.rhythm}\t{alert.name}")  # noqa: T201 (what the command is for)
    return streams.OK


def _stop(args: argparse.Namespace) -> int:
    from prospect.alerts import actions
    from prospect.alerts.models import Alert

    alert = Alert.objects.filter(public_id=args.id).first()
    if alert is None:
        return streams.refuse(f"There is no alert {args.id}.")
    actions.stop(alert=alert)
    return streams.OK
