"""Connectors of lists, feeds, pages and files: each with its quirks, in invented postings."""

from __future__ import annotations

import json
from typing import Any

import pytest

from prospect.lexicon.pay import Pay
from prospect.sources import hiring_line
from prospect.sources.connectors import connector
from prospect.sources.posting import RawPlace
from tests.sources.test_boards import only, read


def test_remote_boards_state_where_from() -> None:
    remotive = only(
        "remotive",
        {
            "jobs": [
                {"id": 1, "title": "Clerk", "candidate_required_location": "USA, CST (UTC-6)", "salary": "$55k - $100k"}
            ]
        },
    )
    assert (
        remotive.places == (RawPlace("USA, CST (UTC-6)", workplace="remote"),) and remotive.pay_text == "$55k - $100k"
    )
    jobicy = only(
        "jobicy",
        {
            "jobs": [
                {
                    "id": 1,
                    "jobTitle": "R&amp;D Clerk",
                    "jobGeo": "LATAM,  Hong Kong",
                    "jobLevel": "Any",
                    "annualSalaryMin": "50000",
                    "salaryCurrency": "USD",
                }
            ]
        },
    )
    assert (
        jobicy.title == "R&D Clerk"
        and [place.text for place in jobicy.places] == ["LATAM", "Hong Kong"]
        and jobicy.level == ""
    )
    assert jobicy.pay == (Pay(50000, None, "USD", "YEAR", "stated", ""),)
    himalayas = only(
        "himalayas",
        {
            "jobs": [
                {"guid": "https://himalayas.app/x", "title": "Clerk", "companyName": "name", "expiryDate": 1788915531}
            ]
        },
    )
    assert himalayas.employer == "" and str(himalayas.closes_on) == "2026-09-09"


def test_remoteok_notice_and_marker_are_no_posting() -> None:
    row = {"id": "9", "position": "Clerk", "salary_min": 0, "salary_max": 0, "location": "Enid, ",
           "description": "Work.<br/><br/>Please mention the word **LOVED** and tag RMTg5 when applying to show you're human (#RMTg5)."}  # fmt: skip
    posting = only("remoteok", [{"legal": "link back", "last_updated": 1}, row])
    assert posting.pay == () and posting.description == "Work." and posting.places[0].text == "Enid"


@pytest.mark.parametrize(
    ("title", "employer", "clean"),
    [
        ("Acme: Clerk", "Acme", "Clerk"),
        ("Acme : Clerk: nights", "Acme", "Clerk: nights"),
        ("Clerk", "", "Clerk"),
        ("A:B: Clerk", "A:B", "Clerk"),
    ],
)
def test_weworkremotely_titles(title: str, employer: str, clean: str) -> None:
    item = f"""<item><title>{title}</title><region>Anywhere in the World</region><link>https://weworkremotely.com/remote-jobs/x</link>
      <description>&lt;img src="logo"/&gt; &lt;p&gt; &lt;strong&gt;Headquarters:&lt;/strong&gt; Oslo &lt;/p&gt;&lt;div&gt;Work&lt;/div&gt;</description>
      <expires_at>Thu, 10 Sep 2026 07:30:41 +0000</expires_at></item>"""
    posting = only("weworkremotely", f"<rss><channel>{item}</channel></rss>")
    assert (posting.employer, posting.title, posting.description) == (employer, clean, "<div>Work</div>")
    assert str(posting.closes_on) == "2026-09-10"


def test_weworkremotely_reads_its_categories_too() -> None:
    first = connector("weworkremotely").requests("")
    assert len(read("weworkremotely", "<rss><channel/></rss>", "", first).also) == 10
    category = connector("weworkremotely").requests("remote-design-jobs")
    assert read("weworkremotely", "<rss><channel/></rss>", "remote-design-jobs", category).also == ()


def test_arbeitnow_counts_its_own_pages() -> None:
    first = connector("arbeitnow").requests("")
    row = {"slug": "clerk-1", "title": "Clerk", "remote": False, "location": "Berlin", "created_at": 1786807824}
    reading = read("arbeitnow", {"data": [row], "links": {"next": "https://elsewhere.example/"}}, "", first)
    assert reading.next is not None and reading.next.url.endswith("page=2")
    assert read("arbeitnow", {"data": []}, "", reading.next).next is None


