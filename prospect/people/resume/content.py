"""What a file is, by its bytes; its name only breaks ties between kinds of plain text."""

from __future__ import annotations

import io
import re
import zipfile

from prospect.lexicon.sentences import say
from prospect.people.resume.page import UnreadableError

MAX_BYTES = 10_000_000
MAX_UNPACKED = 60_000_000
MAX_MEMBERS = 3_000

IMAGES = ((b"\x89PNG\r\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"II*\0", "tiff"), (b"MM\0*", "tiff"), (b"GIF8", "gif"))
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"#!", b"dex\n", b"\0asm")
ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")


def kind_of(data: bytes, filename: str = "") -> str:
    """One of pdf docx odt rtf html markdown text json image wordxml; raises UnreadableError with a sentence for the rest."""
    check_size(data)
    head = data[:1024]
    if b"%PDF-" in head and not head.startswith(PROGRAMS):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return zip_kind(data)
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if any(head.startswith(mark) for mark, _ in IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "image"
    refuse_binary(head)
    return text_kind(data, filename)


def check_size(data: bytes) -> None:
    """Refuses empty files and those above the cap."""
    if not data.strip(b"\0 \r\n\t"):
        raise UnreadableError(say("This file is empty."))
    if len(data) > MAX_BYTES:
        raise UnreadableError(
            say("This file is larger than {most} megabytes; save it without pictures and try again.", most=10)
        )


def zip_kind(data: bytes) -> str:
    """docx or odt for a zipped document, after its declared sizes have been checked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
                raise UnreadableError(say("This file unpacks to more than a résumé can hold, so it was not opened."))
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return "docx"
            if "content.xml" in names:
                return "odt"
            if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
                return "docx"
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise UnreadableError(say("This file is damaged and cannot be opened; save it again and retry.")) from error
    raise UnreadableError(say("This is an archive, not a document; send the résumé itself."))


def refuse_binary(head: bytes) -> None:
    """Refuses programs, archives and old binary Word, each with its own sentence."""
    if head.startswith(PROGRAMS):
        raise UnreadableError(say("This file is a program, not a document, whatever its name says."))
    if head.startswith(ARCHIVES):
        raise UnreadableError(say("This is an archive, not a document; send the résumé itself."))
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError(
            say("This is an old binary Word file (or one with a password); save it as DOCX or PDF and send that.")
        )


def text_kind(data: bytes, filename: str) -> str:
    """html, wordxml, json, markdown or text."""
    text = decode(data)
    strange = sum(1 for c in text[:4000] if (ord(c) < 32 and c not in "\t\r\n\f\v") or c == "\ufffd")
    if strange > max(4, len(text[:4000]) // 50):
        raise UnreadableError(say("This file is of a kind that is not known here; send a PDF, DOCX or text file."))
    head = text.lstrip("\ufeff \t\r\n")[:3000].lower()
    if "schemas.microsoft.com/office/word/2003/wordml" in head or "<w:worddocument" in head:
        return "wordxml"
    if head.startswith(("<!doctype html", "<html")) or (
        head.startswith("<") and re.search(r"<(body|div|p|table)\b", head)
    ):
        return "html"
    if head.startswith("{"):
        return "json"
    name = filename.lower()
    if name.endswith((".md", ".markdown")) or len(re.findall(r"(?m)^#{1,4} \S", text)) >= 2:
        return "markdown"
    return "text"


def decode(data: bytes) -> str:
    """Text of a file whose encoding nobody said: byte-order mark, UTF-8, else Windows-1252."""
    for mark, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
