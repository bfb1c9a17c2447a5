"""What goes over the wire is read back by the standard library as what was meant."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

from hypothesis import given
from hypothesis import strategies as st

from prospect.mail.wire import MOST, wire

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=300)
lines = st.lists(texts | st.sampled_from([".", "..", "From here", "--=_", "=_", "a" * 2000, "ñ" * 700]), max_size=6)


def letter(subject: str = "Three", text: str = "Plain", html: str = "", **headers: str) -> bytes:
    made = wire(
        sender="Réseau <jobs@example.org>", to="olive@example.org", subject=subject, text=text, html=html,
        message_id="<one@example.org>", headers=headers,
    )  # fmt: skip
    assert (made.sender, made.to) == ("jobs@example.org", "olive@example.org")
    return made.data


def read(data: bytes) -> EmailMessage:
    unstuffed = b"\r\n".join(line[1:] if line.startswith(b"..") else line for line in data.split(b"\r\n"))
    message = message_from_bytes(unstuffed, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not [defect for part in message.walk() for defect in part.defects]
    return message


def lines_of(text: str) -> list[str]:
    """Its lines; a text of nothing is an empty line."""
    return text.splitlines() or [""]


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert isinstance(part, EmailMessage)
    return str(part.get_content())


@given(texts, lines, lines)
def test_it_is_read_back_as_it_was_meant(subject: str, text: list[str], html: list[str]) -> None:
    data = letter(subject, "\n".join(text), "<p>" + "\n".join(html))
    assert data.isascii()
    assert all(len(line) <= MOST for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    message = read(data)
    assert str(message["Subject"]).split() == subject.split()
    assert str(message["From"]) == "Réseau <jobs@example.org>"
    assert lines_of(body(message, "plain")) == lines_of("\n".join(text))
    assert lines_of(body(message, "html")) == lines_of("<p>" + "\n".join(html))


def test_a_long_address_stays_an_address() -> None:
    """A header folded into encoded words is no address to any mail program: nobody could unsubscribe by it."""
    address = f"<https://jobs.example.org/unsubscribe/{'token-' * 30}>"
    data = letter(**{"List-Unsubscribe": address})
    assert f"List-Unsubscribe: {address}\r\n".encode() in data


def test_a_header_adds_no_other() -> None:
    message = read(letter("Three\r\nBcc: eve@example.org\n\nBody"))
    assert message["Bcc"] is None
    assert body(message, "plain").strip() == "Plain"
