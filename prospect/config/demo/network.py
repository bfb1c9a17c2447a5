"""The demo network itself: its name, where it is, and whose it pretends to be. Its colours are the default dress."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoNetwork:
    """What an operator would type about their network. `place` and `miles` are the region; the address is invented."""

    name: str
    tagline: str
    region: str
    place: str
    miles: int
    time_zone: str
    postal_address: str
    contact_email: str
    organisation: str
    about: str


NETWORK = DemoNetwork(
    name="Green Country Works",
    tagline="Every open job around Tulsa, once and fresh.",
    region="Tulsa and Green Country",
    place="Tulsa, OK",
    miles=60,
    time_zone="America/Chicago",
    postal_address="1929 S Zigzag Plaza, Suite 500, Tulsa, OK 74100",
    contact_email="hello@greencountryworks.example",
    organisation="The Green Country Works Association (invented)",
    about=(
        "Green Country Works brings together the open jobs of employers in and around Tulsa, shows how they suit you "
        "and tells you when a new one comes. It is run by a non-profit that exists only in this demo: the employers, "
        "people and jobs here are invented, the towns are real."
    ),
)
