"""Every command is documented, says how it is used, and can be loaded by itself."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from prospect.config.command import GROUPS, parser

DOCUMENTED = (Path(__file__).resolve().parents[2] / "docs" / "commands.md").read_text()


def choices(top: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    found = [action for action in top._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(found[0].choices) if found else {}


def commands() -> Iterator[tuple[str, str]]:
    for name, command in choices(parser()).items():
        under = choices(command)
        if not under:
            yield name, ""
        for below in under:
            yield name, below


@pytest.mark.parametrize(("name", "below"), list(commands()))
def test_every_command_is_documented(name: str, below: str) -> None:
    rows = [row for row in DOCUMENTED.splitlines() if row.startswith(f"| `prospect {name}")]
    assert rows, f"prospect {name} is not in docs/commands.md"
    assert not below or any(below in row for row in rows), f"prospect {name} {below} is not in docs/commands.md"


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_loads_by_itself(group: str) -> None:
    assert choices(parser(group))
