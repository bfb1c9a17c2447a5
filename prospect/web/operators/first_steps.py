"""What a new network still needs, in the order in which it is worth doing; empty once all is done."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from prospect.guides.models import Guide
from prospect.network.models import Network
from prospect.sources.models import Source


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: what, why, where (a page's address; "" where it is done outside), and whether it is done."""

    name: str
    why: str
    href: str
    is_done: bool


def first_steps() -> list[Step]:
    """All the steps while one is open."""
    network = Network.current()
    told, page = bool(network.postal_address and network.contact_email), reverse("network")
    steps = [
        Step(
            _("Name the network and its region"),
            _("Its name, its region and the city in the middle. Pay and “near me” go by that city."),
            page,
            bool(network.region_name and network.place_id),
        ),
        Step(
            _("Add the first employer"),
            _("Paste the address of a careers page. Its jobs come in within minutes and stay fresh."),
            reverse("add_source"),
            Source.objects.exists(),
        ),
        Step(
            _("Let letters leave"),
            _("Set PROSPECT_SMTP to your mail server. Until then nobody can confirm an address or get an alert."),
            "",
            bool(settings.MAIL_SMTP) or settings.DEMO,
        ),
        Step(
            _("Say who you are"),
            _("A postal address and a contact address stand under every page and letter; the law asks for them."),
            page,
            told,
        ),
        Step(
            _("Write a first guide"),
            _("What a trade is like here, with today’s openings and pay in it."),
            reverse("new_guide"),
            Guide.objects.exists(),
        ),
    ]
    return [] if all(step.is_done for step in steps) else steps
