"""Connectors of employers' boards: each kind's shape with its quirks, in invented postings."""

from __future__ import annotations

import json
from typing import Any

import pytest

from prospect.lexicon.pay import Pay
from prospect.sources.connectors import KINDS, connector
from prospect.sources.posting import Gathering, PostingData, RawPlace, Reading, Request, combined


def read(kind: str, document: Any, token: str = "acme", request: Request | None = None) -> Reading:
    data = (
        document
        if isinstance(document, bytes)
        else document.encode()
        if isinstance(document, str)
        else json.dumps(document).encode()
    )
    return connector(kind).parse(data, token=token, request=request)


def only(kind: str, document: Any) -> PostingData:
    reading = read(kind, document)
    assert reading.refused == () and reading.damaged is None
    (posting,) = reading.postings
    return posting


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_what_it_is(kind: str) -> None:
    module = connector(kind)
    assert kind == module.KIND and module.NAME and str(module.TERMS).endswith(".")
    assert module.CLOSING in ("complete", "paged", "window", "page") and module.EVERY_HOURS >= 1
    assert module.ON_BY_DEFAULT or str(module.TERMS).startswith("Off by default:")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "data",
    [b"", b"nonsense", b"{}", b"[]", b"null", b"[1, null, []]", b'{"jobs": 5}', b"<html><body>Sorry</body></html>", b"<a>", b"\x00\xff\xfe",
     b'{"jobs": [null, {"id": {}}, {"title": []}]}', b"[" * 5000],
)  # fmt: skip
def test_no_kind_fails_on_anything(kind: str, data: bytes) -> None:
    reading = connector(kind).parse(data, token="")
    assert reading.postings == ()


def test_greenhouse() -> None:
    row = {
        "id": 41, "internal_job_id": None, "title": " Line Cook ", "company_name": "Acme Foods ", "requisition_id": "K-77",
        "absolute_url": "https://job-boards.greenhouse.io/acme/jobs/41", "location": {"name": "N/A"},
        "offices": [{"name": "Main", "location": "Tulsa, Oklahoma"}, {"name": "North", "location": None}],
        "updated_at": "2026-08-04T10:00:00-04:00", "first_published": "2026-07-01T23:30:00-04:00", "application_deadline": "2026-09-30",
        "metadata": [{"name": "Employment Type", "value": "Part time"}, {"name": "Workplace Type", "value": "On-site"}],
        "content": "&lt;p&gt;Cook &amp;amp; clean&amp;nbsp;up&lt;/p&gt;",
        "pay_input_ranges": [{"min_cents": 1500, "max_cents": 1850, "currency_type": "USD", "title": "Hourly range"}],
    }  # fmt: skip
    posting = only("greenhouse", {"jobs": [row], "meta": {"total": 1}})
    assert (posting.id, posting.title, posting.employer) == ("41", "Line Cook", "Acme Foods")
    assert posting.description == "<p>Cook &amp; clean&nbsp;up</p>"
    assert [place.text for place in posting.places] == ["N/A", "Tulsa, Oklahoma", "North"]
    assert (posting.workplace, posting.employment_type) == ("onsite", "Part time")
    assert posting.pay == (Pay(15.0, 18.5, "USD", "HOUR", "stated", ""),)
    assert str(posting.posted_on) == "2026-07-01" and str(posting.closes_on) == "2026-09-30"
    assert only("greenhouse", row).id == "41"


def test_lever() -> None:
    row = {
        "id": "11111111-2222-3333-4444-555555555555", "text": "Nurse", "country": "US", "workplaceType": "onsite", "createdAt": 1779223091267,
        "categories": {"location": "Tulsa, OK", "allLocations": ["Tulsa, OK", "Bixby, OK"], "commitment": None},
        "description": "<div>We care.</div>", "additional": "<p>Benefits</p>",
        "lists": [{"text": "Duties & joys", "content": "<li>Care</li>"}],
        "salaryRange": {"max": 40, "min": 30, "currency": "USD", "interval": "per-hour-wage"},
        "hostedUrl": "https://jobs.lever.co/acme/11111111", "applyUrl": "https://jobs.lever.co/acme/11111111/apply",
    }  # fmt: skip
    posting = only("lever", [row])
    assert posting.places == (RawPlace("Tulsa, OK", country="US"), RawPlace("Bixby, OK"))
    assert posting.pay == (Pay(30.0, 40.0, "USD", "HOUR", "stated", ""),)
    assert (
        "<h3>Duties &amp; joys</h3><ul><li>Care</li></ul>" in posting.description and "Benefits" in posting.description
    )
    assert "knows no board" in str(read("lever", {"ok": False, "error": "Document not found"}).damaged)
    assert connector("lever").requests("eu/acme").url.startswith("https://api.eu.lever.co/v0/postings/acme")


