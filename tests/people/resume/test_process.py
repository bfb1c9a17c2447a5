import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from prospect.people.resume import limits, process, worker
from prospect.people.resume.process import ResumeRefused, limits_in_force, page_image, read_safely
from tests.people.resume.papers import TODAY, one_column

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="these guards are Linux's")


@pytest.fixture(autouse=True)
def _stop_workers() -> Iterator[None]:
    yield
    process.close()


def written(folder: Path, data: bytes, name: str = "resume.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_file_is_read_in_the_limited_process(tmp_path: Path) -> None:
    resume = read_safely(written(tmp_path, one_column().bytes()), filename="resume.pdf", today=TODAY)
    assert resume["basics"]["name"] == "Marisol Tanaka-Reyes"


def test_a_refusal_is_a_sentence_and_the_next_file_is_read(tmp_path: Path) -> None:
    with pytest.raises(ResumeRefused, match="damaged"):
        read_safely(written(tmp_path, b"%PDF-1.7 nonsense", "bad.pdf"))
    assert read_safely(written(tmp_path, one_column().bytes()))["basics"]["name"]


def test_a_page_is_drawn(tmp_path: Path) -> None:
    path = written(tmp_path, one_column().bytes())
    assert page_image(path, page=1, width=300).startswith(b"\x89PNG")
    with pytest.raises(ResumeRefused, match="no page 7"):
        page_image(path, page=7)


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ResumeRefused, match="could not be opened"):
        read_safely(tmp_path / "none.pdf")


@linux
def test_the_rlimits_hold() -> None:
    force = limits_in_force()
    assert force["memory"]
    assert force["processor time"]
    assert force["writing files"]


@linux
@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import socket; socket.socket()", "PermissionError"),
        ("open('/tmp/prospect-should-not-exist', 'w').write('x')", "Error"),
        ("bytearray(3_000_000_000)", "memory"),
        ("import os; os.kill(os.getpid(), 9)", "could not be read"),
        ("import time; time.sleep(60)", "took too long"),
    ],
)
def test_what_the_child_may_not_do(monkeypatch: pytest.MonkeyPatch, code: str, said: str) -> None:
    def task(request: dict[str, str], data: bytes, force: dict[str, bool]) -> tuple[dict[str, str], bytes]:
        exec(request["code"])
        return {"done": "it was allowed"}, b""

    monkeypatch.setattr(worker, "task", task)
    answer = worker.answer_of({"task": "test", "seconds": 3, "alone": False, "code": code}, b"").decode(
        "utf-8", "replace"
    )
    assert said in answer
    assert "it was allowed" not in answer


@linux
def test_other_files_cannot_be_read_where_landlock_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if not limits_in_force()["files (Landlock)"]:
        pytest.skip("this kernel has no Landlock")
    secret = written(tmp_path, b"another person's data", "other.txt")

    def task(request: dict[str, str], data: bytes, force: dict[str, bool]) -> tuple[dict[str, str], bytes]:
        return {"read": secret.read_text()}, b""

    monkeypatch.setattr(worker, "task", task)
    answer = worker.answer_of({"task": "test", "seconds": 5, "alone": False}, b"").decode("utf-8", "replace")
    assert "another person" not in answer
    assert "PermissionError" in answer


def test_the_filter_names_this_machine() -> None:
    for architecture, calls in limits.FORBIDDEN.values():
        assert architecture
        assert len(calls) == len(set(calls))
