"""Answers as data: JSON, CSV, bare values, Markdown, databases and bibliographies."""

from __future__ import annotations

import io
import json
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from render.answers import ATLAS, CENSUS, drawn, fact, look_up

from factreport.answers import Answer, Column, Note, choose
from factreport.model import Record, Source, Topic
from factreport.render import FORMATS, Look, render

BIRDS = Topic("birds", "Birds", "Numbers and places.", ("storks", "cranes"))
FACTS = (
    fact("2016/2020", 6_000, qualifier="about", source="census-2021", paragraphs=(4, 5)),
    fact(2019, 12.5, topics=("birds", "land"), note="a\tb\nc\\d", area="Süd", source="atlas"),
    fact("2020-03", low=3, high=4.5, citation="“Atlas”, 2019"),
)
ANSWER = look_up(*FACTS, sources=(CENSUS, ATLAS))


# --- JSON, CSV, values ---------------------------------------------------------------------------


def test_json_is_an_array_of_flat_objects() -> None:
    """Every key in every object, null and numbers as they are; an object a line."""
    lines = drawn(ANSWER, "json").splitlines()
    assert (lines[0], lines[-1]) == ("[", "]")
    found = json.loads(drawn(ANSWER, "json"))
    assert [list(one) for one in found] == [list(Record._fields)] * 3
    assert found == [one.as_dict() for one in FACTS]
    assert drawn(ANSWER, "jsonl") == "".join(f"{line.rstrip(',')}\n" for line in lines[1:-1])
    assert '"area": "Süd"' in lines[2]


def test_nothing_is_an_empty_array_and_no_line() -> None:
    assert drawn(look_up(), "json") == "[]\n"
    assert drawn(look_up(), "jsonl") == ""
    assert drawn(look_up(), "csv") == f"{','.join(Record._fields)}\n"


def test_one_card_is_one_object_and_several_are_an_array() -> None:
    assert json.loads(drawn(replace(ANSWER, single={"id": "a"}), "json")) == {"id": "a"}
    several = replace(ANSWER, single=[{"id": "a"}, {"id": "b"}])
    assert json.loads(drawn(several, "json")) == [{"id": "a"}, {"id": "b"}]
    assert drawn(several, "jsonl") == '{"id": "a"}\n{"id": "b"}\n'


def test_csv_is_exact_and_tsv_keeps_a_record_on_its_line() -> None:
    chosen = choose(ANSWER, ["topics", "value", "note", "paragraphs"])
    assert drawn(chosen, "csv") == (
        'topics,value,note,paragraphs\nbirds,6000,,4;5\nbirds;land,12.5,"a\tb\nc\\d",\nbirds,,,\n'
    )
    assert drawn(chosen, "tsv").splitlines()[2] == "birds;land\t12.5\ta\\tb\\nc\\\\d\t"


def test_bare_values_are_one_a_line_and_a_range_is_both_its_ends() -> None:
    assert drawn(ANSWER, "value") == "6000\n12.5\n3\t4.5\n"
    assert drawn(choose(ANSWER, ["note"]), "value") == "a\tb\\nc\\d\n"


# --- Markdown ------------------------------------------------------------------------------------

MARKDOWN = """\
| Title | Area | Period | Value | Id | Source |
| --- | --- | --- | ---: | --- | --- |
| Breeding pairs of storks |  | 2016–2020 | ≈ 6,000 | storks | [^census-2021_4_5] |
| Breeding pairs of storks | Süd | 2019 | 12.5 | storks | [^atlas] |
| Breeding pairs of storks |  | March 2020 | 3–4.5 | storks | [^census-2021_4_5] |

Unit: pairs

[^census-2021_4_5]: Atlas \\[1\\], <https://example.org/a_b>

[^atlas]: 1\\. Annual report
"""


def test_markdown_has_the_citations_as_footnotes() -> None:
    """Each once; an address stays a link, and what would begin a list does not."""
    first, second, third = FACTS
    cited = "Atlas [1], https://example.org/a_b"
    place = {"source": first.source, "paragraphs": first.paragraphs, "citation": cited}
    facts = [
        first._replace(**place),
        second._replace(citation="1. Annual report"),
        third._replace(**place),
    ]
    assert drawn(look_up(*facts, sources=(CENSUS,)), "markdown") == MARKDOWN


