"""Articles: Markdown in, headings with anchors and live pieces out."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from prospect.guides import pictures
from prospect.guides.articles import pieces_of, reading_minutes, rendered


def piece(name: str, words: str) -> str:
    return f'<aside class="piece">{name} of {words}</aside>'


def test_a_live_piece_stands_where_it_is_named() -> None:
    article = rendered("Before.\n{{ openings welder }}\nAfter.\n\n{{pay welder}}", piece)
    assert article.html.index("Before") < article.html.index("openings of welder") < article.html.index("After")
    assert '<aside class="piece">pay of welder</aside>' in article.html
    assert "<p><aside" not in article.html


def test_lines_as_a_form_sends_them() -> None:
    article = rendered("Hello.\r\n\r\n{{ pay welder }}\r\n{{ path welder }} \r\nAfter.\r\n", piece)
    assert "pay of welder</aside>" in article.html
    assert "path of welder</aside>" in article.html
    assert "{{" not in article.html


def test_a_piece_in_code_is_shown_and_shifts_no_other() -> None:
    article = rendered("```\n{{ openings welder }}\n```\n\n{{ pay nurse }}", piece)
    assert "{{ openings welder }}" in article.html
    assert "openings of welder" not in article.html
    assert "pay of nurse" in article.html


def test_no_markup_of_the_writer_gets_through() -> None:
    article = rendered("<script>alert(1)</script>\n\n[x](javascript:alert(1)) <b onclick='x'>b</b>", piece)
    assert "<script" not in article.html
    assert "<b" not in article.html
    assert 'href="javascript' not in article.html


def test_headings_have_anchors_of_their_own() -> None:
    article = rendered("## Ways *in*\n\n## Ways in\n\n## Main\n\n## ---\n\n## 仕事", piece)
    anchors = [anchor for anchor, _words in article.headings]
    assert anchors == ["ways-in", "ways-in-2", "main-2", "part", "仕事"]
    assert all(f'id="{anchor}"' in article.html for anchor in anchors)
    assert article.headings[0][1] == "Ways in"


def test_a_short_text_takes_a_minute() -> None:
    assert reading_minutes("word") == 1
    assert reading_minutes("word " * 660) == 3


def test_pieces_are_told() -> None:
    assert pieces_of("{{ path welder }}\n\ntext {{ no piece }}\n") == (("path", "welder"),)


def image(size: tuple[int, int] = (30, 20), kind: str = "PNG", **more: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", size, "teal").save(file, kind, **more)  # type: ignore[arg-type]
    return file.getvalue()


def test_a_picture_is_written_anew_without_what_was_hidden_in_it(tmp_path) -> None:  # type: ignore[no-untyped-def]
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    name = pictures.keep(tmp_path, image(kind="JPEG", exif=exif))
    kept = pictures.path_of(tmp_path, name).read_bytes()
    assert b"taken at home" not in kept
    with Image.open(io.BytesIO(kept)) as again:
        assert (again.format, again.size) == ("JPEG", (30, 20))


def test_a_large_picture_is_made_smaller(tmp_path) -> None:  # type: ignore[no-untyped-def]
    name = pictures.keep(tmp_path, image((3200, 800)))
    with Image.open(pictures.path_of(tmp_path, name)) as again:
        assert again.size == (1600, 400)


@pytest.mark.parametrize("data", [b"", b"<svg onload='x'/>", b"GIF89a" + bytes(40), image()[:40]])
def test_what_is_no_picture_is_refused(tmp_path, data: bytes) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(pictures.PictureRefused):
        pictures.keep(tmp_path, data)


@pytest.mark.parametrize("name", ["../settings.py", "a.jpg", "0" * 32 + ".png", "0" * 32 + ".jpg\n"])
def test_only_our_own_names_are_files(tmp_path, name: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(FileNotFoundError):
        pictures.path_of(tmp_path, name)
