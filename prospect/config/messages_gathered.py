"""Every sentence of the code and the templates, gathered into the catalogues without the system's tools.

Python is read from its syntax tree, templates by Babel once Django's own `templatize` has turned them into calls. The
templates of `say` and of both halves of `say_many` are messages of their own, since a `Sentence` chooses its half before
it is translated.
"""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from prospect.config.commands import streams

PACKAGE = Path(__file__).resolve().parents[1]
ENGLISH = ("prospect/config/commands/", "prospect/web/parts/templates/parts/styleguide.html")
"""The command speaks English, and so does the style guide."""
LOCALE = PACKAGE / "web" / "parts" / "locale"
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "say"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    "npgettext": ((1, "c"), 2, 3),
    "say_many": (1, 2),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|(?<!\{)\{(\w+)[^{}]*\}(?!\})")

Found = tuple[str | tuple[str, ...], str | None]


def gathered(package: Path = PACKAGE) -> Catalog:
    """A catalogue of all messages, untranslated, each with the files it is from."""
    catalog = Catalog(project="Prospect", charset="utf-8", fuzzy=False)
    files = [path for kind in ("*.py", "templates/**/*.html", "templates/**/*.txt") for path in package.rglob(kind)]
    for path in sorted(files):
        name = path.relative_to(package.parent).as_posix()
        if name.startswith(ENGLISH):
            continue
        for message, context in dict.fromkeys(messages_of(path)):
            catalog.add(message, locations=[(name, 0)], context=context)
    return catalog


def messages_of(path: Path) -> Iterator[Found]:
    """The messages of one file: a string, or a pair for a plural; and the context."""
    text = path.read_text(encoding="utf-8")
    for name, given in _calls_of_python(text) if path.suffix == ".py" else _calls_of_template(text, str(path)):
        if given:
            yield from _as_messages(name, given)


def _calls_of_python(text: str) -> Iterator[tuple[str, list[str]]]:
    """The calls that say something, with their words. Read from the syntax tree, for they also stand in f-strings."""
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        if name in KEYWORDS:
            words = [word.value for word in call.args if isinstance(word, ast.Constant)]
            yield name, [word for word in words if isinstance(word, str) and word]


def _calls_of_template(text: str, origin: str) -> Iterator[tuple[str, list[str]]]:
    """The same of a template; what Django makes of it is no whole Python, so Babel looks for the calls in it."""
    lines = "\n".join(line.strip() for line in templatize(text, origin=origin).splitlines())
    # Babel's types ask for what its own code does not: names of functions are enough.
    keywords: Any = list(KEYWORDS)
    for _line, name, words, _comments in extract_python(io.BytesIO(lines.encode()), keywords, (), {}):
        listed: Any = [words] if isinstance(words, str) else words or ()
        yield str(name), [str(word) for word in listed if isinstance(word, str) and word]


def _as_messages(name: str, given: list[str]) -> Iterator[Found]:
    if name == "say_many":
        yield from ((word, None) for word in given[:2])
    elif name in {"ngettext", "ngettext_lazy"} and len(given) > 1:
        yield (given[0], given[1]), None
    elif name in {"pgettext", "pgettext_lazy"} and len(given) > 1:
        yield given[1], given[0]
    elif name == "npgettext" and len(given) > 2:
        yield (given[1], given[2]), given[0]
    else:
        yield given[0], None


def catalogues(locale: Path = LOCALE) -> list[Path]:
    return sorted(locale.glob("*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def faults(catalog: Catalog, wanted: Catalog) -> list[str]:
    """What a translator must still do, a line each: untranslated messages, and placeholders that do not agree."""
    found = []
    for message in wanted:
        if not message.id:
            continue
        told = catalog.get(_key(message), message.context)
        if told is None or told.fuzzy or not all(_strings(told)):
            found.append(f"not translated: {_key(message)}")
        elif any(_placeholders(string) - _placeholders(*_ids(message)) for string in _strings(told)):
            found.append(f"a placeholder that is not in the original: {_key(message)}")
        elif _placeholders(*_ids(message)) - _placeholders(*_strings(told)):
            found.append(f"a placeholder is missing: {_key(message)}")
    return found


def _ids(message: Message) -> tuple[str, ...]:
    return tuple(map(str, message.id)) if isinstance(message.id, list | tuple) else (str(message.id),)


def _key(message: Message) -> str:
    return _ids(message)[0]


def _strings(message: Message) -> tuple[str, ...]:
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return tuple(string or "" for string in strings)


def _placeholders(*texts: str) -> set[str]:
    return {next(filter(None, match)) for text in texts for match in PLACEHOLDER.findall(text)}


def main(words: list[str]) -> int:
    """Brings the catalogues up to date, or with --check says what is behind."""
    wanted, count = gathered(), 0
    for path in catalogues():
        catalog = read(path)
        if "--check" not in words:
            catalog.update(wanted, no_fuzzy_matching=True, update_creation_date=False)
            catalog.obsolete.clear()
            with path.open("wb") as file:
                write_po(file, catalog, width=118, sort_output=True, no_location=True, ignore_obsolete=True)
        for fault in (trouble := faults(catalog, wanted)):
            streams.tell(f"{path.parent.parent.name}: {fault}")
        count += len(trouble)
    streams.tell(f"{len(wanted)} messages, {count} to do")
    return int(bool(count) and "--check" in words)