def test_tables_in_one_document_do_not_mix_up_their_footnotes() -> None:
    """A label has the source, its paragraphs and its pages, so it stands for one citation."""
    labels = set()
    for place in ({"paragraphs": (4, 5)}, {"paragraphs": (4,)}, {"pages": (4,)}, {}):
        cited = fact(2020, 1, source="atlas", citation=f"Atlas, {place}", **place)
        answer = look_up(cited, fact(2021, 2), sources=(ATLAS,))
        labels |= set(re.findall(r"^\[\^(.*?)\]: ", drawn(answer, "markdown"), re.MULTILINE))
    assert labels == {"atlas_4_5", "atlas_4", "atlas_p4", "atlas"}


def test_one_citation_of_all_rows_is_one_footnote() -> None:
    """A document has its notes whatever its rows cite; pandoc would repeat it at each row."""
    facts = [fact(year, 1, source="atlas", pages=(4,), citation="Atlas, page 4") for year in (1, 2)]
    shown = drawn(look_up(*facts, sources=(ATLAS,)), "markdown")
    assert shown.endswith("\nSource: [^atlas_p4]\n\n[^atlas_p4]: Atlas, page 4\n")
    assert shown.count("[^atlas_p4]") == 2


def test_a_note_of_several_lines_has_them_in_markdown_too() -> None:
    about = [("Note", "One.\n- two\n\n\tThree.")]
    shown = drawn(Answer(fields=(), rows=(), columns=(), about=about), "markdown")
    assert shown == "- Note: One.\\\n  \\- two\n\n  Three.\n"


def test_an_address_in_markdown_ends_like_a_link_on_a_page() -> None:
    """Before Chinese text and a closing mark, but that of the source is known to its end."""
    noted = replace(
        look_up(), notes=[Note("(see https://example.org/a_(b)?x=1). 见https://a.cn/页。")]
    )
    assert r"(see <https://example.org/a_(b)?x=1>). 见<https://a.cn/>页。" in drawn(
        noted, "markdown"
    )
    chinese = CENSUS._replace(url="https://a.cn/公报.html")
    cited = fact(2020, 1, source="census-2021", citation=f"Census, {chinese.url}, page 3")
    answer = look_up(cited, fact(2021, 2), sources=(chinese,))
    assert "Census, <https://a.cn/公报.html>, page 3" in drawn(answer, "markdown")
    card = replace(answer, about=[("Address", "https://a.cn/公报.html")])
    for page in (card, choose(answer, ["citation"])):
        link = '<a href="https://a.cn/公报.html">https://a.cn/公报.html</a>'
        assert link in drawn(page, "html")
    assert "Address: <https://a.cn/公报.html>" in drawn(card, "markdown")
    assert "Census, <https://a.cn/公报.html>, page 3" in drawn(
        choose(answer, ["citation"]), "markdown"
    )
    odd = CENSUS._replace(url="https://a.cn/<2> “z”")
    noted = look_up(fact(2021, 2, note=f"At {odd.url}."), sources=(odd,))
    assert ">https://a.cn/&lt;2&gt; “z”</a>." in drawn(choose(noted, ["note"]), "html")
    assert "<https://a.cn/%3C2%3E%20“z”>." in drawn(choose(noted, ["note"]), "markdown")


def test_an_address_in_free_text_ends_before_what_closes_the_text() -> None:
    for text in (
        "[https://a.org/d].",
        "https://a.org/d…",
        "(“https://a.org/d”)",
        "{https://a.org/d}!",
    ):
        page = drawn(replace(look_up(), notes=[Note(text)]), "html")
        assert '<a href="https://a.org/d">https://a.org/d</a>' in page
    longer = replace(look_up(fact(2020, 1), sources=(CENSUS,)), notes=[Note(f"{CENSUS.url}/2020")])
    assert f'<a href="{CENSUS.url}/2020">' in drawn(longer, "html")


def test_what_is_said_of_the_whole_answer_begins_no_list() -> None:
    about = [("", "1. A summary"), ("", "+ Another"), ("Note", "- c")]
    shown = drawn(Answer(fields=(), rows=(), columns=(), about=about), "markdown")
    assert shown == "- 1\\. A summary\n- \\+ Another\n- Note: - c\n"


@pytest.mark.parametrize("format_", ["json", "jsonl", "csv", "tsv"])
def test_a_format_for_programs_works_out_no_columns(format_: str) -> None:
    texts = iter(["for people"])
    answer = Answer(fields=("id",), rows=[("a",)], columns=[Column("id", texts)])
    drawn(answer, format_)
    assert [*texts] == ["for people"]


