import json
from pathlib import Path

import pytest

from prospect.config.command import main
from tests.people.resume.papers import one_column


def test_reads_what_it_can_and_says_what_it_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(one_column().bytes())
    bad.write_bytes(b"MZ\x90 a program")
    code = main(["resume", "read", str(bad), str(good), "--json"])
    out, err = capsys.readouterr()
    (line,) = out.splitlines()
    assert code == 1
    assert json.loads(line)["basics"]["name"] == "Marisol Tanaka-Reyes"
    assert "bad.pdf" in err
    assert "program" in err


def test_speaks_to_people_without_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "resume.pdf"
    path.write_bytes(one_column().bytes())
    assert main(["resume", "read", str(path)]) == 0
    assert capsys.readouterr().out.startswith("# Marisol Tanaka-Reyes")