def test_ashby() -> None:
    tier = {"components": [{"compensationType": "Salary", "interval": "1 YEAR", "currencyCode": "USD", "minValue": 9e4, "maxValue": 1.2e5},
                           {"compensationType": "EquityPercentage", "interval": "NONE", "currencyCode": None}]}  # fmt: skip
    row = {
        "id": "a-1", "title": " Engineer", "location": "Tulsa (HQ)", "isListed": True, "isRemote": True, "workplaceType": "Hybrid",
        "address": {"postalAddress": {"addressLocality": "Tulsa", "addressRegion": "OK", "addressCountry": "USA"}},
        "secondaryLocations": [{"location": "Remote (US)", "address": {"postalAddress": {"addressCountry": "United States"}}}],
        "compensation": {"compensationTiers": [tier, tier]},
    }  # fmt: skip
    posting = only("ashby", {"jobs": [row]})
    assert posting.workplace == "hybrid" and len(posting.pay) == 1
    assert [place.country for place in posting.places] == ["USA", "United States"]
    assert only("ashby", {"jobs": [{**row, "workplaceType": None}]}).workplace == "remote"
    assert only("ashby", {"jobs": [{**row, "shouldDisplayCompensationOnJobPostings": False}]}).pay == ()
    hidden = read("ashby", {"jobs": [row, {**row, "id": "a-2", "isListed": False}]})
    assert hidden.entries == 2 and [refused.id for refused in hidden.refused] == ["a-2"]


def test_one_posting_listed_once_per_place() -> None:
    job = {"shortcode": "AB12CD34EF", "title": "Clerk", "telecommuting": False, "created_at": "2026-07-02"}
    jobs = [
        {**job, "locations": [{"countryCode": "US", "city": city, "region": "Oklahoma"}]}
        for city in ("Tulsa", "Enid", "Tulsa")
    ]
    reading = read("workable", {"name": "Acme", "jobs": jobs})
    assert (len(reading.postings), reading.merged, reading.entries) == (1, 2, 3)
    assert [place.city for place in reading.postings[0].places] == ["Tulsa", "Enid"]


def test_one_id_for_two_titles_is_refused() -> None:
    jobs = [{"id": 1, "title": "Cook"}, {"id": 1, "title": "Nurse"}, {"id": 1, "title": " COOK"}]
    reading = read("greenhouse", {"jobs": jobs})
    assert [posting.title for posting in reading.postings] == ["Cook"] and reading.merged == 1 and reading.entries == 3
    assert "Cook" in str(reading.refused[0].reason)


def test_workable_hides_what_is_hidden() -> None:
    job = {
        "shortcode": "AB12CD34EF",
        "title": "Clerk",
        "telecommuting": True,
        "locations": [{"countryCode": "FR", "city": "Paris", "hidden": True}],
    }
    posting = only("workable", {"name": "Acme", "jobs": [job]})
    assert posting.places == () and posting.workplace == "remote"


def test_workable_v3_pages() -> None:
    row = {"shortcode": "AB12CD34EF", "title": "Clerk", "state": "published", "workplace": "on_site", "type": "full", "department": ["Office"],
           "location": {"country": "Spain", "countryCode": "ES", "city": "Vigo"}, "published": "2026-06-02T00:00:00.000Z"}  # fmt: skip
    reading = read("workable", {"total": 2, "results": [row], "nextPage": "abc"})
    assert reading.next is not None and reading.next.method == "POST" and b"abc" in (reading.next.body or b"")
    assert reading.postings[0].places == (RawPlace(city="Vigo", country="ES"),) and not reading.complete
    internal = read("workable", {"total": 1, "results": [{**row, "isInternal": True}]})
    assert internal.postings == () and internal.entries == 1