def test_adzuna_leaves_predictions_out() -> None:
    row = {"id": "1", "title": "<strong>Clerk</strong> &amp; Cook", "company": {"display_name": "Acme"}, "location": {"display_name": "Tulsa", "area": ["US", "Oklahoma"]},
           "salary_min": 50000, "salary_max": 60000, "salary_is_predicted": "0", "redirect_url": "https://www.adzuna.com/land/ad/1"}  # fmt: skip
    assert only("adzuna", {"count": 1, "results": [row]}).pay == (Pay(50000, 60000, "USD", "YEAR", "stated", ""),)
    assert only("adzuna", {"count": 1, "results": [{**row, "salary_is_predicted": "1"}]}).pay == ()
    assert only("adzuna", {"count": 1, "results": [row]}).title == "Clerk & Cook"
    assert "{PROSPECT_ADZUNA_KEY}" in connector("adzuna").requests("us/what=nurse").url


class TestHackerNews:
    def test_tree_hits_and_the_search_for_the_thread(self) -> None:
        comment = "Acme | Clerk | Tulsa, OK | ONSITE | Full-time | $50k<p>We do things."
        tree = {
            "id": 1,
            "children": [
                {"id": 2, "text": comment, "author": "a", "created_at": "2026-05-05T00:00:00Z", "children": []},
                {"id": 3, "text": None},
            ],
        }
        posting = only("hn", tree)
        assert (posting.employer, posting.title, posting.workplace, posting.pay_text) == (
            "Acme",
            "Clerk",
            "onsite",
            "$50k",
        )
        hits = [
            {"objectID": "2", "comment_text": comment, "parent_id": 1, "story_id": 1},
            {"objectID": "4", "comment_text": comment, "parent_id": 2, "story_id": 1},
        ]
        assert [one.id for one in read("hn", {"hits": hits}).postings] == ["2"]
        threads = [
            {"title": "Ask HN: Who wants to be hired?", "objectID": "8"},
            {"title": "Ask HN: Who is hiring? (May 2026)", "objectID": "9"},
        ]
        following = read("hn", {"hits": threads}).next
        assert following is not None and following.url.endswith("/items/9")

    @pytest.mark.parametrize(
        ("line", "employer", "roles", "places", "workplace"),
        [
            (
                "Acme (YC W22) | Senior Nurse Engineer, Payments | REMOTE (US)",
                "Acme",
                ["Senior Nurse Engineer, Payments"],
                ["REMOTE (US)"],
                "remote",
            ),
            (
                "Acme (https://acme.io) | Designer, Data Analyst | Oslo, Norway | Hybrid",
                "Acme",
                ["Designer", "Data Analyst"],
                ["Oslo, Norway"],
                "hybrid",
            ),
            (
                "Acme — Sales Director — Remote or Onsite in Enid",
                "Acme",
                ["Sales Director"],
                ["Remote or Onsite in Enid"],
                None,
            ),
            ("Python Developer | REMOTE (EMEA)", "", ["Python Developer"], ["REMOTE (EMEA)"], "remote"),
            (
                "Acme | Tulsa | Full-time<p>We look for:<p>- Line Engineer<p>- Chief of Staff<p>Do you like it?",
                "Acme",
                ["Line Engineer", "Chief of Staff"],
                ["Tulsa"],
                None,
            ),
            (
                "Company: Acme<p>Role: Marketing Manager<p>Location: Leeds, UK",
                "Acme",
                ["Marketing Manager"],
                ["Leeds, UK"],
                None,
            ),
        ],
    )
    def test_first_lines(
        self, line: str, employer: str, roles: list[str], places: list[str], workplace: str | None
    ) -> None:
        found = hiring_line.read(line)
        assert found is not None
        assert (found.employer, list(found.roles), list(found.places), found.workplace) == (
            employer,
            roles,
            places,
            workplace,
        )

    @pytest.mark.parametrize(
        "line",
        [
            "Great thread, thanks!",
            "SEEKING WORK | Developer | Remote",
            "@pat do you sponsor visas?",
            "",
            "Acme | Remote<p>We are nice.",
        ],
    )
    def test_what_is_no_offer(self, line: str) -> None:
        assert hiring_line.read(line) is None


def page(*blocks: Any) -> str:
    return (
        "<html><head>"
        + "".join(
            f'<script type="application/ld+json">{block if isinstance(block, str) else json.dumps(block)}</script>'
            for block in blocks
        )
        + "</head></html>"
    )


JOB: dict[str, Any] = {
    "@type": "JobPosting",
    "title": "Clerk",
    "hiringOrganization": {"name": "Acme"},
    "url": "https://acme.example/jobs/1",
}


