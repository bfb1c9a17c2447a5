"""Plain text, Markdown and HTML as flowing lines."""

from __future__ import annotations

import re
from typing import Any

from lxml import html

from prospect.lexicon.sentences import say
from prospect.people.resume import hidden
from prospect.people.resume.content import decode
from prospect.people.resume.dates import find_dates
from prospect.people.resume.flow import Flow, Run
from prospect.people.resume.headings import heading_kind, sure_heading
from prospect.people.resume.page import Document, UnreadableError

MOST_LINES = 6_000


def read(data: bytes, kind: str) -> Document:
    """The document of a text file."""
    flow, folded = Flow(), False
    text = decode(data)
    if kind == "html":
        read_html(text, flow)
    elif kind == "markdown":
        read_markdown(text, flow)
    else:
        text, folded = unfolded(text)
        read_text(text, flow, folded=folded)
    document = Document(kind, flow.lines, folded=folded)
    hidden.without_hidden(flow.unseen, document.warnings)
    document.warnings += flow.warning()
    return document


def read_text(text: str, flow: Flow, *, folded: bool = False) -> None:
    """Line by line; rules of dashes are blank lines, wrapped sentences are joined, underlined lines are headings."""
    rows = [row.rstrip() for row in re.split(r"\r\n|\r|\n|\f", text)[:MOST_LINES]]
    rows = rejoined(rows)
    for number, row in enumerate(rows):
        if re.fullmatch(r"\s*[-=_*~#—–]{3,}\s*", row):
            flow.blank += 1
            continue
        words = row.strip().strip("=*#-_ ").rstrip(":")
        underlined = number + 1 < len(rows) and re.fullmatch(r"\s*[-=_~]{3,}\s*", rows[number + 1]) is not None
        kind = heading_kind(words) if len(words) < 50 and not row.startswith((" ", "\t", "-", "•")) else None
        blank = number == 0 or not rows[number - 1].strip()
        alone = folded or blank
        heading = bool(kind) and (
            underlined
            or words.isupper()
            or row.rstrip().endswith(":")
            or (alone and bool(sure_heading(words)) and not (folded and words[:1].islower()))
            or (blank and kind in ("work", "education") and titled(words))
        )
        flow.paragraph(
            [Run(words if heading else row.strip(), size=13.0 if heading else 11.0)],
            heading=heading,
            indent=3.0 * indent_of(row),
        )


def titled(text: str) -> bool:
    """Two words or more, each with a capital but for the small ones between."""
    words = text.split()
    small = {"and", "in", "of", "the", "for", "&", "y", "de", "et", "und"}
    return len(words) > 1 and "," not in text and all(word[0].isupper() or word in small for word in words)


FOLDED = 300  # characters a line, on average, from which a text has lost its line breaks
LOST_DASH = re.compile(
    r"(?<=\d\d|[xX]{2})[ \t\xa0]{2,3}(?=(?:(?:[A-Z][a-z]{2,8}\.? )?(?:(?:19|20)(?:\d\d|[xX]{2})|'\d\d)\b|[Pp]resent\b|PRESENT\b|[Cc]urrent\b|[Nn]ow\b|[Tt]ill? |[Dd]ate\b))"
)  # "2004  2007", "June 2010  Present": the dash between two dates was no letter of the old alphabet
GLUED = re.compile(
    r"[ \t\xa0]{2,}((?:Work|Professional|Employment|Teaching|Research) (?:Experience|History)|(?:(?:WORK|PROFESSIONAL|EMPLOYMENT|TEACHING) )?(?:EXPERIENCE|HISTORY)|EDUCATION)[ :]+(?=[A-Z][\w.]+ [A-Z]|\d)"
)  # a heading that ran into its section's first line
ESCAPES = re.compile(r"(?:\\x[0-9a-f]{2})+", re.IGNORECASE)


def unfolded(text: str) -> tuple[str, bool]:
    """A text whose line breaks were lost on its way, with breaks where they were: at runs of blanks and at bullets.

    Copied out of a page or a database field, lines often come as one, parted by two blanks or more, and bullets as
    the escaped bytes of their letter (``\\xef\\x82\\xb7``). A text with ordinary lines stays as it is.
    """
    if len(text) < FOLDED * (text.strip().count("\n") + 1):
        return text, False
    text = ESCAPES.sub(unescaped, text)
    text = re.sub(r"\\[tn](?![a-z])", "  ", text).replace("\\'", "'")
    text = LOST_DASH.sub(" – ", text)
    text = re.sub(r"[ \t\xa0]*[\ue000-\uf8ff•▪●◦❖➢✓][ \t\xa0]*", "\n• ", text)
    text = GLUED.sub(r"\n\n\1\n", text)
    text = re.sub(r"[ \t\xa0]{4,}", "\n\n", text)
    text = re.sub(r"[ \t\xa0]{2,}", "\n", text)
    return text.strip().strip('"'), True


