"""Documents in every state: damaged, mis-encoded, hostile."""

from __future__ import annotations

import gzip
import json

import pytest

from prospect.sources.documents import MOST_BYTES, decode, mended, read_json, read_xml
from prospect.sources.tables import read_csv


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
    def test_marked_encodings(self, encoding: str) -> None:
        assert read_json('{"a": "Zürich"}'.encode(encoding)).value == {"a": "Zürich"}

    def test_windows_1252_without_a_word_about_it(self) -> None:
        assert decode("Café – £40k".encode("cp1252")) == "Café – £40k"

    def test_a_declared_encoding(self) -> None:
        text = "<?xml version='1.0' encoding='iso-8859-2'?><a>Poznań</a>"
        assert read_xml(text.encode("iso-8859-2")).root.text == "Poznań"

    @pytest.mark.parametrize("said", ["£40k – €50k", "Zürich’s “best” café", "Łódź 🚀 naïve"])
    def test_text_that_was_read_as_windows_1252_once(self, said: str) -> None:
        twice = (
            said.encode().decode("cp1252", "replace")
            if "\ufffd" not in said.encode().decode("cp1252", "replace")
            else None
        )
        if twice is None:
            twice = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in said.encode())
        assert mended(twice) == said

    @pytest.mark.parametrize("said", ["São Paulo", "MÜNCHEN", "Ã la carte", "Âge", "señor"])
    def test_text_that_was_not_is_left_alone(self, said: str) -> None:
        assert mended(said) == said

    def test_a_compressed_file_is_unpacked_up_to_a_limit(self) -> None:
        assert read_xml(gzip.compress(b"<urlset><url/></urlset>")).root.tag == "urlset"
        assert len(decode(gzip.compress(bytes(40_000_000), 1))) == MOST_BYTES
        assert decode(b"\x1f\x8bnot really")


class TestJson:
    whole = json.dumps(
        {
            "jobs": [{"id": n, "tags": ["a", {"b": [1, 2]}], "text": 'a "quote" ] }'} for n in range(5)],
            "meta": {"total": 5},
        }
    )

    def test_every_cut_keeps_the_whole_entries(self) -> None:
        ends = [self.whole.index(f'{{"id": {n}') for n in range(5)]
        for cut in range(1, len(self.whole)):
            document = read_json(self.whole[:cut])
            assert document.damaged is not None
            complete = sum(1 for end in ends[1:] if cut >= end - 2)
            jobs = (document.value or {}).get("jobs", [])
            assert [job["id"] for job in jobs][:complete] == list(range(complete))
            assert all(job["tags"] == ["a", {"b": [1, 2]}] for job in jobs)

    def test_raw_newlines_in_strings_are_read(self) -> None:
        assert read_json('{"a": "one\ntwo\t"}').value == {"a": "one\ntwo\t"}

    @pytest.mark.parametrize(
        "data", [b"", b"  ", b"<html>", b"null and void", b"[" * 100_000, b'{"a": ' + b"9" * 10_000 + b"}"]
    )
    def test_what_is_no_document_says_so(self, data: bytes) -> None:
        document = read_json(data)
        assert document.value is None and str(document.damaged).endswith(".")


class TestXml:
    def test_named_entities_and_bare_ampersands_are_forgiven(self) -> None:
        document = read_xml(b"<a><b>R&D&nbsp;caf&eacute; &amp; <![CDATA[x & y &nbsp;]]></b></a>")
        assert document.damaged is None
        assert "".join(document.root.itertext()) == "R&D\xa0café & x & y &nbsp;"

    def test_mismatched_tags_are_read_as_far_as_they_go(self) -> None:
        document = read_xml(b"<jobs><job><id>1</id></job><job><id>2</Id></job></jobs>")
        assert document.damaged is not None
        assert [one.text for one in document.root.iter("id")] == ["1", "2"]

    def test_a_cut_document_keeps_what_came(self) -> None:
        document = read_xml(b"<jobs><job><id>1</id></job><job><id>2")
        assert document.damaged is not None
        assert document.root.find("job").find("id").text == "1"

    @pytest.mark.parametrize(
        "bomb",
        [
            '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;&x;&x;">]><a>&y;</a>',
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
            '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1/">%x;]><a/>',
        ],
    )
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_bombs_and_foreign_entities_are_refused(self, bomb: str, encoding: str) -> None:
        document = read_xml(bomb.encode(encoding))
        assert document.root is None and "entities" in str(document.damaged)

    def test_control_characters_are_left_out(self) -> None:
        assert read_xml(b"<a>one\x0btwo</a>").root.text == "onetwo"

    @pytest.mark.parametrize("data", [b"", b"just words", b'{"a": 1}'])
    def test_what_is_no_xml_says_so(self, data: bytes) -> None:
        assert read_xml(data).root is None


class TestCsv:
    def test_semicolons_quotes_and_line_breaks_in_cells(self) -> None:
        table = read_csv('Title;Place\n"Nurse; nights";"Tulsa,\nOK"\n\nCook;\n'.encode("utf-8-sig"))
        assert table.rows == [{"Title": "Nurse; nights", "Place": "Tulsa,\nOK"}, {"Title": "Cook", "Place": ""}]

    def test_a_file_that_ends_in_a_quote_keeps_the_rows_before(self) -> None:
        table = read_csv(b'Title,Place\nNurse,Tulsa\n"Cook,Tul')
        assert [row["Title"] for row in table.rows] == ["Nurse"] and table.damaged is not None
