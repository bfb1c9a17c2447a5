"""The house keeps its own rules: pure files import no framework, foreign keys point upwards, nothing outgrows a sitting."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

from prospect.config import environment

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "prospect"
ROOMS = (
    "lexicon",
    "network",
    "mail",
    "sources",
    "jobs",
    "search",
    "people",
    "fit",
    "insights",
    "alerts",
    "guides",
    "web",
    "config",
)
# Files of a room that may import Django; `web/` and `config/` are the framework's own.
FRAMEWORKS_OWN = {"models.py", "actions.py", "tasks.py", "checks.py", "admin.py", "apps.py", "managers.py", "backends.py",
                  "adapters.py", "middleware.py"}  # fmt: skip
FRAMEWORKS = {"django", "allauth", "ninja", "csp"}
FILE_LINES, FUNCTION_LINES = 400, 40
SAYS_WHY = re.compile(r"#\s*long:\s*\S+")


def modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imported(tree: ast.AST) -> set[str]:
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return found | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}


@pytest.mark.parametrize(
    "path", [path for path in modules() if path.relative_to(PACKAGE).parts[0] not in {"web", "config"}], ids=name
)
def test_plain_files_import_no_framework(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts
    if room[-1] in FRAMEWORKS_OWN or "templatetags" in room:
        pytest.skip("the framework's own kind of file")
    frameworks = {module for module in imported(ast.parse(path.read_text())) if module.split(".")[0] in FRAMEWORKS}
    assert not frameworks


@pytest.mark.parametrize("path", modules(), ids=name)
def test_nothing_outgrows_a_sitting(path: Path) -> None:
    text = path.read_text()
    lines = text.splitlines()
    head = "\n".join(lines[:5])
    assert len(lines) <= FILE_LINES or SAYS_WHY.search(head), f"{len(lines)} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= FUNCTION_LINES or SAYS_WHY.search(lines[node.lineno - 1]), (
                f"{node.name} has {length} lines"
            )


def test_every_room_is_in_the_plan() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert rooms == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_says_what_it_is_for(room: str) -> None:
    assert ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text()))


def test_foreign_keys_point_upwards() -> None:
    """A table refers only to tables of its own room or of rooms above it."""
    order = {label: place for place, label in enumerate(ROOMS)}
    for model in apps.get_models():
        if not model.__module__.startswith("prospect."):
            continue
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created and field.related_model is not None:
                other = field.related_model._meta.app_label  # type: ignore[union-attr]
                if other in order:
                    assert order[other] <= order[model._meta.app_label], f"{model.__name__}.{field.name}"


def test_every_setting_is_documented_and_read() -> None:
    documented = (ROOT / "docs" / "operate.md").read_text()
    sources = "\n".join(path.read_text() for path in modules())
    for setting in environment.SETTINGS:
        assert f"`{setting.name}`" in documented, f"{setting.name} is not in docs/operate.md"
        assert sources.count(f'"{setting.name}"') >= 2, f"{setting.name} is in the table but nothing reads it"


def test_only_the_table_of_settings_reads_settings() -> None:
    """Others may hand a child process its PATH and language; what Prospect is told comes through `environment.read`."""
    setting = re.compile(r"os\.environ[^\n]*PROSPECT_|getenv")
    for path in modules():
        if path.name not in {"environment.py", "running.py"}:
            assert not setting.search(path.read_text()), name(path)
