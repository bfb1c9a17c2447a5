"""Running an installation: a taken port, a second start, backup and restore, the settings for production."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from prospect.config import keeping, running

ROOT = Path(__file__).resolve().parents[2]


def command(*words: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """`prospect` as a person runs it, on a data folder of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = kept | {"PROSPECT_DATA": str(folder)} | settings
    program = [sys.executable, "-m", "prospect.config.command", *words]
    return subprocess.run(program, env=environment, capture_output=True, text=True, check=False, cwd=ROOT, timeout=120)


def test_a_taken_port_gives_way_to_the_next() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        free = running.free_port(port)
    assert free is not None
    assert free > port


def test_a_second_start_names_the_first(tmp_path: Path) -> None:
    assert running.running(tmp_path) is None
    (tmp_path / "running.json").write_text(json.dumps({"pid": os.getpid(), "address": "http://127.0.0.1:9"}))
    assert running.running(tmp_path) is None, "a note of one that does not answer is not believed"


def test_secrets_are_made_once_and_kept_private(tmp_path: Path) -> None:
    from prospect.config import environment

    first = environment.secret_key(tmp_path)
    assert first == environment.secret_key(tmp_path)
    assert len(first) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


@pytest.mark.slow
def test_a_backup_brings_everything_back(tmp_path: Path) -> None:
    one, other, archive = tmp_path / "one", tmp_path / "other", tmp_path / "kept.tar.gz"
    migrate = "from prospect.config.running import prepare; prepare(demo=False)"
    environment = {**os.environ, "PROSPECT_DATA": str(one)}
    subprocess.run([sys.executable, "-c", migrate], env=environment, check=True, cwd=ROOT)
    (one / "files").mkdir(exist_ok=True)
    (one / "files" / "resume").write_bytes(b"mine")
    kept = command("backup", str(archive), folder=one)
    assert kept.returncode == 0, kept.stderr
    assert archive.stat().st_mode & 0o077 == 0
    assert command("restore", str(archive), folder=other).returncode == 0
    assert (other / "files" / "resume").read_bytes() == b"mine"
    assert (other / "secret_key").read_text() == (one / "secret_key").read_text()
    assert command("restore", str(archive), folder=other).returncode == 1
    assert command("export", folder=other).returncode == 0


def test_a_backup_writes_over_a_file_only_when_told_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROSPECT_DATA", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    sqlite3.connect(tmp_path / "data" / "prospect.sqlite3").close()
    archive = tmp_path / "kept.tar.gz"
    archive.write_bytes(b"older")
    with pytest.raises(keeping.NotKept, match="--force"):
        keeping.backup(archive)
    assert archive.read_bytes() == b"older"
    assert keeping.backup(archive, force=True) > 5


@pytest.mark.parametrize("target", ["no/such/folder/kept.tar.gz", "file/kept.tar.gz"])
def test_what_stands_in_the_way_of_a_backup_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    monkeypatch.setenv("PROSPECT_DATA", str(tmp_path / "data"))
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(keeping.NotKept) as refused:
        keeping.backup(tmp_path / target)
    assert "Errno" not in str(refused.value)
    assert "there is no such" in str(refused.value) or "is a file, not a folder" in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"not an archive"])
def test_what_is_no_backup_is_refused_with_a_sentence(
    tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROSPECT_DATA", str(tmp_path / "new"))
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(keeping.NotKept):
        keeping.restore(tmp_path / "file")


@pytest.mark.slow
def test_the_documented_production_settings_pass_djangos_checks(tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env={
            "PATH": os.environ["PATH"],
            "PROSPECT_DATA": str(tmp_path),
            "PROSPECT_URL": "https://jobs.example.org",
            "PROSPECT_SMTP": "smtp://mail.example.org:587?tls=required",
        },
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert found.returncode == 0, found.stderr


def test_wrong_use_is_told_apart_from_refusal(tmp_path: Path) -> None:
    assert command("nonsense", folder=tmp_path).returncode == 2
    refused = command("fit", "no-such-file.pdf", "no-such-job.txt", folder=tmp_path)
    assert refused.returncode == 1
    assert len(refused.stderr.strip().splitlines()) == 1


def test_a_first_operator_needs_neither_a_letter_nor_a_password(tmp_path: Path) -> None:
    started = "from prospect.config.running import prepare; prepare(demo=False)"
    settings = {**os.environ, "PROSPECT_DATA": str(tmp_path)}
    first = subprocess.run(
        [sys.executable, "-c", started], env=settings, check=True, cwd=ROOT, capture_output=True, text=True
    )
    assert "prospect operator you@example.org" in first.stderr
    made = command("operator", "Ana@Example.org", folder=tmp_path)
    assert made.returncode == 0, made.stderr
    assert "http://127.0.0.1:8000/account/password/reset/key/" in made.stderr
    again = command("operator", "not an address", folder=tmp_path)
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)


@pytest.mark.parametrize(
    ("address", "https"), [("", False), ("http://127.0.0.1:9000", False), ("https://a.example", True)]
)
def test_pages_ask_for_https_where_the_address_does(tmp_path: Path, address: str, https: bool) -> None:
    given = {"PROSPECT_URL": address} if address else {}
    told = subprocess.run(
        [sys.executable, "-c", "from prospect.config import settings; print(settings.SECURE_SSL_REDIRECT)"],
        env={"PATH": os.environ["PATH"], "PROSPECT_DATA": str(tmp_path), **given},
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert told.stdout.strip() == str(https)


@pytest.mark.parametrize("words", [("operator", "ana@example.org"), ("mail", "queue"), ("source", "list")])
def test_before_the_first_start_a_command_says_what_to_do(tmp_path: Path, words: tuple[str, ...]) -> None:
    told = command(*words, folder=tmp_path)
    assert told.returncode == 1
    assert "`prospect up` applies them" in told.stderr
    assert "Traceback" not in told.stderr
