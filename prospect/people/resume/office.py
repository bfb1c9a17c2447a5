"""DOCX, ODT, RTF and Word's 2003 XML as flowing lines, read as data: no macro, no external part, no entity is followed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from typing import Any

from lxml import etree

from prospect.lexicon.sentences import say
from prospect.people.resume import hidden
from prospect.people.resume.flow import Flow, Run
from prospect.people.resume.page import Document, UnreadableError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W2003 = "{http://schemas.microsoft.com/office/word/2003/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MAX_PART = 30_000_000


def read(data: bytes, kind: str) -> Document:
    """The document of an office file."""
    flow = Flow()
    links: list[str] = []
    try:
        if kind == "docx":
            read_docx(data, flow)
        elif kind == "odt":
            from prospect.people.resume.opendocument import read_odt

            read_odt(data, flow)
        elif kind == "rtf":
            from prospect.people.resume.richtext import read_rtf

            read_rtf(data, flow)
        else:
            Body(flow, {}, W2003).walk(parse(data))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        etree.XMLSyntaxError,
        KeyError,
        ValueError,
        OSError,
        NotImplementedError,
    ) as error:
        raise UnreadableError(say("This file is damaged and cannot be opened; save it again and retry.")) from error
    document = Document(kind, flow.lines, links=links)
    hidden.without_hidden(flow.unseen, document.warnings)
    document.warnings += flow.warning()
    return document


def parse(data: bytes) -> Any:
    """An XML tree without entities, network or external document types."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a document type declaration")
    return root


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One member of a zipped document, under a cap."""
    if archive.getinfo(name).file_size > MAX_PART:
        raise UnreadableError(say("This file unpacks to more than a résumé can hold, so it was not opened."))
    with archive.open(name) as member:
        return member.read(MAX_PART + 1)[:MAX_PART]


def read_docx(data: bytes, flow: Flow) -> None:
    """Page headers, the body, then page footers, each paragraph once and in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        styles = Styles(parse(part(archive, "word/styles.xml"))) if "word/styles.xml" in names else Styles(None)
        headers = sorted(name for name in names if re.fullmatch(r"word/header\d*\.xml", name))
        footers = sorted(name for name in names if re.fullmatch(r"word/footer\d*\.xml", name))
        seen: set[str] = set()
        for name in [*headers, "word/document.xml", *footers]:
            rels = relations(archive, names, name)
            root = parse(part(archive, name))
            text = "".join(root.itertext(f"{W}t"))
            if name != "word/document.xml" and (text in seen or not text.strip()):
                continue
            seen.add(text)
            Body(flow, rels, W, styles).walk(root)


def relations(archive: zipfile.ZipFile, names: set[str], name: str) -> dict[str, str]:
    """Targets of a part's links by their ids; kept as text, never fetched."""
    folder, _, file = name.rpartition("/")
    path = f"{folder}/_rels/{file}.rels"
    if path not in names:
        return {}
    return {
        rel.get("Id", ""): rel.get("Target", "")
        for rel in parse(part(archive, path))
        if rel.get("TargetMode") == "External"
    }


class Styles:
    """What a document's styles say of size, weight and headings."""

    def __init__(self, root: Any) -> None:
        self.by_id: dict[str, dict[str, Any]] = {}
        self.size = 11.0
        if root is None:
            return
        default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
        if default is not None:
            self.size = number(default.get(f"{W}val"), 22) / 2
        for style in root.iter(f"{W}style"):
            name = style.find(f"{W}name")
            based = style.find(f"{W}basedOn")
            self.by_id[style.get(f"{W}styleId", "")] = {
                "name": (name.get(f"{W}val", "") if name is not None else "").lower(),
                "based": based.get(f"{W}val") if based is not None else None,
                "look": style.find(f"{W}rPr"),
                "list": style.find(f"{W}pPr/{W}numPr") is not None,
            }

    def chain(self, style: str | None) -> Iterator[dict[str, Any]]:
        """A style and those it is based on."""
        for _ in range(10):
            found = self.by_id.get(style or "")
            if not found:
                return
            yield found
            style = found["based"]


def number(value: Any, default: float) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return default


