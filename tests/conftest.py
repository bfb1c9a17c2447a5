"""What every test may rely on: a data folder of its own, no sockets beyond this machine, the shared recordings."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# Machines are noisy: how fast an example is made or tried says nothing.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

LOCAL = {"127.0.0.1", "::1", "localhost", ""}


class Outward(RuntimeError):
    """A test tried to reach beyond this machine."""


@pytest.fixture(autouse=True)
def stay_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections leave this machine in no test."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in LOCAL:
            raise Outward(f"a test tried to reach {address[0]}")
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(autouse=True)
def own_folders(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    """Index and private files of a test lie in its own folder."""
    if "django_db_setup" not in request.fixturenames and request.node.get_closest_marker("django_db") is None:
        yield
        return
    from django.test import override_settings

    from prospect.alerts import tasks as alerts
    from prospect.search import tasks as search

    search.engine.cache_clear()
    alerts.LIVE.__init__()  # type: ignore[misc]
    with override_settings(
        INDEX=tmp_path / "index",
        PRIVATE_FILES=tmp_path / "files",
        DATA=tmp_path,
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield
    search.engine.cache_clear()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of recordings; tests that ask for it are skipped where PROSPECT_SHARED names none."""
    named = os.environ.get("PROSPECT_SHARED")
    if not named or not Path(named).is_dir():
        pytest.skip("PROSPECT_SHARED names no folder of recordings")
    return Path(named)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that use the database carry the marker `database`, so that they can be run again on PostgreSQL."""
    for item in items:
        if item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)


from tests.persons import three  # noqa: E402, F401 (a fixture)