class TestJobPosting:
    @pytest.mark.parametrize(
        "block",
        [
            JOB, [JOB], {"@graph": [{"@type": "WebPage"}, JOB]}, {"@type": "WebPage", "mainEntity": {"@type": "ItemList", "itemListElement": [{"item": JOB}]}},
            {**JOB, "@type": ["JobPosting", "Thing"]}, {**JOB, "@type": "http://schema.org/JobPosting"}, {**{k.upper() if k == "title" else k: v for k, v in JOB.items()}},
            "<!-- " + json.dumps(JOB) + " -->", "//<![CDATA[\n" + json.dumps(JOB) + "\n//]]>", json.dumps(JOB).replace('"', "&quot;"),
            json.dumps(JOB)[:-1] + ",}", json.dumps({**JOB, "description": "one|two"}).replace("|", "\n"),
        ],
    )  # fmt: skip
    def test_in_every_wrapping(self, block: Any) -> None:
        posting = only("jsonld", page(block))
        assert (posting.title, posting.employer, posting.url) == ("Clerk", "Acme", "https://acme.example/jobs/1")

    def test_lists_where_texts_are_due_and_one_wrong_address_for_all(self) -> None:
        wrong = {"@type": "PostalAddress", "addressLocality": "Menlo Park", "addressCountry": {"name": ["USA"] * 3}}
        places = [{"@type": "Place", "name": name, "address": wrong} for name in ("Tulsa, OK", "Remote, US")]
        posting = only("jsonld", page({**JOB, "jobLocation": places, "employmentType": ["FULL_TIME", "PART_TIME"]}))
        assert [(place.text, place.city) for place in posting.places] == [("Tulsa, OK", ""), ("Remote, US", "")]
        assert posting.employment_type == "FULL_TIME, PART_TIME"

    def test_pay_scope_and_parts_of_the_text(self) -> None:
        stated = {**JOB, "baseSalary": {"currency": "USD", "value": {"minValue": 20, "maxValue": "25.50", "unitText": "HOUR"}}, "jobLocationType": "TELECOMMUTE",
                  "applicantLocationRequirements": [{"@type": "Country", "name": "Canada"}], "description": "&lt;p&gt;a\\nb&lt;/p&gt;", "qualifications": "Care"}  # fmt: skip
        posting = only("jsonld", page(stated))
        assert posting.pay == (Pay(20, 25.5, "USD", "HOUR", "stated", ""),) and posting.workplace == "remote"
        assert posting.places == (RawPlace("Canada", workplace="remote"),)
        assert posting.description == "<p>a\nb</p>\n<h3>Qualifications</h3>\nCare"
        assert only("jsonld", page({**JOB, "baseSalary": 52000})).pay == ()

    def test_many_of_one_page_without_ids(self) -> None:
        blank = {"@type": "JobPosting", "hiringOrganization": "Acme", "identifier": "acme"}
        reading = read("jsonld", page([{**blank, "title": "Clerk"}, {**blank, "title": "Cook"}]), "")
        assert len({posting.id for posting in reading.postings}) == 2

    def test_a_page_without_and_a_page_with_a_broken_block(self) -> None:
        assert read("jsonld", "<html><p>No openings</p></html>").refused == ()
        broken = read("jsonld", page(JOB, '{"@type": "JobPosting", "title": '))
        assert len(broken.postings) == 1 and broken.damaged is not None


def test_sitemaps() -> None:
    index = "<sitemapindex><sitemap><loc>https://a.example/pages.xml</loc></sitemap><sitemap><loc>https://a.example/jobs.xml</loc></sitemap></sitemapindex>"
    assert [request.url for request in read("sitemap", index).also] == ["https://a.example/jobs.xml"]
    urls = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/about</loc></url><url><loc>https://a.example/careers/1</loc></url></urlset>'
    assert [detail.request.url for detail in read("sitemap", urls).details] == ["https://a.example/careers/1"]
    assert len(read("sitemap", page(JOB)).postings) == 1


def test_indeed_xml() -> None:
    job = "<job><title><![CDATA[ Cook ]]></title><referencenumber>r-1</referencenumber><url>https://a.example/1</url><company>Acme</company><city>Enid</city>" \
          "<state>OK</state><country>US</country><salary>$15 an hour</salary><jobtype>parttime</jobtype><remotetype>Hybrid remote</remotetype>" \
          "<expirationdate>2026-09-30</expirationdate><description><![CDATA[<p>Cook</p>]]></description></job>"  # fmt: skip
    posting = only("indeed_xml", f"<source><publisher>x</publisher>{job}</source>")
    assert (posting.id, posting.title, posting.employer, posting.workplace) == ("r-1", "Cook", "Acme", "hybrid")
    assert posting.places == (RawPlace(city="Enid", region="OK", country="US"),) and posting.pay_text == "$15 an hour"
    assert str(posting.closes_on) == "2026-09-30" and read("indeed_xml", "<source/>").refused == ()


def test_indeed_xml_in_other_words() -> None:
    feed = '<jobs><JOB id="7"><NAME>Cook</NAME><LINK>https://a.example/7</LINK><REGION>Enid, OK</REGION><EXPIRE>2026-09-30</EXPIRE></JOB></jobs>'
    posting = only("indeed_xml", feed)
    assert (posting.id, posting.title, posting.places, str(posting.closes_on)) == (
        "7",
        "Cook",
        (RawPlace("Enid, OK"),),
        "2026-09-30",
    )