class Body:
    """Walks a tree of WordprocessingML (either namespace) and writes its paragraphs as lines."""

    def __init__(self, flow: Flow, rels: dict[str, str], w: str, styles: Styles | None = None) -> None:
        self.flow, self.rels, self.w, self.styles = flow, rels, w, styles or Styles(None)
        self.depth = 0

    def walk(self, node: Any) -> None:
        """Paragraphs and tables in order; text boxes where they are anchored."""
        self.depth += 1
        if self.depth < 200:
            for child in node:
                if child.tag == f"{self.w}p":
                    self.paragraph(child)
                elif child.tag == f"{self.w}tbl":
                    self.table(child)
                elif child.tag != FALLBACK and isinstance(child.tag, str):
                    self.walk(child)
        self.depth -= 1

    def table(self, node: Any) -> None:
        """A grid of short cells row by row; cells that hold paragraphs of their own one after the other."""
        w = self.w
        for row in node.iter(f"{w}tr"):
            if next(row.iterancestors(f"{w}tbl"), None) is not node:
                continue
            cells = [cell for cell in row if cell.tag == f"{w}tc"]
            texts = [[p for p in cell.iter(f"{w}p") if self.text(p).strip()] for cell in cells]
            if len([t for t in texts if t]) > 1 and all(len(t) <= 1 for t in texts):
                runs: list[Run] = []
                for paragraphs in texts:
                    for p in paragraphs:
                        if runs:
                            runs.append(Run("\t"))
                        runs += self.runs(p)
                self.flow.paragraph(runs)
                continue
            short_first = (
                len(cells) == 2
                and len(texts[0]) <= 2
                and len(texts[1]) > 1
                and len("".join(map(self.text, texts[0]))) < 40
            )
            if short_first:
                self.rail(texts[0])
                self.walk(cells[1])
            elif len(cells) > 1:
                self.flow.columns(partial(self.walk, cell) for cell in cells)
            else:
                for cell in cells:
                    self.walk(cell)

    def rail(self, paragraphs: list[Any]) -> None:
        """A label or date beside its text."""
        runs: list[Run] = []
        for p in paragraphs:
            if runs:
                runs.append(Run(" "))
            runs += self.runs(p)
        self.flow.paragraph(runs, rail=True)

    def text(self, node: Any) -> str:
        return "".join(t.text or "" for t in node.iter(f"{self.w}t"))

    def paragraph(self, node: Any) -> None:
        """One paragraph with its look; a text box in it comes after it."""
        w = self.w
        style = node.find(f"{w}pPr/{w}pStyle")
        chain = list(self.styles.chain(style.get(f"{w}val"))) if style is not None else []
        names = [one["name"] for one in chain]
        heading = any(re.match(r"heading [1-3]|überschrift|titre [1-3]", name) for name in names)
        bullet = (
            node.find(f"{w}pPr/{w}numPr") is not None
            or any(one["list"] for one in chain)
            or any(name.startswith("list") for name in names)
        )
        runs = self.runs(node, chain)
        kind_known = heading and len("".join(run.text for run in runs)) < 60
        self.flow.paragraph(runs, heading=kind_known and is_section(runs), bullet=bullet)
        for box in node.iter(f"{w}txbxContent"):
            if next(box.iterancestors(f"{w}p"), None) is node and next(box.iterancestors(FALLBACK), None) is None:
                self.flow.stream += 1
                self.walk(box)
                self.flow.stream += 1

    def runs(self, node: Any, chain: list[dict[str, Any]] | None = None) -> list[Run]:
        """The paragraph's own runs, in order; those inside text boxes are not its own."""
        w = self.w
        found: list[Run] = []
        for run in node.iter(f"{w}r"):
            if (
                next(run.iterancestors(f"{w}p"), None) is not node
                or next(run.iterancestors(f"{w}del", FALLBACK), None) is not None
            ):
                continue
            text = "".join(self.spelled(child) for child in run)
            if text:
                found.append(self.look(run, text, chain or []))
        return found

    def spelled(self, node: Any) -> str:
        name = node.tag.removeprefix(self.w) if isinstance(node.tag, str) else ""
        if name == "t":
            return re.sub(r"[\t\n]", " ", node.text or "")
        if name in ("tab", "ptab"):
            return "\t"
        if name in ("br", "cr"):
            return "\n"
        return "-" if name == "noBreakHyphen" else ""

    def look(self, run: Any, text: str, chain: list[dict[str, Any]]) -> Run:
        """Size, weight, colour and link of a run, its own before its styles'."""
        w = self.w
        own = run.find(f"{w}rPr")
        style = own.find(f"{w}rStyle") if own is not None else None
        layers = (
            [own, *(one["look"] for one in self.styles.chain(style.get(f"{w}val")) if style is not None)]
            if style is not None
            else [own]
        )
        layers += [one["look"] for one in chain]

        def first(tag: str) -> Any:
            return next((f for f in (x.find(f"{w}{tag}") for x in layers if x is not None) if f is not None), None)

        bold, italic, size, colour, vanish = first("b"), first("i"), first("sz"), first("color"), first("vanish")
        points = number(size.get(f"{w}val"), self.styles.size * 2) / 2 if size is not None else self.styles.size
        made = Run(text, on(bold, w), on(italic, w), points)
        value = colour.get(f"{w}val", "") if colour is not None else ""
        made.colour = int(value, 16) if re.fullmatch(r"[0-9A-Fa-f]{6}", value) else 0
        if on(first("caps"), w):
            made.text = text.upper()
        made.hidden = (
            "vanish"
            if on(vanish, w)
            else "tiny"
            if points < 2
            else "white"
            if value.upper() == "FFFFFF" and not shaded(run, own, w)
            else ""
        )
        link = next(run.iterancestors(f"{w}hyperlink"), None)
        if link is not None:
            made.link = self.rels.get(link.get(f"{R}id", ""), "")
        return made


def on(node: Any, w: str) -> bool:
    return node is not None and node.get(f"{w}val") not in ("0", "false", "none", "off")


def shaded(run: Any, own: Any, w: str) -> bool:
    """Whether white letters stand on a coloured ground: the run's, the paragraph's, the cell's or a box's."""
    marks = [own.find(f"{w}shd"), own.find(f"{w}highlight")] if own is not None else []
    for above in run.iterancestors():
        if above.tag in (f"{w}p", f"{w}tc"):
            marks.append(above.find(f"{w}{'pPr' if above.tag == f'{w}p' else 'tcPr'}/{w}shd"))
        if above.tag == f"{w}txbxContent":
            return True
    return any(m is not None and m.get(f"{w}fill", "x").upper() not in ("FFFFFF", "AUTO") for m in marks)


def is_section(runs: list[Run]) -> bool:
    """A heading-styled paragraph that names a section, not an entry."""
    from prospect.people.resume.headings import heading_kind

    return heading_kind("".join(run.text for run in runs)) is not None
