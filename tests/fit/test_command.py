"""`prospect fit` and `prospect fit rank`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from prospect.config.command import main
from tests.fit.people import MARTA, POSTING


@pytest.fixture
def resume(tmp_path: Path) -> str:
    path = tmp_path / "marta.json"
    path.write_text(json.dumps(MARTA))
    return str(path)


def posting(tmp_path: Path, text: str) -> str:
    path = tmp_path / "posting"
    path.write_text(text)
    return str(path)


def test_one_account_as_json(resume: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    job = posting(tmp_path, json.dumps({"title": "Back-end Developer", "text": POSTING}))
    assert main(["fit", resume, job, "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert found["band"] in {"strong", "good"}
    assert found["range"][0] <= found["score"] <= found["range"][1]


def test_one_account_in_words(resume: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fit", resume, posting(tmp_path, "Back-end Developer\n" + POSTING)]) == 0
    out = capsys.readouterr().out
    assert "+ PostgreSQL" in out
    assert "“Moved the ledger to PostgreSQL”" in out
    assert "What would change this:" in out


@pytest.mark.parametrize("text", ["", "{not json", "x"])
def test_postings_of_nothing_end_in_words(
    resume: str, tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["fit", resume, posting(tmp_path, text)])
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert (code, bool(said.err)) in {(0, False), (1, True)}


def test_a_resume_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fit", str(tmp_path / "none.pdf"), posting(tmp_path, "Cook\nSoups")]) == 1
    assert "no file" in capsys.readouterr().err


def test_ranking_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people, jobs = tmp_path / "people.jsonl", tmp_path / "jobs.jsonl"
    people.write_text(
        json.dumps({"id": "w", "text": "Welder\n\nWelder - Mills\nMIG welding\n"})
        + "\n"
        + json.dumps({"id": "m", **MARTA})
        + "\n"
    )
    jobs.write_text(
        json.dumps({"id": "j1", "title": "MIG Welder", "text": ""})
        + "\n"
        + json.dumps({"id": "j2", "title": "Python Developer", "text": "Django"})
    )
    assert main(["fit", "rank", "--people", str(people), "--jobs", str(jobs)]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [row[:2] for row in rows] == [["j1", "w"], ["j1", "m"], ["j2", "m"], ["j2", "w"]]
    assert all(float(row[2]) == float(row[2]) for row in rows)


def test_ranking_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fit", "rank", "--people", str(tmp_path / "none"), "--jobs", str(tmp_path / "none")]) == 1
    assert "could not be read" in capsys.readouterr().err


def test_ranking_a_broken_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "people.jsonl"
    broken.write_text('{"id": 1, "text": "Cook"}\nnot json\n')
    assert main(["fit", "rank", "--people", str(broken), "--jobs", str(broken)]) == 1
    assert "Line 2" in capsys.readouterr().err