def test_smartrecruiters_pages_and_details() -> None:
    row = {"id": "743999", "name": "Clerk", "ref": "https://api.smartrecruiters.com/v1/companies/Acme/postings/743999",
           "company": {"identifier": "Acme", "name": "Acme Inc"}, "location": {"city": "Tulsa", "region": "OK", "country": "us", "hybrid": True,
           "latitude": "36.1", "longitude": "-95.9"}, "typeOfEmployment": {"label": "Full-time"}, "department": {}}  # fmt: skip
    first = connector("smartrecruiters").requests("Acme")
    reading = read("smartrecruiters", {"totalFound": 2, "content": [row]}, "Acme", first)
    assert reading.next is not None and "offset=1" in reading.next.url and first.has_leave
    detail = read(
        "smartrecruiters",
        {**row, "jobAd": {"sections": {"jobDescription": {"title": "The job", "text": "<p>Work</p>"}}}},
    )
    whole = reading.postings[0].completed(detail.postings[0])
    assert (whole.workplace, whole.places[0].lat, whole.places[0].country) == ("hybrid", 36.1, "US")
    assert whole.description == "<h3>The job</h3><p>Work</p>"
    second = read("smartrecruiters", {"totalFound": 2, "content": [{**row, "id": "743998"}]}, "Acme", reading.next)
    assert second.next is None and combined([reading, second]).complete


def test_recruitee() -> None:
    row = {"id": 5, "title": "Clerk", "status": "published", "remote": True, "hybrid": True, "on_site": True, "description": "<p>a</p>",
           "requirements": "<p>b</p>", "salary": {"min": "60000", "max": "75000", "period": "year", "currency": "EUR"}, "location": "Remote job",
           "city": "Poznań", "country_code": "PL", "published_at": "2026-08-05 09:41:37 UTC", "translations": {"de": {}}}  # fmt: skip
    posting = only("recruitee", {"offers": [row]})
    assert posting.workplace == "remote" and posting.language == "de" and posting.description == "<p>a</p>\n<p>b</p>"
    assert posting.pay == (Pay(60000, 75000, "EUR", "YEAR", "stated", ""),) and posting.places == (
        RawPlace(city="Poznań", country="PL"),
    )
    draft = read("recruitee", {"offers": [{**row, "status": "draft"}]})
    assert draft.postings == () and "draft" in str(draft.refused[0].reason)


def test_teamtailor_rss_and_pages() -> None:
    item = """<item><title>Cook</title><link>https://acme.teamtailor.com/jobs/{n}-cook</link><guid>g-{n}</guid>
      <pubDate>Tue, 11 Aug 2026 07:30:41 +0200</pubDate><remoteStatus>fully</remoteStatus><description>&lt;p&gt;Hej&lt;/p&gt;</description>
      <tt:locations><tt:location><tt:name>EU</tt:name><tt:city>Helsinki</tt:city><tt:country>Finland</tt:country></tt:location></tt:locations>
      <tt:department>Kitchen</tt:department></item>"""
    feed = '<rss xmlns:tt="https://teamtailor.com/locations"><channel><title>Acme jobs</title>{}</channel></rss>'
    posting = only("teamtailor", feed.format(item.format(n=1)))
    assert posting.places == (RawPlace(city="Helsinki", country="Finland"),) and posting.workplace == "remote"
    assert (posting.id, posting.employer, posting.description) == ("g-1", "Acme", "<p>Hej</p>")
    full = feed.format("".join(item.format(n=n) for n in range(100)))
    following = read("teamtailor", full, "acme", connector("teamtailor").requests("acme")).next
    assert following is not None and "offset=100" in following.url


def test_personio_one_id_at_two_offices() -> None:
    position = """<position><id>7</id><office>{}</office><additionalOffices><office>Berlin</office></additionalOffices><name>Koch (m/w/d)</name>
      <jobDescriptions><jobDescription><name>Aufgaben</name><value><![CDATA[<ul><li>Kochen</li></ul>]]></value></jobDescription></jobDescriptions>
      <employmentType>permanent</employmentType><schedule>full-time</schedule><createdAt>2025-11-04T08:40:52+00:00</createdAt></position>"""
    reading = read("personio", f"<workzag-jobs>{position.format('Köln')}{position.format('Bonn')}</workzag-jobs>")
    (posting,) = reading.postings
    assert [place.text for place in posting.places] == ["Köln", "Berlin", "Bonn"] and reading.merged == 1
    assert (
        posting.description == "<h3>Aufgaben</h3><ul><li>Kochen</li></ul>"
        and posting.employment_type == "full-time, permanent"
    )
    assert posting.url == "https://acme.jobs.personio.de/job/7"


def test_bamboohr_fills_one_of_two_places() -> None:
    row = {"id": "86", "jobOpeningName": "Clerk", "location": {"city": None, "state": None}, "locationType": "2", "isRemote": None,
           "atsLocation": {"country": "Canada", "province": "Ontario", "city": "Ottawa"}}  # fmt: skip
    reading = read("bamboohr", {"meta": {"totalCount": 1}, "result": [row]})
    assert reading.postings[0].places == (RawPlace(city="Ottawa", region="Ontario", country="Canada"),)
    assert (
        reading.postings[0].workplace == "hybrid"
        and reading.details[0].request.url == "https://acme.bamboohr.com/careers/86/detail"
    )


