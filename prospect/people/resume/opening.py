"""Each kind of file to the one form of `page`."""

from __future__ import annotations

from prospect.lexicon.sentences import say
from prospect.people.resume import hidden, lines, ocr, pdf
from prospect.people.resume.page import Document, UnreadableError, Word

FEW_CHARACTERS = 20
"""A page with less text than this is taken for a picture."""


def open_document(data: bytes, kind: str, filename: str) -> Document:
    """The document of a file whose kind is known."""
    if kind == "pdf":
        return open_pdf(data)
    if kind == "image":
        return ocr.read_image(data)
    from prospect.people.resume import office, plain

    if kind in ("docx", "odt", "rtf", "wordxml"):
        return office.read(data, kind)
    return plain.read(data, kind)


def open_pdf(data: bytes) -> Document:
    """Words of all pages, hidden ones left out, pages without text sent through OCR."""
    source = pdf.open_pdf(data)
    document = Document("pdf", [], placed=True)
    faces: dict[str, pdf.Face] = {}
    pages: list[tuple[list[Word], float]] = []
    scanned: list[int] = []
    try:
        for number in range(len(source)):
            page = pdf.page_of(source, number)
            if page is None:
                document.warnings.append(str(say("Page {page} is damaged and was left out.", page=number + 1)))
                document.pages.append((0.0, 0.0))
                pages.append(([], 0.0))
                continue
            reader = pdf.PageReader(page, number + 1, faces)
            document.pages.append((round(reader.width, 1), round(reader.height, 1)))
            words = reader.words()
            hidden.mark_pale(page, words)
            words = visible(words, number + 1, document)
            document.links += pdf.give_links(words, reader.links())
            if sum(len(word.text) for word in words) < FEW_CHARACTERS:
                scanned.append(number)
            pages.append((words, reader.width))
        if scanned:
            ocr.read_pages(source, scanned, pages, document)
    finally:
        source.close()
    if not any(width for _, width in pages):
        raise UnreadableError(say("This PDF is damaged and cannot be opened; save it again and retry."))
    document.lines = lines.lines_of_pages(pages)
    return document


def visible(words: list[Word], page: int, document: Document) -> list[Word]:
    """What a reader sees; a page whose only text is an unpainted layer (a scan with its OCR) keeps it."""
    shown = [word for word in words if not word.hidden]
    layer = [word for word in words if word.hidden == "unpainted"]
    if len(layer) > 40 and len(shown) < 5:
        document.warnings.append(hidden.sentence_for_invisible_page(page))
        for word in layer:
            word.hidden = ""
    return hidden.overlap(hidden.without_hidden(words, document.warnings))
