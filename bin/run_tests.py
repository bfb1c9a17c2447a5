"""What `bin/test` runs: the gates, then pytest, once on SQLite and with --all once more on PostgreSQL.

Ends by naming what was left out and why. With PROSPECT_CI=1 anything left out for want of an installable part fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
BIN = HERE / ".venv" / "bin"
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of this run's own is made in it
ROOM = 2 << 30  # bytes: more than a whole run leaves behind before it ends
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def gates() -> list[tuple[str, list[str]]]:
    templates = [str(path) for path in sorted((HERE / "prospect").rglob("templates/**/*.html"))]
    return [
        ("ruff check", ["ruff", "check", "."]),
        ("ruff format", ["ruff", "format", "--check", "."]),
        ("import-linter", ["lint-imports"]),
        ("deptry", ["deptry", "prospect"]),
        ("djade", ["djade", "--check", "--target-version", "5.2", *templates]),
        ("mypy --strict", ["mypy"]),
    ]


def run(name: str, command: list[str], environment: dict[str, str]) -> bool:
    began = time.monotonic()
    program = [str(BIN / command[0]), *command[1:]]
    done = subprocess.run(program, cwd=HERE, env=environment, capture_output=True, text=True, check=False)
    passed = done.returncode == 0
    print(f"{'ok  ' if passed else 'FAIL'} {name} ({time.monotonic() - began:.0f} s)", flush=True)
    if not passed:
        print(done.stdout + done.stderr)
    return passed


def pytest(words: list[str], environment: dict[str, str]) -> bool:
    return (
        subprocess.run([str(BIN / "python"), "-m", "pytest", *words], cwd=HERE, env=environment, check=False).returncode
        == 0
    )


def main() -> int:
    words = sys.argv[1:]
    everything = "--all" in words
    words = [word for word in words if word != "--all"]
    left_out: list[str] = []
    lacking: list[str] = []
    with tempfile.TemporaryDirectory(prefix="prospect-test-", dir=place()) as folder:
        Path(folder).chmod(0o711)  # PostgreSQL does not run as root: its user has a folder of its own inside
        environment = {**os.environ, "PROSPECT_DATA": folder, "TMPDIR": folder}
        environment.pop("PROSPECT_DATABASE", None)
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # every worker and command would compile all of it anew
        passed = True
        if not words:
            outcomes = [run(name, command, environment) for name, command in gates()]
            passed = all(outcomes)
        passed &= suites(words, everything, environment, left_out, lacking)
    if not environment.get("PROSPECT_SHARED"):
        left_out.append("tests on recordings: PROSPECT_SHARED is not set")
    for line in [*left_out, *lacking]:
        print(f"left out: {line}")
    if not left_out and not lacking:
        print("nothing was left out")
    if lacking and os.environ.get("PROSPECT_CI"):
        print("FAIL: something was left out for want of an installable part")
        return 1
    return 0 if passed else 1


def place() -> Path | None:
    """Where the tests' folders lie: in memory where there is room, for an index is written to disk at each commit."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM else None


def suites(
    words: list[str], everything: bool, environment: dict[str, str], left_out: list[str], lacking: list[str]
) -> bool:
    """Runs pytest: the main suite; with `everything` also slow and browser tests, and the suite on PostgreSQL."""
    if words:
        return pytest(words, environment)
    if not everything:
        left_out.append("slow and browser tests, and the suite on PostgreSQL: bin/test --all runs them")
        return pytest(["-n", "auto", "-m", "not slow and not browser"], environment)
    passed = True
    if any(shutil.which(name) for name in CHROMIUM):
        passed &= pytest(["-n", "auto", "--dist", "loadgroup"], environment)
    else:
        lacking.append("browser tests: there is no Chromium (Debian: apt install chromium)")
        passed &= pytest(["-n", "auto", "--dist", "loadgroup", "-m", "not browser"], environment)
    sys.path.insert(0, str(HERE))
    from tests.postgres import server

    with server() as address:
        if address:
            passed &= pytest(
                ["-n", "auto", "-m", "database and not browser"], {**environment, "PROSPECT_DATABASE": address}
            )
        else:
            lacking.append("the suite on PostgreSQL: there is no server program (Debian: apt install postgresql)")
    return passed


if __name__ == "__main__":
    sys.exit(main())
