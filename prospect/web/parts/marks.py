"""An operator's own mark: a small SVG or PNG kept in the data folder under the hash of its contents.

A mark is only ever shown as an image, in which nothing can run; what could run by itself is refused all the same.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.conf import settings

from prospect.lexicon.sentences import Sentence, say

MOST = 100_000  # bytes
KINDS = {".svg": "image/svg+xml", ".png": "image/png"}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_PNG = b"\x89PNG\r\n\x1a\n"
_NAME = re.compile(r"[0-9a-f]{32}\.(?:svg|png)\Z")
_RUNS = {"script", "foreignobject", "iframe", "embed", "object", "handler", "set", "animate", "use", "image", "a"}


class MarkRefused(Exception):
    """The file cannot be the mark; `sentence` says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def keep(data: bytes) -> str:
    """Keeps a mark and answers its name; the same file has the same name. Raises MarkRefused or OSError."""
    if len(data) > MOST:
        raise MarkRefused(
            say("The mark may have {most} kilobytes; this one has {size}.", most=100, size=len(data) // 1000)
        )
    ending = ".png" if data.startswith(_PNG) else ".svg" if _is_plain_svg(data) else ""
    if not ending:
        raise MarkRefused(
            say("The mark must be a PNG, or an SVG of plain shapes without scripts, links or pictures in it.")
        )
    name = hashlib.sha256(data).hexdigest()[:32] + ending
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    path_of(name).write_bytes(data)
    return name


def folder() -> Path:
    return Path(settings.DATA) / "marks"


def path_of(name: str) -> Path:
    """The file's path; FileNotFoundError for a name that is not of our making."""
    if not _NAME.match(name):
        raise FileNotFoundError(name)
    return folder() / name


def kind_of(name: str) -> str:
    return KINDS[Path(name).suffix]


def _is_plain_svg(data: bytes) -> bool:
    """Whether it is well-formed SVG of nothing but shapes, text, styles and gradients."""
    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return False
    if _plain(root.tag) != "svg":
        return False
    return all(
        _plain(each.tag) not in _RUNS
        and not any(_plain(name).startswith("on") or _plain(name) == "href" for name in each.attrib)
        for each in root.iter()
    )


def _plain(name: object) -> str:
    """A tag or attribute without its namespace; of a comment nothing."""
    return name.rpartition("}")[2].casefold() if isinstance(name, str) else ""
