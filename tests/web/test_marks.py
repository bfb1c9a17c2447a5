"""An operator's own mark: plain shapes only, shown as an image and nothing else."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from prospect.network.models import Network
from prospect.web.parts import marks
from prospect.web.parts.marks import MarkRefused
from tests.persons import Three

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="#1d6656"/></svg>'
BAD = {
    "script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "handler": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "link": b'<svg xmlns="http://www.w3.org/2000/svg"><a href="javascript:alert(1)"><rect/></a></svg>',
    "entity": b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
    "html": b"<html><body>hello</body></html>",
    "broken": b"<svg",
    "large": SVG + b" " * 200_000,
    "empty": b"",
}


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.django_db
def test_what_could_run_is_refused(kind: str) -> None:
    with pytest.raises(MarkRefused):
        marks.keep(BAD[kind])


def network_form(**more: object) -> dict[str, object]:
    return {"name": "Ours", "radius_miles": "40", "country": "US", "time_zone": "America/Chicago", **more}


def test_an_operator_gives_the_network_its_dress(three: Three, client: Client) -> None:
    client.force_login(three.teammate)
    given = SimpleUploadedFile("mark.svg", SVG, content_type="image/svg+xml")
    form = network_form(colour_accent="#e8e0ff", new_mark=given)
    assert client.post("/operate/network", form).status_code == 302
    network = Network.current()
    assert network.palette == {"accent": "#e8e0ff"}
    answer = client.get(f"/network-mark/{network.mark}")
    assert b"".join(answer.streaming_content) == SVG  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "image/svg+xml"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert f"/network-mark/{network.mark}" in client.get("/help").content.decode()
    assert "--accent" in client.get("/network.css").content.decode()
    assert "too pale" in client.get("/operate/network").content.decode()
    client.post("/operate/network", network_form(drop_mark="on"))
    assert Network.current().mark == ""


def test_a_wrong_colour_or_mark_is_said_and_nothing_is_saved(three: Three, client: Client) -> None:
    client.force_login(three.teammate)
    given = SimpleUploadedFile("mark.svg", BAD["script"])
    answer = client.post("/operate/network", network_form(colour_accent="url(x)", new_mark=given))
    assert answer.status_code == 422
    assert "Write a color like" in answer.content.decode()
    assert "plain shapes" in answer.content.decode()
    assert Network.current().mark == ""
    assert client.get("/network-mark/../secret_key").status_code == 404
