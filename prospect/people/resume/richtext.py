"""RTF as flowing lines: a small reader of the control words that matter to a résumé."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from prospect.people.resume.flow import Flow, Run

TOKEN = re.compile(rb"\\([a-z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)")
SKIPPED = {
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "themedata", "colorschememapping", "datastore", "listtable",
    "listoverridetable", "rsidtbl", "generator", "xmlnstbl", "latentstyles", "filetbl", "revtbl", "fldinst_",
}  # fmt: skip
MARKS = {
    "tab": "\t",
    "cell": "\t",
    "nestcell": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": " ",
    "enspace": " ",
}
MOST_DEPTH = 200


@dataclass
class State:
    """The look in force inside a group."""

    bold: bool = False
    italic: bool = False
    size: float = 12.0
    hidden: bool = False
    skip: bool = False
    field: bool = False
    bytes_after: int = 1
    link: str = ""


class Reader:
    """Follows groups and control words; collects runs and ends paragraphs."""

    def __init__(self, flow: Flow, encoding: str) -> None:
        self.flow, self.encoding = flow, encoding
        self.state, self.stack = State(), list[State]()
        self.runs: list[Run] = []
        self.pending = 0
        self.target = ""
        self.raw = b""
        self.bullet = False

    def text(self, text: str) -> None:
        """Adds text in the look in force."""
        if self.state.field:
            self.target += text
        elif not self.state.skip and text:
            s = self.state
            self.runs.append(
                Run(text, s.bold, s.italic, s.size, 0, s.link, "vanish" if s.hidden else "tiny" if s.size < 2 else "")
            )

    def flush(self) -> None:
        """Bytes of the file's code page gathered so far as text."""
        if self.raw:
            raw, self.raw = self.raw, b""
            self.text(raw.decode(self.encoding, "replace"))

    def end(self) -> None:
        """Ends a paragraph; the empty cell at the end of a table's row is dropped."""
        self.flush()
        while self.runs and self.runs[-1].text.strip(" ") == "\t":
            self.runs.pop()
        self.flow.paragraph(self.runs, bullet=self.bullet)
        self.runs = []

    def control(self, word: str, argument: int | None) -> None:
        """One control word."""
        state, on = self.state, argument != 0
        if word in SKIPPED:
            state.skip = True
        elif word == "fldinst":
            state.field, self.target = True, ""
        elif word == "fldrslt":
            found = re.search(r'HYPERLINK\s+"([^"]+)"', self.target)
            state.link, state.field = found[1] if found else "", False
        elif word in ("par", "sect", "row", "page"):
            self.end()
        elif word == "pard":
            self.bullet = False
        elif word == "ls" or word == "pnlvlblt":
            self.bullet = True
        elif word in MARKS:
            self.flush()
            self.text(MARKS[word])
        elif word in ("b", "i", "v"):
            setattr(state, {"b": "bold", "i": "italic", "v": "hidden"}[word], on)
        elif word == "plain":
            state.bold = state.italic = state.hidden = False
        elif word == "fs" and argument:
            state.size = argument / 2
        elif word == "uc" and argument is not None:
            state.bytes_after = argument
        elif word == "u" and argument is not None:
            self.flush()
            code = argument % 65536
            self.text(chr(code) if not 0xD800 <= code < 0xE000 else "")
            self.pending = state.bytes_after

    def letters(self, text: bytes) -> None:
        """Bytes of text, less those that only stand in for a Unicode letter just read."""
        cut = min(self.pending, len(text))
        self.pending -= cut
        self.raw += text[cut:]

    def brace(self, mark: bytes) -> None:
        """Opens or closes a group."""
        self.flush()
        if mark == b"{":
            if len(self.stack) >= MOST_DEPTH:
                raise ValueError("groups nested too deeply")
            self.stack.append(self.state)
            self.state = replace(self.state)
        elif self.stack:
            self.state = self.stack.pop()


CODE_PAGES = frozenset((1250, 1251, 1252, 1253, 1254, 437, 850, 932, 936))
SIGNS = {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}"}


def read_rtf(data: bytes, flow: Flow) -> None:
    """Writes the file's paragraphs as lines."""
    page = re.search(rb"\\ansicpg(\d{3,4})", data[:2000])
    number = int(page[1]) if page else 1252
    reader = Reader(flow, f"cp{number if number in CODE_PAGES else 1252}")
    at = 0
    while at < len(data):
        match = TOKEN.match(data, at)
        if not match:
            at += 1
            continue
        at = match.end()
        word, argument, code, symbol, brace, text = match.groups()
        if word:
            reader.flush()
            if word == b"bin" and argument:
                at += max(0, int(argument))
            reader.control(word.decode(), int(argument) if argument else None)
        elif code or text:
            reader.letters(bytes([int(code, 16)]) if code else text)
        elif symbol == b"*":
            following = re.match(rb"\\([a-z]+)", data[at : at + 40])
            reader.state.skip = reader.state.skip or bool(following and following[1] not in (b"fldinst", b"shptxt"))
        elif symbol:
            reader.flush()
            reader.text(SIGNS.get(symbol, ""))
        elif brace:
            reader.brace(brace)
    reader.end()
