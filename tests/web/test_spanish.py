"""Spanish is whole: no sentence untranslated, no placeholder lost, and the pages speak it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from django.test import Client

from prospect.config.messages import compile_messages
from prospect.config.messages_gathered import LOCALE, catalogues, faults, gathered, messages_of, read
from prospect.people.models import Account
from tests.catalogue import board, opening
from tests.persons import Three


def test_no_sentence_is_untranslated_and_placeholders_agree() -> None:
    wanted = gathered()
    assert len(wanted) > 1000
    assert [path.parent.parent.name for path in catalogues()] == ["es"]
    for path in catalogues():
        assert faults(read(path), wanted) == []


def test_a_missing_word_and_a_lost_placeholder_are_found(tmp_path: Path) -> None:
    source = tmp_path / "module.py"
    source.write_text(
        'say("Asked: {skill}", skill="x")\nngettext("{n} job", "{n} jobs", 2)\npgettext("fit", "Good")\n_(name)\n'
        "f'<b>{_(\"Save\")}</b>'\n"
    )
    named = ["Asked: {skill}", ("{n} job", "{n} jobs"), "Good", "Save"]
    assert [message for message, _context in messages_of(source)] == named
    assert ("Good", "fit") in messages_of(source)
    page = tmp_path / "templates" / "page.html"
    page.parent.mkdir()
    page.write_text(
        '{% load i18n %}{% translate "Save" %} {% include "x.html" with label=_("Hide") %}\n'
        "  {% blocktranslate count n=n trimmed %}\n    {{ n }} job{% plural %}{{ n }} jobs\n  {% endblocktranslate %}"
    )
    assert list(messages_of(page)) == [("Save", None), ("Hide", None), (("%(n)s job", "%(n)s jobs"), None)]
    wanted, told = gathered(tmp_path), Catalog()
    told.add("Asked: {skill}", string="Pedido")
    told.add("Good", string="Bien", context="fit")
    told.add("Save", string="Guardar")
    told.add("Hide", string="Ocultar")
    told.add(("{n} job", "{n} jobs"), string=("{n} empleo", "{number} empleos"))
    assert faults(told, wanted) == [
        "a placeholder is missing: Asked: {skill}",
        "a placeholder that is not in the original: {n} job",
        "not translated: %(n)s job",
    ]


@pytest.fixture
def spanish(settings: Any) -> None:
    """The compiled catalogue, read anew."""
    compile_messages(LOCALE)
    settings.LOCALE_PATHS = [LOCALE]


@pytest.mark.usefixtures("spanish")
def test_pages_speak_spanish_when_asked(db: None, tmp_path: Path, client: Client) -> None:
    board(tmp_path / "board.json", [opening(1)])
    words = client.get("/jobs?q=developer", headers={"accept-language": "es"}).content.decode()
    assert '<html lang="es"' in words
    assert "Publicado" in words
    assert "Avísame" in words
    assert "Posted" not in re.sub(r"<!--.*?-->", "", words)


@pytest.mark.usefixtures("spanish")
def test_the_language_switch_is_remembered_in_pages_and_letters(three: Three, client: Client) -> None:
    client.force_login(three.owner)
    answer = client.post("/language", {"language": "es", "next": "/help"})
    assert answer["Location"] == "/help"
    assert "Ayuda" in client.get("/help").content.decode()
    assert Account.objects.get(pk=three.owner.pk).language == "es"
    client.post("/language", {"language": "tlh", "next": "https://elsewhere.example/"})
    assert Account.objects.get(pk=three.owner.pk).language == "es"
    assert client.post("/language", {"language": "en", "next": "https://elsewhere.example/"})["Location"] == "/"