def test_breezy_keeps_pay_as_words() -> None:
    row = {"id": "98323abf2296", "name": "Clerk", "salary": "£100,000 – £120,000 / year", "location": {"city": "York", "is_remote": True},
           "company": {"name": "Acme"}, "url": "https://acme.breezy.hr/p/98323abf2296-clerk"}  # fmt: skip
    posting = only("breezy", [row])
    assert posting.pay == () and posting.pay_text.startswith("£100,000") and posting.workplace == "remote"


def test_jazzhr() -> None:
    job = "<job><id>x1</id><title>Clerk</title><status>{}</status><city>Enid</city><state>OK</state><description>&lt;p&gt;a&lt;/p&gt;</description></job>"
    reading = read("jazzhr", f"<jobs>{job.format('Open')}{job.format('Filled')}</jobs>")
    assert reading.postings[0].description == "<p>a</p>" and reading.postings[0].places == (
        RawPlace(city="Enid", region="OK"),
    )
    assert "Filled" in str(reading.refused[0].reason)


def test_pinpoint_respects_hidden_pay() -> None:
    row = {"id": "1", "title": "Clerk", "description": "<div><!--block-->Hi</div>", "benefits_header": "Perks", "benefits": "<p>Tea</p>",
           "compensation_minimum": 50, "compensation_maximum": 60, "compensation_currency": "USD", "compensation_frequency": "hour",
           "compensation": "$50 - $60 / hour", "compensation_visible": True, "workplace_type": "onsite"}  # fmt: skip
    posting = only("pinpoint", {"data": [row]})
    assert (
        posting.pay[0].period == "HOUR"
        and posting.description.endswith("<h3>Perks</h3><p>Tea</p>")
        and posting.workplace == "onsite"
    )
    hidden = only("pinpoint", {"data": [{**row, "compensation_visible": False}]})
    assert hidden.pay == () and hidden.pay_text == ""


def test_rippling_one_uuid_at_two_places_and_its_detail() -> None:
    row = {"uuid": "u-1", "name": "Clerk", "url": "https://ats.rippling.com/acme/jobs/u-1"}
    rows = [{**row, "workLocation": {"label": place}} for place in ("Tulsa, OK", "Remote (Texas, US)")]
    reading = read("rippling", rows)
    assert [place.text for place in reading.postings[0].places] == ["Tulsa, OK", "Remote (Texas, US)"] and len(
        reading.details
    ) == 1
    detail = {**row, "workLocations": ["Tulsa, OK"], "description": {"role": "<p>r</p>", "company": "<p>c</p>"}, "employmentType": {"label": "SALARIED_FT"},
              "payRangeDetails": [{"rangeStart": 50000, "rangeEnd": 60000, "currency": "USD", "frequency": "YEAR"}]}  # fmt: skip
    whole = reading.postings[0].completed(read("rippling", detail).postings[0])
    assert whole.pay[0].max == 60000 and whole.description == "<p>r</p>\n<p>c</p>"


def test_workday_list_pages_and_detail() -> None:
    token = "acme/wd5/Careers"
    row = {"title": "Clerk", "externalPath": "/job/US-OK-Tulsa/Clerk_R123-1", "locationsText": "2 Locations", "postedOn": "Posted 3 Days Ago",
           "bulletFields": ["R123"]}  # fmt: skip
    rows = [{**row, "externalPath": f"/job/US-OK-Tulsa/Clerk_R{n}"} for n in range(100, 120)]
    reading = read("workday", {"total": 25, "jobPostings": rows}, token, connector("workday").requests(token))
    assert reading.next is not None and json.loads(reading.next.body or b"")["offset"] == 20 and not reading.complete
    posting = read("workday", {"total": 1, "jobPostings": [row]}, token).postings[0]
    assert (posting.id, posting.requisition, posting.posted_ago, posting.places[0].text) == (
        "R123-1",
        "R123",
        3,
        "US-OK-Tulsa",
    )
    assert posting.url == "https://acme.wd5.myworkdayjobs.com/Careers/job/US-OK-Tulsa/Clerk_R123-1"
    assert (
        read("workday", {"total": 1, "jobPostings": [{**row, "postedOn": "Posted 30+ Days Ago"}]})
        .postings[0]
        .posted_ago
        is None
    )
    detail = {"jobPostingInfo": {"jobReqId": "R123", "title": "Clerk", "location": "US, OK, Tulsa", "additionalLocations": ["US, TX, Remote"],
              "startDate": "2026-08-18", "timeType": "Full time", "jobDescription": "<p>x</p>", "country": {"descriptor": "United States of America"}}}  # fmt: skip
    whole = posting.completed(read("workday", detail).postings[0])
    assert whole.id == "R123-1" and str(whole.posted_on) == "2026-08-18" and len(whole.places) == 2
    gone = read("workday", {"jobPostingInfo": {**detail["jobPostingInfo"], "posted": False}})
    assert gone.postings == () and "no longer posted" in str(gone.refused[0].reason)