class TestFeeds:
    def test_rss_with_fields_of_its_own(self) -> None:
        item = """<item><guid>g</guid><link>https://a.example/1</link><title>Clerk</title><description>&lt;p&gt;File&lt;/p&gt;</description>
          <j:minimumSalary>65</j:minimumSalary><j:maximumSalary>85</j:maximumSalary><j:salaryCurrency>USD</j:salaryCurrency><j:salaryInterval>Hour</j:salaryInterval>
          <j:location>Remote</j:location><j:qualifications>&lt;p&gt;Care&lt;/p&gt;</j:qualifications></item>"""
        posting = only(
            "feed", f'<rss xmlns:j="http://j.example/"><channel><title>City of Enid Jobs</title>{item}</channel></rss>'
        )
        assert posting.employer == "City of Enid" and posting.pay == (Pay(65, 85, "USD", "HOUR", "stated", ""),)
        assert posting.description == "<p>File</p>\n<h3>Qualifications</h3><p>Care</p>"

    def test_atom(self) -> None:
        entry = """<entry><id>tag:1</id><title>Clerk</title><link rel="alternate" href="https://a.example/1"/><published>2026-08-01T00:00:00Z</published>
          <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>File &amp; sort</p></div></content></entry>"""
        posting = only("feed", f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Acme careers</title>{entry}</feed>')
        assert (posting.id, posting.url, posting.employer) == ("tag:1", "https://a.example/1", "Acme")
        assert posting.description == "<div><p>File &amp; sort</p></div>" and str(posting.posted_on) == "2026-08-01"

    def test_json_feed(self) -> None:
        posting = only(
            "feed",
            {
                "version": "https://jsonfeed.org/version/1.1",
                "items": [
                    {
                        "id": "1",
                        "url": "https://a.example/1",
                        "title": "Clerk",
                        "content_html": "<p>x</p>",
                        "_jobposting": JOB,
                    }
                ],
            },
        )
        assert (posting.id, posting.employer, posting.description) == ("1", "Acme", "<p>x</p>")

    def test_an_empty_feed_is_no_damage_and_a_page_is(self) -> None:
        assert read("feed", "<rss><channel><title>x</title></channel></rss>").refused == ()
        assert read("feed", "<html><body>login</body></html>").damaged is not None


class TestFiles:
    def test_csv(self) -> None:
        table = "Job Title;Company;City;State;Salary Min;Salary Max;Currency;Pay Period;Closing Date\nCook;Acme;Enid;OK;30000;35000;USD;year;31.12.2026\n"
        posting = only("csv", table)
        assert (posting.title, posting.employer, str(posting.closes_on)) == ("Cook", "Acme", "2026-12-31")
        assert posting.pay == (Pay(30000, 35000, "USD", "YEAR", "stated", ""),) and posting.id
        assert read("csv", "a,b\n1,2\n").damaged is not None and read("csv", "").refused == ()

    def test_json_lists_lines_and_nesting(self) -> None:
        row = {"job_title": "Cook", "company": {"display_name": "Acme"}, "location": {"city": "Enid", "state": "OK"}}
        for document in (
            [row],
            {"data": [row]},
            {"anything": [row]},
            row,
            json.dumps(row) + "\n" + json.dumps({**row, "id": 2}),
        ):
            reading = read("json", document)
            assert reading.damaged is None and reading.postings[0].employer == "Acme"
            assert reading.postings[0].places == (RawPlace(city="Enid", region="OK"),)
        assert only("json", [JOB]).employer == "Acme"

    def test_the_same_row_has_the_same_id(self) -> None:
        rows = [{"title": "Cook", "company": "Acme"}, {"title": "Cook", "company": "Acme"}]
        reading = read("json", rows)
        assert len(reading.postings) == 1 and reading.merged == 1


def test_a_title_in_fun_and_a_title_with_pay() -> None:
    fun = hiring_line.read("Acme | /^Full-?stack Engineer$/i | Remote (Europe)<p>We build things.")
    assert fun is not None
    assert fun.roles == ("Full-stack Engineer",)
    paid = hiring_line.read("Acme | London | Support Engineer (£30k–£55k) | Full-time<p>We build things.")
    assert paid is not None
    assert "£30k–£55k" in paid.pay
    assert not any("£" in role for role in paid.roles)
    body = hiring_line.read("Acme | London | Multiple roles<p>Support Engineer £30k–£55k<p>Data Engineer £60k")
    assert body is not None
    assert body.roles == ("Support Engineer", "Data Engineer")
    assert body.pay == "£30k–£55k"
