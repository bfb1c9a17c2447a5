"""Bytes as served to JSON or XML, whatever their encoding and whatever state they are in.

A damaged document yields what is whole in it, together with a sentence that says it was damaged. A document that
defines its own XML entities (the way an XML bomb is made) yields nothing.
"""

from __future__ import annotations

import codecs
import html
import json
import re
import zlib
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from lxml import etree

from prospect.lexicon.sentences import Sentence, say

# As much as an answer may hold; a compressed file may unfold to no more.
MOST_BYTES = 30 * 1024 * 1024

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([A-Za-z0-9._-]+)""")
# Two or more characters that are the bytes of one UTF-8 character read as Windows-1252.
_MOJIBAKE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}"
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_XML_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAMED_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]*);")
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.S)
_JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.S)


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document, and why it is not whole (None when it is)."""

    value: Any
    damaged: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Xml:
    """The root of an XML document (None when nothing could be read), and why it is not whole."""

    root: Any
    damaged: Sentence | None = None


def decode(data: bytes) -> str:
    """The text of a document, unpacked where it is gzip: byte-order mark, then UTF-8, then what it declares, then Windows-1252."""
    if data.startswith(b"\x1f\x8b"):
        data = _gunzipped(data)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        return mended(data.decode("utf-8"))
    except UnicodeDecodeError:
        declared = _DECLARED.search(data[:2048])
    names = [declared.group(1).decode("ascii")] if declared else []
    for name in (*names, "cp1252"):
        try:
            if codecs.lookup(name).name != "utf-8":
                return data.decode(name)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return data.decode("utf-8", "replace") if declared else data.decode("latin-1")


def _gunzipped(data: bytes) -> bytes:
    """A file that is compressed itself (``sitemap.xml.gz``), as far as it can be read and is not too large."""
    try:
        return zlib.decompressobj(31).decompress(data, MOST_BYTES)
    except zlib.error:
        return data


def mended(text: str) -> str:
    """UTF-8 that was once read as Windows-1252 ("Â£", "â€™") put right; other text is untouched."""
    if not any(mark in text for mark in ("Â", "Ã", "â€", "ð")):
        return text
    return _MOJIBAKE.sub(_remade, text)


def _remade(match: re.Match[str]) -> str:
    bytes_ = bytearray()
    for character in match.group():
        try:
            bytes_ += character.encode("cp1252")
        except UnicodeEncodeError:
            if ord(character) > 0xFF:
                return match.group()
            bytes_.append(ord(character))
    try:
        return bytes_.decode("utf-8")
    except UnicodeDecodeError:
        return match.group()


def read_json(data: bytes | str) -> Document:
    """A JSON document. Raw newlines in strings are allowed; of a cut one, the entries that are whole are kept."""
    text = data if isinstance(data, str) else decode(data)
    if not text.strip():
        return Document(None, say("The answer is empty."))
    try:
        return Document(json.loads(text, strict=False))
    except RecursionError:
        return Document(None, say("The JSON document is nested too deeply."))
    except json.JSONDecodeError as error:
        if text.lstrip()[0] not in "[{":
            return Document(None, say("The answer is not JSON."))
        damaged = say("The JSON document is broken at character {position} of {length}.",
                      position=error.pos, length=len(text))  # fmt: skip
        return Document(_whole_part(text[: error.pos]), damaged)
    except ValueError:
        return Document(None, say("The JSON document holds a number of absurd length."))


def _whole_part(text: str) -> Any:
    """The document up to its last whole entry: an element of the outermost array that was open at the cut."""
    stack: list[str] = []
    shallowest, end = 10**9, 0
    ends: dict[int, tuple[int, str]] = {}
    for token in _JSON_TOKEN.finditer(text):
        mark = token.group()
        if mark in "[{":
            stack.append("]" if mark == "[" else "}")
            if mark == "[":
                shallowest = min(shallowest, len(stack))
        elif mark in "]}":
            if not stack or stack.pop() != mark:
                break
            end = token.end()
            if stack and stack[-1] == "]":
                ends[len(stack)] = (end, "".join(reversed(stack)))
        if len(stack) > 500:
            break
    if shallowest not in ends:
        return None
    end, closers = ends[shallowest]
    try:
        return json.loads(text[:end] + closers, strict=False)
    except (ValueError, RecursionError):
        return None


def read_xml(data: bytes) -> Xml:
    """An XML document. Names such as ``&nbsp;`` and bare ampersands are forgiven; a broken tree is read as far as it goes."""
    text = _XML_ILLEGAL.sub("", _XML_DECLARATION.sub("", decode(data), count=1)).lstrip()
    if not text:
        return Xml(None, say("The answer is empty."))
    if "<!ENTITY" in text:
        return Xml(None, say("The XML document defines its own entities, which is how XML bombs are made."))
    for attempt in (str, _without_loose_ampersands):
        try:
            return Xml(_parsed(attempt(text)))
        except DefusedXmlException:
            return Xml(None, say("The XML document defines its own entities, which is how XML bombs are made."))
        except (ParseError, ValueError) as error:
            reason = str(error)
    if not text.startswith("<"):
        return Xml(None, say("The answer is not XML."))
    recovered = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(_without_loose_ampersands(text).encode(), recovered)
    return Xml(root, say("The XML document is malformed ({reason}).", reason=reason))


def _parsed(text: str) -> Element:
    root: Element = fromstring(text.encode("utf-8", "replace"))
    return root


def _without_loose_ampersands(text: str) -> str:
    """Entities that HTML knows and XML does not become characters, other loose ampersands are escaped; CDATA is kept."""
    parts = _CDATA.split(text)
    for at in range(0, len(parts), 2):
        named = _NAMED_ENTITY.sub(lambda match: html.unescape(match.group()), parts[at])
        parts[at] = _BARE_AMPERSAND.sub("&amp;", named)
    return "".join(parts)