def test_a_workday_list_at_its_limit_proves_no_absence() -> None:
    rows = [{"title": "Clerk", "externalPath": f"/job/Tulsa/Clerk_R{n}"} for n in range(2000)]
    assert read("workday", {"total": 1999, "jobPostings": rows[:1999]}).complete
    assert not read("workday", {"total": 2000, "jobPostings": rows}).complete


def test_icims_cards_and_pages() -> None:
    card = """<li class="iCIMS_JobCardItem"><div><span class="sr-only field-label">Job Locations</span><span>US-OK-Tulsa | US-OK-Enid</span></div>
      <a href="https://careers-acme.icims.com/jobs/{n}/clerk/job?in_iframe=1" title="{n} - Clerk"><h3>Clerk</h3></a>
      <dl><dt>Job ID</dt><dd><span>2026-{n}</span></dd></dl></li>"""
    page = (
        f"<html><body>Page 1 of 3<ul>{card.format(n=8214)}<li class='iCIMS_JobCardItem'>nothing</li></ul></body></html>"
    )
    reading = read("icims", page, "careers-acme")
    assert (reading.postings[0].id, reading.postings[0].requisition, reading.entries) == ("8214", "2026-8214", 2)
    assert [place.text for place in reading.postings[0].places] == ["US-OK-Tulsa", "US-OK-Enid"]
    assert reading.next is not None and "pr=1" in reading.next.url


def test_usajobs() -> None:
    row = {"PositionID": "X-1", "PositionTitle": "Park Ranger", "PositionURI": "https://www.usajobs.gov:443/GetJob/ViewDetails/437834500",
           "PositionLocation": [{"LocationName": "Anywhere in the U.S. (remote job)"}], "OrganizationName": "Parks",
           "PositionRemuneration": [{"MinimumRange": "20.5", "MaximumRange": "30", "RateIntervalCode": "PH"},
                                    {"MinimumRange": "1", "MaximumRange": "2", "RateIntervalCode": "WC"}],
           "PositionSchedule": [{"Name": "Full-time"}], "ApplicationCloseDate": "2026-09-01T23:59:59.997",
           "UserArea": {"Details": {"JobSummary": "Keep the park & its people safe.", "RemoteIndicator": "false"}}}  # fmt: skip
    document = {"SearchResult": {"SearchResultCountAll": 501, "UserArea": {"NumberOfPages": "2"}, "SearchResultItems": [
        {"MatchedObjectId": "437834500", "MatchedObjectDescriptor": row}]}}  # fmt: skip
    first = connector("usajobs").requests("LocationName=Tulsa, Oklahoma")
    reading = read("usajobs", document, "", first)
    (posting,) = reading.postings
    assert posting.workplace == "remote" and posting.url == "https://www.usajobs.gov/GetJob/ViewDetails/437834500"
    assert posting.pay == (Pay(20.5, 30, "USD", "HOUR", "stated", ""),) and "park &amp; its" in posting.description
    assert reading.next is not None and "Page=2" in reading.next.url
    with pytest.raises(KeyError, match="PROSPECT_USAJOBS_EMAIL"):
        first.filled({})


def test_completed_keeps_the_identity_and_what_the_page_leaves_out() -> None:
    listed = PostingData("x", "1", "Clerk", url="https://a.example/1", department="Office")
    whole = listed.completed(
        PostingData("y", "other", "Senior Clerk", url="https://a.example/2", description="<p>x</p>")
    )
    assert (whole.source, whole.id, whole.url, whole.title, whole.department) == (
        "x",
        "1",
        "https://a.example/1",
        "Senior Clerk",
        "Office",
    )


def test_an_entry_that_makes_no_sense_is_refused_with_its_number() -> None:
    def fails(row: Any) -> PostingData:
        raise ValueError("no sense")

    reading = Gathering().each([{"id": 3}, "text"], fails).reading()
    assert [refused.id for refused in reading.refused] == ["3", "#2"] and reading.entries == 2
