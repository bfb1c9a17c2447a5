"""How allauth writes: its letters go through our outbox, in the stream of account letters."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter

from prospect.mail import actions as mail
from prospect.mail.models import Letter
from prospect.mail.registries import Content


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        message = self.render_mail(template_prefix, email, context)
        html = next((body for body, kind in getattr(message, "alternatives", []) if kind == "text/html"), "")
        content = Content(subject=message.subject, text=str(message.body), html=str(html))
        mail.enqueue(to=email, stream=Letter.Stream.ACCOUNT, content=content)

    def clean_email(self, email: str) -> str:
        return str(super().clean_email(email)).lower()
