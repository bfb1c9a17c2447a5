"""`prospect postings`: JSON Lines on standard output only, sentences on standard error, the three exit codes."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from prospect.config.command import main

BOARD = {"jobs": [{"id": 41, "title": " Line Cook ", "company_name": "Acme Foods ", "absolute_url": "https://job-boards.greenhouse.io/acme/jobs/4100001",
                   "location": {"name": "Tulsa, OK"}, "first_published": "2026-07-01T10:00:00-04:00", "content": "&lt;p&gt;Cook&lt;/p&gt;"},
                  {"id": 42, "title": ""}, {"id": 41, "title": "Line Cook"}], "meta": {"total": 3}}  # fmt: skip
SHAPE = ["source", "id", "url", "apply_url", "title", "employer", "places", "workplace", "remote_scope", "employment_type", "level", "pay", "posted_on",
         "closes_on", "language", "description"]  # fmt: skip


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    def run(*words: str, given: str = "") -> tuple[int, list[dict[str, Any]], str]:
        stdin = io.TextIOWrapper(io.BytesIO(given.encode()), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", stdin)
        code = main(["postings", *words])
        said = capsys.readouterr()
        return code, [json.loads(line) for line in said.out.splitlines()], said.err

    return run


def test_read(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "board.json"
    file.write_text(json.dumps(BOARD))
    code, found, told = run("read", "--kind", "greenhouse", str(file), "--json", "--today", "2026-08-20")
    (posting,) = found
    assert code == 1 and all(name in posting for name in SHAPE)
    assert (posting["title"], posting["employer"], posting["posted_on"], posting["description"]) == (
        "Line Cook",
        "Acme Foods",
        "2026-07-01",
        "<p>Cook</p>",
    )
    assert posting["places"][0]["city"] == "Tulsa" and posting["closes_on"] is None
    assert (
        "1 posting read, 1 merged into another of the same id, 1 refused." in told
        and "42: The posting has no title." in told
    )


def test_read_from_standard_input_and_nothing_found(run: Any) -> None:
    assert run("read", "--kind", "lever", "-", given="[]") == (0, [], "-: 0 postings read.\n")
    assert run("read", "--kind", "jsonld", "-", given="<html></html>")[0] == 0


def test_a_damaged_board_gives_what_is_whole(run: Any) -> None:
    code, found, told = run("read", "--kind", "greenhouse", "-", given=json.dumps(BOARD)[:-70])
    assert code == 1 and len(found) == 1 and "is broken at character" in told


def test_wrong_use(run: Any) -> None:
    code, found, told = run("read", "--kind", "monster", "-")
    assert code == 2 and found == [] and told.startswith("There is no kind “monster”.")
    assert run("read", "--kind", "lever", "/nowhere.json")[0] == 2
    with pytest.raises(SystemExit) as stopped:
        run("read", "x")
    assert stopped.value.code == 2


def test_key(run: Any) -> None:
    code, found, told = run("key", given="https://boards.greenhouse.io/acme/jobs/4100001\nnonsense\n")
    assert code == 0 and told == ""
    assert found == [
        {"url": "https://boards.greenhouse.io/acme/jobs/4100001", "key": "greenhouse:4100001"},
        {"url": "nonsense", "key": None},
    ]


def test_same(run: Any) -> None:
    one = {"title": "Cook", "employer": "Acme", "places": [{"text": "Tulsa, OK"}]}
    lines = [
        json.dumps({"a": one, "b": {**one, "employer": "ACME Inc."}}),
        "nonsense",
        json.dumps({"a": one, "b": {**one, "title": "Nurse"}}),
        json.dumps({"a": one}),
    ]
    code, found, told = run("same", "-", given="\n".join(lines))
    assert code == 1 and [verdict["same"] for verdict in found] == [True, False]
    assert all(verdict["reason"].endswith(".") for verdict in found) and "Line 2" in told and "Line 4" in told
