"""Pages as PNG pictures for the check page. Called inside the limited process only (see ``process.page_image``)."""

from __future__ import annotations

import io

from prospect.lexicon.sentences import say
from prospect.people.resume import content, pdf
from prospect.people.resume.page import UnreadableError

WIDEST = 2000


def draw(data: bytes, *, page: int, width: int = 1000) -> bytes:
    """A page (1-based) as PNG, ``width`` pixels wide; raises UnreadableError where there is no such page."""
    width = max(100, min(WIDEST, width))
    kind = content.kind_of(data)
    if kind == "image":
        return picture(data, width)
    if kind != "pdf":
        raise UnreadableError(say("This kind of file has no pages to show."))
    source = pdf.open_pdf(data)
    try:
        if not 1 <= page <= len(source):
            raise UnreadableError(say("There is no page {page}.", page=page))
        sheet = pdf.page_of(source, page - 1)
        across, down = sheet.get_size() if sheet else (0.0, 0.0)
        if sheet is None or across <= 0 or down <= 0 or down / across > 20:
            raise UnreadableError(say("This page cannot be drawn."))
        stream = io.BytesIO()
        sheet.render(scale=width / across, may_draw_forms=False).to_pil().save(stream, "PNG", compress_level=3)
        return stream.getvalue()
    finally:
        source.close()


def picture(data: bytes, width: int) -> bytes:
    """A picture itself, no wider than asked, without its metadata."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = 40_000_000
    try:
        image = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError, SyntaxError) as error:
        raise UnreadableError(say("This picture is damaged or too large to be shown.")) from error
    image.thumbnail((width, width * 20))
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=3)
    return stream.getvalue()