def unescaped(match: re.Match[str]) -> str:
    """The letters that escaped bytes stand for; a line's end where they stand for none."""
    words = bytes.fromhex(match[0].replace("\\x", "")).decode("utf-8", "replace")
    return words if words.isprintable() or "\ue000" <= words <= "\uf8ff" else "\n"


def indent_of(row: str) -> int:
    return len(row) - len(row.lstrip())


def rejoined(rows: list[str]) -> list[str]:
    """Lines that a program wrapped at a fixed width, joined: a bullet's or sentence's next line starts small or indented."""
    width = max((len(row) for row in rows), default=0)
    found: list[str] = []
    for row in rows:
        last = found[-1] if found else ""
        bullet = re.match(r"\s*[-–•*●▪◦]\s", last)
        deeper = bullet and indent_of(row) >= bullet.end() and indent_of(row) > indent_of(last)
        full = (
            len(last) > 60
            and len(last) > 0.75 * width
            and re.match(r"\s*[a-zà-ÿ]", row)
            and not last.endswith((".", ":"))
            and not mostly_dated(row)
        )
        hanging = len(last) > 50 and HANGING.search(last) and not sure_heading(row) and not mostly_dated(row)
        if last.strip() and row.strip() and (deeper or full or hanging) and not re.match(r"\s*[-–•*●▪◦]\s", row):
            found[-1] = f"{last} {row.strip()}"
        else:
            found.append(row)
    return found


HANGING = re.compile(r",$|\s(?:and|or|of|the|to|with|for|in|a|an|by|on|at|from|as|&|und|der|die|y|de|et|la)$")


def mostly_dated(row: str) -> bool:
    """A row that is little but a date ("seit 03/2019")."""
    return sum(dates.to - dates.at for dates in find_dates(row.strip())) > 0.6 * len(row.strip())


INLINE = re.compile(
    r"\*\*(?P<bold>[^*]+)\*\*|__(?P<bold2>[^_]+)__|\*(?P<it>[^*\s][^*]*)\*|(?<!\w)_(?P<it2>[^_\s][^_]*)_(?!\w)|!?\[(?P<label>[^\]]*)\]\((?P<url>[^)\s]+)[^)]*\)|<(?P<auto>(?:https?://|mailto:)?[^<>\s]+)>|`(?P<code>[^`]+)`"
)


def read_markdown(text: str, flow: Flow) -> None:
    """Headings, bullets, tables of bars, bold, links; HTML comments are dropped."""
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
    for row in text.splitlines()[:MOST_LINES]:
        if re.fullmatch(r"\s*(?:[-=*_]{3,}|\|?[\s:|-]+\|?)\s*", row) and row.strip():
            flow.blank += 1
            continue
        mark = re.match(r"(#{1,6})\s+(.*?)\s*#*$", row)
        body, size = (mark[2], 20.0 - 2 * len(mark[1])) if mark else (row.strip(), 11.0)
        if body.startswith("|") and body.endswith("|"):
            body = "\t".join(cell.strip() for cell in body.strip("|").split("|"))
        body = re.sub(r"\s{2,}$|\\$", "", body)
        runs = inline(body, bool(mark), size)
        plain = "".join(run.text for run in runs)
        flow.paragraph(runs, heading=bool(mark) and heading_kind(plain) is not None)


def inline(text: str, bold: bool, size: float) -> list[Run]:
    """Runs of one line of Markdown."""
    found, at = [], 0
    for match in INLINE.finditer(text):
        found.append(Run(text[at : match.start()], bold, False, size))
        got, at = match.groupdict(), match.end()
        if got["label"] is not None:
            found.append(Run(re.sub(r"[*_`]", "", got["label"]), bold, False, size, link=got["url"]))
        elif got["auto"]:
            found.append(Run(got["auto"].removeprefix("mailto:"), bold, False, size, link=got["auto"]))
        else:
            strong = got["bold"] or got["bold2"]
            found += (
                inline(strong, True, size)
                if strong
                else [Run(got["it"] or got["it2"] or got["code"] or "", bold, True, size)]
            )
    found.append(Run(text[at:], bold, False, size))
    return [run for run in found if run.text]


