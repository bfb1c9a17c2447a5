"""Tags and filters behind the components. `{% load parts %}`; README.md beside the templates lists them."""

from __future__ import annotations

from django import template
from django.contrib.messages.storage.base import Message
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A symbol of the icon sheet. Without a label it is ornament and hidden from screen readers."""
    sheet = static("parts/icons.svg")
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"/></svg>', label, sheet, name
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', sheet, name)


@register.filter
def undo_url(message: Message) -> str:
    """The address that takes a done thing back, from a message sent with `extra_tags="undo:<url>"`."""
    for tag in (message.extra_tags or "").split():
        if tag.startswith("undo:"):
            return tag.removeprefix("undo:")
    return ""
