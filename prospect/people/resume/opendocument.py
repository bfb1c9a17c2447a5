"""ODT as flowing lines."""

from __future__ import annotations

import io
import re
import zipfile
from functools import partial
from typing import Any

from prospect.people.resume.flow import Flow, Run
from prospect.people.resume.office import is_section, parse, part

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"


def read_odt(data: bytes, flow: Flow) -> None:
    """Page headers (in styles.xml), then the body."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        looks: dict[str, dict[str, Any]] = {}
        roots = []
        for name in ("styles.xml", "content.xml"):
            if name in archive.namelist():
                root = parse(part(archive, name))
                looks |= styles(root)
                roots.append(root)
    walker = Walker(flow, looks)
    for root in roots[:-1]:
        for header in root.iter(f"{STYLE}header"):
            walker.walk(header)
    for body in roots[-1].iter("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text"):
        walker.walk(body)


def styles(root: Any) -> dict[str, dict[str, Any]]:
    """Weight, size and parent by the style's name."""
    found = {}
    for style in root.iter(f"{STYLE}style"):
        look = style.find(f"{STYLE}text-properties")
        size = re.match(r"([\d.]+)pt", look.get(f"{FO}font-size", "") if look is not None else "")
        colour = look.get(f"{FO}color", "") if look is not None else ""
        found[style.get(f"{STYLE}name", "")] = {
            "parent": style.get(f"{STYLE}parent-style-name"),
            "bold": look.get(f"{FO}font-weight") in ("bold", "600", "700", "800")
            if look is not None and look.get(f"{FO}font-weight")
            else None,
            "size": float(size[1]) if size else None,
            "white": colour.lower() == "#ffffff",
            "none": look is not None and look.get("{urn:oasis:names:tc:opendocument:xmlns:text:1.0}display") == "none",
        }
    return found


class Walker:
    """Paragraphs, lists and tables in order."""

    def __init__(self, flow: Flow, looks: dict[str, dict[str, Any]]) -> None:
        self.flow, self.looks, self.depth = flow, looks, 0

    def walk(self, node: Any, bullet: bool = False) -> None:
        self.depth += 1
        if self.depth < 100:
            for child in node:
                if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                    self.paragraph(child, bullet)
                elif child.tag == f"{TABLE}table-row":
                    self.row(child)
                elif child.tag == f"{TEXT}list-item":
                    self.walk(child, True)
                elif isinstance(child.tag, str) and not child.tag.endswith("}tracked-changes"):
                    self.walk(child, bullet)
        self.depth -= 1

    def row(self, node: Any) -> None:
        cells = [cell for cell in node if cell.tag == f"{TABLE}table-cell"]
        paragraphs = [[p for p in cell.iter(f"{TEXT}p", f"{TEXT}h") if "".join(p.itertext()).strip()] for cell in cells]
        if sum(1 for p in paragraphs if p) > 1 and all(len(p) <= 1 for p in paragraphs):
            runs: list[Run] = []
            for p in (one for cell in paragraphs for one in cell):
                runs += ([Run("\t")] if runs else []) + self.runs(p, self.style(p))
            self.flow.paragraph(runs)
            return
        short = len(cells) == 2 and len(paragraphs[0]) <= 2 and len(paragraphs[1]) > 1
        if short:
            label = [run for p in paragraphs[0] for run in [*self.runs(p, self.style(p)), Run(" ")]]
            self.flow.paragraph(label, rail=True)
            self.walk(cells[1])
        elif len(cells) > 1:
            self.flow.columns(partial(self.walk, cell) for cell in cells)
        else:
            for cell in cells:
                self.walk(cell)

    def style(self, node: Any) -> str:
        return str(node.get(f"{TEXT}style-name", ""))

    def paragraph(self, node: Any, bullet: bool) -> None:
        runs = self.runs(node, self.style(node))
        heading = node.tag == f"{TEXT}h" and len("".join(run.text for run in runs)) < 60 and is_section(runs)
        self.flow.paragraph(runs, heading=heading, bullet=bullet)

    def runs(self, node: Any, style: str, link: str = "") -> list[Run]:
        found: list[Run] = []
        if node.text:
            found.append(self.run(node.text, style, link))
        for child in node:
            name = child.tag.removeprefix(TEXT) if isinstance(child.tag, str) else ""
            if name == "tab":
                found.append(Run("\t"))
            elif name == "s":
                found.append(Run(" "))
            elif name == "line-break":
                found.append(Run("\n"))
            elif name == "a":
                found += self.runs(child, style, child.get(f"{XLINK}href", ""))
            elif name not in ("note", "p", "h"):
                found += self.runs(child, self.style(child) or style, link)
            if child.tail:
                found.append(self.run(child.tail, style, link))
        return found

    def run(self, text: str, style: str, link: str) -> Run:
        made = Run(re.sub(r"\s+", " ", text), link=link)
        seen_bold = seen_size = False
        for _ in range(8):
            look = self.looks.get(style)
            if not look:
                break
            if look["bold"] is not None and not seen_bold:
                made.bold, seen_bold = look["bold"], True
            if look["size"] and not seen_size:
                made.size, seen_size = look["size"], True
            made.hidden = "white" if look["white"] else "vanish" if look["none"] else made.hidden
            style = look["parent"] or ""
        return made
