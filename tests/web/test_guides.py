"""Guides: written, previewed, published and read."""

from __future__ import annotations

import io
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from prospect.guides.models import Guide
from tests.catalogue import board, opening
from tests.persons import Three

pytestmark = pytest.mark.django_db

PIECES = ("openings", "pay", "path", "alert")
BODY = "Welcome.\r\n\r\n## The work\r\n\r\n" + "".join(
    f"{{{{ {name} back-end-developer }}}}\r\n\r\n" for name in PIECES
)
WORDS = {
    "title": "Back-end work here",
    "slug": "",
    "summary": "What it is.",
    "author": "Ann Author",
    "body": BODY,
    "picture_alt": "",
}


def written(client: Client, do: str = "save", **more: Any) -> Any:
    return client.post("/operate/guides/new", {**WORDS, "do": do, **more})


def png() -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "PNG")
    return SimpleUploadedFile("p.png", file.getvalue(), "image/png")


def test_a_guide_goes_from_preview_to_draft_to_page_and_back(three: Three, client: Client) -> None:
    operator = three.client_of(three.teammate)
    previewed = written(operator, "preview")
    assert previewed.status_code == 200
    assert "Nothing is saved yet" in previewed.content.decode()
    assert not Guide.objects.exists()

    assert written(operator).status_code == 302
    draft = Guide.objects.get()
    assert (draft.slug, draft.published_at) == ("back-end-work-here", None)
    assert client.get("/guides/back-end-work-here").status_code == 404

    edit = f"/operate/guides/{draft.public_id}"
    operator.post(edit, {**WORDS, "do": "publish"})
    page = client.get("/guides/back-end-work-here")
    assert page.status_code == 200
    assert "The work" in page.content.decode()

    operator.post(f"{edit}/delete")
    assert Guide.objects.exists()  # a published one is not deleted
    operator.post(f"{edit}/withdraw")
    assert client.get("/guides/back-end-work-here").status_code == 404
    operator.post(f"{edit}/delete")
    assert not Guide.objects.exists()


@pytest.mark.parametrize("address", ["", "/new", "/{id}", "/{id}/withdraw", "/{id}/delete"])
def test_only_operators_write(three: Three, client: Client, address: str) -> None:
    guide = Guide.objects.create(slug="a", title="A", summary="", body="", changed_at=timezone.now())
    url = "/operate/guides" + address.format(id=guide.public_id)
    for method in ("get", "post"):
        assert getattr(three.client_of(three.stranger), method)(url).status_code in {404, 405}
        assert getattr(client, method)(url).status_code in {302, 405}
    assert Guide.objects.exists()


def test_a_picture_needs_words_and_is_served_anew(three: Three, client: Client) -> None:
    operator = three.client_of(three.teammate)
    assert written(operator, new_picture=png()).status_code == 422
    assert written(operator, "publish", new_picture=png(), picture_alt="A dock at sunrise").status_code == 302
    guide = Guide.objects.get()
    page = client.get(f"/guides/{guide.slug}").content.decode()
    assert f'src="/guides/pictures/{guide.picture}"' in page
    assert 'alt="A dock at sunrise"' in page
    served = client.get(f"/guides/pictures/{guide.picture}")
    assert served["Content-Type"] == "image/jpeg"
    assert b"".join(served.streaming_content).startswith(b"\xff\xd8")  # type: ignore[attr-defined]
    assert client.get("/guides/pictures/" + "0" * 32 + ".jpg").status_code == 404


def test_a_text_for_a_picture_is_refused(three: Three) -> None:
    file = SimpleUploadedFile("p.png", b"<svg/>", "image/png")
    answer = written(three.client_of(three.teammate), new_picture=file, picture_alt="x")
    assert answer.status_code == 422
    assert not Guide.objects.exists()


def test_addresses_are_taken_once(three: Three) -> None:
    operator = three.client_of(three.teammate)
    written(operator)
    assert written(operator).status_code == 422
    assert written(operator, slug="feed").status_code == 422