def test_what_is_markup_is_escaped() -> None:
    title = "*a* | _b_ <c> `d` #e"
    shown = Answer(fields=("title",), rows=[(title,)], columns=[Column("title", [title])])
    assert r"\*a\* \| \_b\_ \<c\> \`d\` \#e" in drawn(shown, "markdown")
    noted = replace(shown, notes=[Note("+ not a list"), Note("- nor this"), Note("# nor that")])
    assert "\n\\+ not a list\n\n\\- nor this\n\n\\# nor that\n" in drawn(noted, "markdown")


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_pandoc_makes_notes_of_the_footnotes(tmp_path: Path) -> None:
    (tmp_path / "facts.md").write_text(MARKDOWN, encoding="utf-8")
    plain = pandoc(tmp_path, "facts.md", "-t", "plain")
    assert "[1] Atlas [1], https://example.org/a_b" in plain
    assert "[2] 1. Annual report" in plain or "[3] 1. Annual report" in plain


def pandoc(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["pandoc", *arguments], cwd=folder, capture_output=True, check=True, timeout=60
    )
    assert done.stderr == b""
    return done.stdout.decode()


# --- Bibliographies ------------------------------------------------------------------------------

MONTHLY = Source(
    id="monthly",
    title="The {monthly} & 50% of_it",
    author="B. Wren",
    publisher="Office #1",
    original_publisher=None,
    published="2021-03",
    accessed=None,
    url="https://example.org/a_b{c}",
    text=None,
    note="A note.",
    reference="ref",
)
BIBTEX = r"""@misc{census-2021,
  title = {{Census of birds}},
  author = {{A. Finch}},
  howpublished = {Bird Office},
  year = {2021},
  month = may,
  day = {4},
  url = {https://example.org/birds},
  urldate = {2021-06-01}
}

@misc{atlas,
  title = {{Atlas of wetlands}},
  year = {2019},
  note = {First published by Land Office}
}

@misc{monthly,
  title = {{The \{monthly\} \& 50\% of\_it}},
  author = {{B. Wren}},
  howpublished = {Office \#1},
  year = {2021},
  month = mar,
  url = {https://example.org/a_b%7Bc%7D}
}
"""


def test_bibtex_has_the_sources_of_an_answer() -> None:
    """A year, a month or a day as such, names and capitals as they are."""
    assert drawn(replace(ANSWER, sources=(CENSUS, ATLAS, MONTHLY)), "bibtex") == BIBTEX
    assert drawn(look_up(), "bibtex") == ""


def test_only_an_address_that_may_be_followed_is_one_in_a_bibliography() -> None:
    """Programs turn any text in this field into a link."""
    for url, kept in (("javascript:alert(1)", ""), (" https://a.org/b ", "https://a.org/b")):
        sources = [CENSUS._replace(url=url)]
        answer = replace(ANSWER, sources=sources)
        assert json.loads(drawn(answer, "csl"))[0].get("URL", "") == kept
        assert ("url = {https://a.org/b}" in drawn(answer, "bibtex")) == bool(kept)
        assert "javascript" not in drawn(answer, "bibtex")


def test_csl_has_the_sources_of_an_answer() -> None:
    found = json.loads(drawn(replace(ANSWER, sources=(CENSUS, ATLAS, MONTHLY)), "csl"))
    assert [one["issued"]["date-parts"] for one in found] == [[[2021, 5, 4]], [[2019]], [[2021, 3]]]
    assert found[0]["accessed"] == {"date-parts": [[2021, 6, 1]]}
    assert found[1] == {
        "id": "atlas",
        "type": "document",
        "title": "Atlas of wetlands",
        "original-publisher": "Land Office",
        "issued": {"date-parts": [[2019]]},
    }


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_tags_in_a_title_are_words_for_citation_programs(tmp_path: Path) -> None:
    """They are printed as the store has them, and nothing is set in bold."""
    title = "On <b>bold</b> signs <i> and H<sub>2</sub>O, a < b"
    sources = (CENSUS._replace(title=title),)
    (tmp_path / "sources.json").write_text(drawn(replace(ANSWER, sources=sources), "csl"), "utf-8")
    (tmp_path / "text.md").write_text("See @census-2021.\n", encoding="utf-8")
    cited = pandoc(tmp_path, "text.md", "--citeproc", "--bibliography=sources.json", "-t", "html")
    assert "<strong>" not in cited
    assert "<sub>" not in cited
    assert "&lt;\u2060b&gt;bold&lt;\u2060/b&gt;" in cited.lower()


