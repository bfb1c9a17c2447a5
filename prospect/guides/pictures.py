"""Pictures of guides: decoded, turned upright, made no larger than a page needs, and written anew as JPEG.

What is served is never the uploaded file, so nothing hidden in it (places, serial numbers, scripts) goes out.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from prospect.lexicon.sentences import Sentence, say

MOST = 8_000_000  # bytes of an upload
PIXELS = 40_000_000
WIDEST = 1600  # pixels; twice the width of an article
TYPE = "image/jpeg"
_KINDS = ("JPEG", "PNG", "WEBP")
_NAME = re.compile(r"[0-9a-f]{32}\.jpg\Z")


class PictureRefused(Exception):
    """The file cannot be a picture here; `sentence` says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def keep(folder: Path, data: bytes) -> str:
    """Keeps a picture under the data folder and answers its name. Raises PictureRefused or OSError."""
    if len(data) > MOST:
        raise PictureRefused(say("The picture may have 8 megabytes; this one has {size}.", size=len(data) // 1_000_000))
    plain = _written_anew(data)
    name = hashlib.sha256(plain).hexdigest()[:32] + ".jpg"
    path = path_to(folder, name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(plain)
    return name


def path_of(folder: Path, name: str) -> Path:
    """The file's path; FileNotFoundError for a name that is not of our making."""
    if not _NAME.match(name):
        raise FileNotFoundError(name)
    return path_to(folder, name)


def path_to(folder: Path, name: str) -> Path:
    return Path(folder) / "pictures" / name


def _written_anew(data: bytes) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_KINDS) as image:
                if image.width * image.height > PIXELS:
                    raise PictureRefused(say("The picture has too many pixels: at most 40 million."))
                upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as broken:
        raise PictureRefused(say("This is not a JPEG, PNG or WebP picture that can be read.")) from broken
    upright.thumbnail((WIDEST, WIDEST), Image.Resampling.LANCZOS)
    paper = Image.new("RGB", upright.size, "white")
    paper.paste(upright, mask=upright.getchannel("A"))
    written = io.BytesIO()
    paper.save(written, "JPEG", quality=82, optimize=True, progressive=True)
    return written.getvalue()
