"""Every setting an installation may make, read from the environment.

`SETTINGS` is the table that `docs/operate.md` documents and a test compares; nothing else reads `os.environ`.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: its name, what holds where it is unset, and what it does."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting(
        "PROSPECT_DATA", "data/ beside the code", "The one folder with all state: database, index, files, secrets."
    ),
    Setting(
        "PROSPECT_DEMO", "off", "on: the demo region, one-click sign-in of its invented people, and an outbox page."
    ),
    Setting("PROSPECT_URL", "http://127.0.0.1:PORT", "The public address; letters and feeds link to it."),
    Setting("PROSPECT_HOSTS", "the host of PROSPECT_URL, localhost", "Host names answered to, separated by commas."),
    Setting("PORT", "8000", "The port of `prospect up`; a taken one gives way to the next."),
    Setting(
        "PROSPECT_DATABASE", "SQLite in PROSPECT_DATA", "A PostgreSQL address: postgres://user:password@host:5432/name."
    ),
    Setting(
        "PROSPECT_SMTP", "none: letters stay in the outbox", "Mail server: smtp://user:password@host:587 or smtps://."
    ),
    Setting(
        "PROSPECT_MAIL_FROM",
        "prospect@localhost",
        "The sender of every letter, under the network's name or one of its own.",
    ),
    Setting(
        "PROSPECT_SECRET_KEY",
        "made on first start, kept in PROSPECT_DATA",
        "Signs sessions and links; 50 characters or more.",
    ),
    Setting(
        "PROSPECT_HTTPS",
        "on where PROSPECT_URL is an https address",
        "on: secure cookies, redirect to HTTPS, HSTS.",
    ),
    Setting(
        "PROSPECT_TRUST_PROXY", "off", "on: believe X-Forwarded-Proto and X-Forwarded-For of the one proxy in front."
    ),
    Setting("PROSPECT_DEBUG", "off", "on: Django's debug pages and the style guide. Never in production."),
    Setting("PROSPECT_LOG", "text", "json: one JSON object a line instead of text."),
    Setting("PROSPECT_CONTACT", "the network's contact address", "Named in the User-Agent when boards are read."),
    Setting("PROSPECT_USAJOBS_EMAIL", "none", "The address under which USAJOBS gave you a key; its source needs it."),
    Setting("PROSPECT_USAJOBS_KEY", "none", "The key that USAJOBS gave you."),
    Setting("PROSPECT_ADZUNA_ID", "none", "The id that Adzuna gave you; its source needs it."),
    Setting("PROSPECT_ADZUNA_KEY", "none", "The key that Adzuna gave you."),
    Setting(
        "PROSPECT_PRIVATE_FETCH",
        "off",
        "on: boards may be read from this machine's own addresses (tests and demo only).",
    ),
)
NAMES = frozenset(setting.name for setting in SETTINGS)


def set_up_django() -> None:
    """Readies the tables for a command that needs them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prospect.config.settings")
    import django

    django.setup()


def read(name: str, default: str = "") -> str:
    if name not in NAMES:
        raise KeyError(f"{name} is not in the table of settings")
    return os.environ.get(name, "").strip() or default


def is_on(name: str, default: bool = False) -> bool:
    value = read(name).lower()
    return value in {"1", "on", "true", "yes"} if value else default


def data_folder() -> Path:
    """The data folder, made if it is missing, readable by its owner alone."""
    folder = Path(read("PROSPECT_DATA", str(CHECKOUT / "data"))).expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def secret_key(folder: Path) -> str:
    """The key from the environment, or the one kept in the data folder, made on first start."""
    given = read("PROSPECT_SECRET_KEY")
    if given:
        return given
    path = folder / "secret_key"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii").strip()


def database(folder: Path) -> dict[str, object]:
    """Django's DATABASES entry: SQLite in the data folder (WAL, IMMEDIATE) or the PostgreSQL named by an address."""
    address = read("PROSPECT_DATABASE")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "prospect.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;",
            },
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("PROSPECT_DATABASE must begin with postgres://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or parse_qs(parts.query).get("host", [""])[0],
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def public_address() -> str:
    return read("PROSPECT_URL", f"http://127.0.0.1:{read('PORT', '8000')}").rstrip("/")


def fetch_keys() -> dict[str, str]:
    """The keys that some sources ask for, those that are set."""
    return {
        name: value
        for name in sorted(NAMES)
        if name.startswith(("PROSPECT_USAJOBS_", "PROSPECT_ADZUNA_")) and (value := read(name))
    }


def hosts() -> list[str]:
    named = [host.strip() for host in read("PROSPECT_HOSTS").split(",") if host.strip()]
    return named or [urlsplit(public_address()).hostname or "localhost", "localhost", "127.0.0.1", "[::1]"]