def test_csl_is_valid_by_what_the_schema_says_of_an_item() -> None:
    """The names and types of https://github.com/citation-style-language/schema, csl-data.json."""
    texts = {"title", "publisher", "original-publisher", "URL", "note", "id", "type"}
    dates = {"issued", "accessed"}
    for item in json.loads(drawn(replace(ANSWER, sources=(CENSUS, ATLAS, MONTHLY)), "csl")):
        assert item.keys() <= {*texts, *dates, "author"}
        assert item["type"] in {"webpage", "document"}
        assert all(isinstance(item[name], str) for name in texts & item.keys())
        assert all(list(name) == ["literal"] for name in item.get("author", []))
        for name in dates & item.keys():
            (parts,) = item[name]["date-parts"]
            assert 1 <= len(parts) <= 3
            assert all(isinstance(part, int) for part in parts)


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("name", ["bibtex", "csl"])
def test_pandoc_cites_the_sources(tmp_path: Path, name: str) -> None:
    """``--citeproc`` finds each one and writes what is known of it."""
    ending = {"bibtex": "bib", "csl": "json"}[name]
    answer = replace(ANSWER, sources=(CENSUS, ATLAS, MONTHLY))
    (tmp_path / f"sources.{ending}").write_text(drawn(answer, name), encoding="utf-8")
    (tmp_path / "text.md").write_text("See @census-2021, @atlas and @monthly.\n", encoding="utf-8")
    cited = pandoc(
        tmp_path, "text.md", "--citeproc", f"--bibliography=sources.{ending}", "-t", "plain"
    )
    words = " ".join(cited.split())
    for part in ("A. Finch", "2021", "2019", "Census of birds", "The {monthly} & 50% of_it"):
        assert part.lower() in words.lower()


# --- Databases -----------------------------------------------------------------------------------


def database(answer: Answer, tmp_path: Path) -> sqlite3.Connection:
    path = tmp_path / "out.db"
    with path.open("wb") as content, io.TextIOWrapper(content, encoding="utf-8") as stream:
        render(FORMATS["sqlite"], answer, stream, Look())
    return sqlite3.connect(path)


def asked(answer: Answer, tmp_path: Path, sql: str) -> list[Any]:
    with closing(database(answer, tmp_path)) as opened:
        return opened.execute(sql).fetchall()


def test_columns_have_types(tmp_path: Path) -> None:
    """A year is found when given as text, and numbers keep their type."""
    assert asked(ANSWER, tmp_path, "SELECT value FROM facts WHERE year = '2019'") == [(12.5,)]
    sql = "SELECT typeof(value), typeof(year), typeof(low), typeof(note), topics FROM facts"
    assert asked(ANSWER, tmp_path, sql) == [
        ("integer", "null", "null", "null", "birds"),
        ("real", "integer", "null", "text", "birds;land"),
        ("null", "integer", "integer", "null", "birds"),
    ]
    types = dict(asked(ANSWER, tmp_path, "SELECT name, type FROM pragma_table_info('facts')"))
    assert (types["year"], types["value"], types["title"]) == ("INTEGER", "NUMERIC", "TEXT")
    assert list(types) == list(Record._fields)


def test_sources_and_topics_are_tables_with_keys(tmp_path: Path) -> None:
    answer = replace(ANSWER, topics=(BIRDS, Topic("land", "Land", None, ())))
    sql = (
        "SELECT facts.value, sources.title FROM facts JOIN sources ON sources.id = facts.source"
        " ORDER BY 1"
    )
    assert asked(answer, tmp_path, sql) == [(12.5, "Atlas of wetlands"), (6000, "Census of birds")]
    assert asked(answer, tmp_path, "SELECT * FROM fact_topics") == [
        ("storks", "birds"),
        ("storks", "land"),
    ]
    assert asked(answer, tmp_path, "SELECT keywords FROM topics") == [("storks;cranes",), ("",)]
    assert asked(answer, tmp_path, "PRAGMA foreign_key_check") == []


def test_an_integer_beyond_64_bits_keeps_its_digits(tmp_path: Path) -> None:
    answer = Answer(fields=("change",), rows=[(2**64,), (-(2**63),)], columns=[])
    assert asked(answer, tmp_path, "SELECT change, typeof(change) FROM facts") == [
        (str(2**64), "text"),
        (-(2**63), "integer"),
    ]


def test_the_database_is_the_same_where_sqlite_gives_no_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As before Python 3.11; and nothing is left of the file that it goes through."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))

    class Earlier(sqlite3.Connection):
        serialize = property()

    monkeypatch.setattr(
        "factreport.render.sqlite.sqlite3.connect",
        lambda path, usual=sqlite3.connect: usual(path, factory=Earlier),
    )
    path = tmp_path / "out.db"
    with path.open("wb") as content, io.TextIOWrapper(content, encoding="utf-8") as stream:
        render(FORMATS["sqlite"], ANSWER, stream, Look())
    monkeypatch.undo()
    with closing(sqlite3.connect(path)) as opened:
        assert opened.execute("SELECT count(*) FROM facts").fetchone() == (3,)
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert list(temporary.iterdir()) == []