BLOCKS = {
    "p",
    "div",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "body",
    "html",
    "form",
    "blockquote",
    "pre",
    "address",
    "nav",
    "figure",
    "hr",
}
DROPPED = {"script", "style", "head", "noscript", "template", "svg", "iframe", "object", "select", "button"}
SIZES = {"h1": 24.0, "h2": 18.0, "h3": 14.0, "h4": 12.0}


def read_html(text: str, flow: Flow) -> None:
    """Block by block; scripts and styles are dropped, nothing is fetched."""
    try:
        root = html.document_fromstring(
            text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
        )
    except (ValueError, html.etree.ParserError) as error:
        raise UnreadableError(say("This file is damaged and cannot be opened; save it again and retry.")) from error
    page = Page(flow)
    page.walk(root, Run(""), 0)
    page.end()


def set_apart(before: str, after: str) -> bool:
    """Two styled spans that touch in the file but can hardly be one word ("Present" + "Controller")."""
    return bool(re.search(r"[a-zà-ÿ\d)]$", before)) and bool(re.match(r"[A-ZÀ-Þ]\w{2}", after))


class Page:
    """Gathers runs until a block ends."""

    def __init__(self, flow: Flow) -> None:
        self.flow, self.runs = flow, list[Run]()
        self.heading = self.bullet = False

    def end(self) -> None:
        if self.runs:
            plain = "".join(run.text for run in self.runs)
            self.flow.paragraph(self.runs, heading=self.heading and heading_kind(plain) is not None, bullet=self.bullet)
        self.runs, self.heading, self.bullet = [], False, False

    def walk(self, node: Any, look: Run, depth: int) -> None:
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in DROPPED or not tag or depth > 150:
            return
        look = self.styled(node, tag, look)
        if tag in BLOCKS:
            self.end()
            self.heading = tag in SIZES
            self.bullet = tag == "li"
        elif tag == "br":
            self.runs.append(Run("\n"))
        elif tag in ("td", "th") and self.runs:
            self.runs.append(Run("\t"))
        if tag == "span" and node.get("class") and self.runs and set_apart(self.runs[-1].text, node.text or ""):
            self.runs.append(Run("\t"))
        self.add(node.text, look)
        for child in node:
            if tag == "tr" and self.simple_row(node) and child.tag in ("td", "th"):
                if self.runs:
                    self.runs.append(Run("\t"))
                self.add(child.text_content(), self.styled(child, child.tag, look))
            else:
                self.walk(child, look, depth + 1)
            self.add(child.tail, look)
        if tag in BLOCKS:
            self.end()

    def simple_row(self, node: Any) -> bool:
        """A table's row whose cells hold no blocks."""
        return not any(
            isinstance(inner.tag, str) and (inner.tag in BLOCKS or inner.tag == "br") and inner.tag not in ("td", "th")
            for inner in node.iterdescendants()
        )

    def add(self, text: str | None, look: Run) -> None:
        if text and text.strip():
            self.runs.append(
                Run(re.sub(r"\s+", " ", text), look.bold, look.italic, look.size, 0, look.link, look.hidden)
            )
        elif text and self.runs:
            self.runs.append(Run(" "))

    def styled(self, node: Any, tag: str, look: Run) -> Run:
        """The look inside an element."""
        made = Run("", look.bold, look.italic, look.size, 0, look.link, look.hidden)
        style = re.sub(r"\s", "", node.get("style", "").lower())
        if tag in ("b", "strong", "th") or tag in SIZES or re.search(r"font-weight:(?:bold|[6-9]00)", style):
            made.bold = True
        if tag in SIZES:
            made.size = SIZES[tag]
        if tag == "a":
            made.link = node.get("href", "")
        if (
            "display:none" in style
            or "visibility:hidden" in style
            or node.get("hidden") is not None
            or re.search(r"font-size:[01](?:px|pt|em|;|$)", style)
        ):
            made.hidden = "vanish"
        if re.search(r"(?<![-\w])color:(?:#fff(?:fff)?|white)\b", style) and "background" not in style:
            made.hidden = "white"
        return made
