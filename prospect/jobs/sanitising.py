"""A posting's HTML as it may be shown, and as plain text for readers of text and search.

Kept: paragraphs, headings, lists, tables, emphasis, links. Gone: scripts, styles, forms, images (they track), comments,
text that a browser would hide (it is written for machines), and tags that are meant for job sites ("#LI-YI1").
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

import nh3
from selectolax.lexbor import LexborHTMLParser, LexborNode

_TAGS = {
    "a", "b", "blockquote", "br", "code", "dd", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "i", "li", "ol", "p", "pre", "s", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "u", "ul",
}  # fmt: skip
_DROPPED = {
    "script", "style", "template", "noscript", "iframe", "object", "embed", "form", "button", "select", "textarea",
    "svg", "math", "title", "head", "video", "audio", "canvas",
}  # fmt: skip
_MARKUP = re.compile(r"<(?:[a-z][a-z0-9]*\b|/[a-z]|!--)", re.I)
_HIDES = ("hidden", "style", "cf_email", "cfemail")  # attributes without which nothing is hidden
_MAY_HIDE = re.compile(
    r"\bhidden\b|display\s*:\s*none|font-size\s*:\s*0|opacity\s*:\s*0|-\d{3,}(?:px|em)|color\s*:\s*(?:#fff|white|transparent|rgba?\()"
    r"|aria-hidden|cf_email|max-height\s*:\s*0|\bwidth\s*:\s*[01]px",
    re.I,
)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])"
    r"|(?:left|top|text-indent|right)\s*:\s*-\d{3,}(?:px|em)|max-height\s*:\s*0(?![.\d]*[1-9])",
    re.I,
)
_PALE_STYLE = re.compile(
    r"(?<![-\w])color\s*:\s*(?:#fff(?:fff)?\b|white\b|transparent\b|rgba?\(\s*255\s*,\s*255\s*,\s*255\b|rgba\([^)]*,\s*0\s*\))",
    re.I,
)
_SITE_TAG = re.compile(r"(?<![\w&/#])#(?:LI|BI|ZR|IND|GD|CB)-[A-Za-z0-9_-]+")
_EMPTY = re.compile(r"<(p|div|li|h[3-6]|b|strong|em|i|u|ul|ol)>(?:\s|&nbsp;|\xa0|<br>)*</\1>")
_LINE_END = re.compile(r"<(?:br|hr)>|</(?:p|div|h[1-6]|li|tr|ul|ol|dl|dt|dd|blockquote|pre|table)>|<(?:div|p|table|ul|ol|dl|blockquote|pre)>")  # fmt: skip
_HEADING = "\x02"  # stands for the empty line before a heading until empty lines are gone
_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`html` safe to show; `text` with a line each paragraph, heading and bullet ("• ")."""

    html: str
    text: str


def clean(markup: str) -> Cleaned:
    """A description as served (HTML, or plain text with line breaks), made safe, and its text."""
    if not markup.strip():
        return Cleaned("", "")
    said = markup if _MARKUP.search(markup) else _paragraphs(markup)
    small = said.lower()
    if any(mark in small for mark in _HIDES) and _MAY_HIDE.search(said):
        said = _without_hidden(said)
    safe = nh3.clean(
        said,
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes={"a": {"href"}},
        attribute_filter=_absolute,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
        strip_comments=True,
    )
    safe = _SITE_TAG.sub("", safe)
    safe = re.sub(r"<(/?)h[12]>", r"<\1h3>", safe)
    safe, emptied = _EMPTY.subn("", safe)
    if emptied:
        safe = _EMPTY.sub("", safe)  # an emptied item may leave an empty list
    safe = safe.strip()
    return Cleaned(safe, text_of(safe))


def _absolute(_tag: str, attribute: str, value: str) -> str | None:
    """The attribute, unless it is a relative address: that meant the board's own pages."""
    leads = value.strip().casefold().startswith(("http://", "https://", "mailto:"))
    return value if leads or attribute != "href" else None


def text_of(safe: str) -> str:
    """The plain text of HTML that `clean` made; an empty line stands before headings only."""
    said = safe.replace("\n", " ") if "<pre>" not in safe else safe
    said = re.sub(r"<h[3-6]>", f"\n{_HEADING}", said)
    said = re.sub(r"<li>\s*(?:<(?:p|div)>\s*)?", "\n• ", said)
    said = re.sub(r"</t[dh]>", " \t", said)
    said = _LINE_END.sub("\n", said)
    said = html.unescape(re.sub(r"<[^>]+>", "", said))
    lines = map(str.strip, _SPACES.sub(" ", said).split("\n"))
    return "\n".join(line for line in lines if line not in ("", "•", _HEADING)).replace(_HEADING, "\n").strip()


def _paragraphs(plain: str) -> str:
    """Plain text as HTML: an empty line ends a paragraph, a line break stays one."""
    said = plain if re.search(r"&(?:[a-z]+|#\d+);", plain) else html.escape(plain, quote=False)
    blocks = re.split(r"(?:\r?\n[ \t]*){2,}", said.strip())
    return "".join(f"<p>{'<br>'.join(block.splitlines())}</p>" for block in blocks)


def _without_hidden(said: str) -> str:
    """The markup without elements that a browser would not show, or not to a reader's eye."""
    tree = LexborHTMLParser(said)
    for node in tree.css("[hidden], [aria-hidden=true], [style], .__cf_email__, [data-cfemail]"):
        if _is_hidden(node):
            node.decompose()
    body = tree.body
    return (body.inner_html or "") if body is not None else ""


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true" or "data-cfemail" in attributes:
        return True
    style = attributes.get("style") or ""
    if "__cf_email__" in (attributes.get("class") or "") or _HIDDEN_STYLE.search(style):
        return True
    return bool(_PALE_STYLE.search(style)) and "background" not in style
