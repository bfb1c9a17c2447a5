"""`prospect lexicon title|level|similar|rank`: the shapes that scripts rely on."""

import io
import json

import pytest

from prospect.config.command import main


@pytest.fixture
def run(capsys, monkeypatch):
    def run(*args, given=""):
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
        code = main(["lexicon", *args])
        return code, capsys.readouterr()

    return run


def test_title_reads_lines_and_objects(run):
    code, said = run("title", "-", given='Staff Nurse\n{"text": "java developer"}\n')
    first, second = map(json.loads, said.out.splitlines())
    assert code == 0
    assert first["text"] == "Staff Nurse"
    assert first["occupation"] == {"id": "registered-nurse", "name": "Registered nurse", "soc": "29-1141"}
    assert first["level"] is None
    assert first["parts"] == [{"kind": "title", "text": "Staff Nurse", "start": 0, "end": 11}]
    assert second["skills"] == ["java"]
    assert {"title", "version"} <= second.keys()


def test_level(run):
    code, said = run("level", given="Sr. Welder\nWelder\n")
    assert code == 0
    assert [json.loads(line) for line in said.out.splitlines()] == [
        {"text": "Sr. Welder", "level": "senior"},
        {"text": "Welder", "level": None},
    ]


def test_similar(run):
    code, said = run("similar", "back end developer", "--top", "30")
    found = [json.loads(line) for line in said.out.splitlines()]
    assert code == 0
    assert all(set(one) == {"title", "occupation", "score", "reason"} for one in found)
    assert "full-stack-developer" in {one["occupation"] for one in found}


def test_rank_answers_all_documents_best_first(run, tmp_path):
    among = tmp_path / "titles.tsv"
    among.write_text("a\twelder\nb\tstaff nurse\nc\tmetal fabricator\n", encoding="utf-8")
    code, said = run("rank", "--among", str(among), given="q\tMIG welder\n")
    rows = [line.split("\t") for line in said.out.splitlines()]
    assert code == 0
    assert [row[:2] for row in rows] == [["q", "a"], ["q", "c"], ["q", "b"]]
    assert [float(row[2]) for row in rows] == sorted((float(row[2]) for row in rows), reverse=True)


def test_rank_cuts_at_top_and_passes_over_a_line_without_a_tab(run, tmp_path):
    among = tmp_path / "titles.tsv"
    among.write_text("a\twelder\nno tab\nb\tstaff nurse\n", encoding="utf-8")
    assert len(run("rank", "--among", str(among), "--top", "1", given="q\tnurse\n")[1].out.splitlines()) == 1
    code, said = run("rank", "--among", str(among), given="no tab\nq\tnurse\n")
    assert code == 0
    assert len(said.out.splitlines()) == 2
    assert said.err.count("without a tab") == 2


def test_rank_refuses_titles_that_are_not_there(run, tmp_path):
    code, said = run("rank", "--among", str(tmp_path / "none.tsv"), given="q\tnurse\n")
    assert code == 1
    assert "could not be read" in said.err


def test_no_input_answers_nothing_and_says_so(run):
    code, said = run("title", given="")
    assert (code, said.out) == (0, "")
    assert said.err.startswith("There was no line to read")