def test_a_day_of_change_moves_only_with_the_words(three: Three) -> None:
    operator = three.client_of(three.teammate)
    written(operator, "publish")
    old = timezone.now() - timedelta(days=9)
    Guide.objects.update(changed_at=old)
    guide = Guide.objects.get()
    edit = f"/operate/guides/{guide.public_id}"
    operator.post(edit, {**WORDS, "slug": guide.slug, "do": "save"})
    assert Guide.objects.get().changed_at == old
    operator.post(edit, {**WORDS, "slug": guide.slug, "title": "Other", "do": "save"})
    assert Guide.objects.get().changed_at > old


def test_a_preview_says_which_piece_shows_nothing(three: Three) -> None:
    answer = written(three.client_of(three.teammate), "preview", body="{{ openings wizard }}").content.decode()
    assert "openings wizard" in answer
    assert "shows nothing" in answer


def test_a_page_shows_the_network_of_today(
    three: Three, client: Client, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    board(tmp_path / "b.json", [opening(1), opening(2, title="Senior Back-end Developer", place="Owasso, OK")])
    written(three.client_of(three.teammate), "publish")
    with django_assert_max_num_queries(30):
        page = client.get("/guides/back-end-work-here").content.decode()
    assert "2 openings today: Back-end developer" in page
    assert "0 of 2 openings here state their pay: too few for a figure." in page
    assert "Where Back-end developer leads" in page
    assert "/alerts/new?occupation=back-end-developer" in page


def test_search_engines_and_feed_readers_get_the_same_words(three: Three, client: Client) -> None:
    written(three.client_of(three.teammate), "publish", title="Pay & <work>")
    page = client.get("/guides/pay-work").content.decode()
    said = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])  # type: ignore[index]
    assert (said["@type"], said["headline"], said["author"]["name"]) == ("Article", "Pay & <work>", "Ann Author")
    feed = client.get("/guides/feed.atom")
    assert feed["Content-Type"].startswith("application/atom+xml")
    atom = "{http://www.w3.org/2005/Atom}"
    entries = fromstring(feed.content).findall(f"{atom}entry")
    assert [entry.findtext(f"{atom}title") for entry in entries] == ["Pay & <work>"]
    assert "/guides/pay-work" in client.get("/sitemap.xml").content.decode()


def test_a_guide_without_a_picture_wears_a_drawing(three: Three, client: Client) -> None:
    operator = three.client_of(three.teammate)
    written(operator, "publish", drawing="dock")
    page = client.get("/guides/back-end-work-here").content.decode()
    assert 'role="img" aria-label="A loading dock at sunrise' in page
    assert "<svg" in client.get("/guides").content.decode()
    served = client.get("/guides/pictures/dock.svg")
    assert served["Content-Type"] == "image/svg+xml"
    assert fromstring(served.content).tag.endswith("svg")
    assert "default-src" in served["Content-Security-Policy"]
    for name in ("../dock.svg", "wizard.svg", "dock"):
        assert client.get(f"/guides/pictures/{name}").status_code == 404
    guide = Guide.objects.get()
    edit = f"/operate/guides/{guide.public_id}"
    operator.post(edit, {**WORDS, "slug": guide.slug, "do": "save", "new_picture": png(), "picture_alt": "Teal"})
    assert Guide.objects.get().picture.endswith(".jpg")
    operator.post(edit, {**WORDS, "slug": guide.slug, "do": "save", "drop_picture": "on", "drawing": "steps"})
    assert Guide.objects.get().picture == "steps"
    assert operator.post(edit, {**WORDS, "slug": guide.slug, "do": "save", "drawing": "wizard"}).status_code == 422


def test_an_author_may_be_an_organisation(three: Three, client: Client) -> None:
    operator = three.client_of(three.teammate)
    for kind, more in (("Person", {}), ("Organization", {"author_is_organisation": "on"})):
        Guide.objects.all().delete()
        written(operator, "publish", **more)
        page = client.get("/guides/back-end-work-here").content.decode()
        said = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])  # type: ignore[index]
        assert said["author"] == {"@type": kind, "name": "Ann Author"}
        assert said["image"].endswith("/guides/pictures/steps.svg")
