"""The Python API: a store is opened, asked and read without the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from growth import grows_in_proportion

import factreport
from factreport import Period, Problem, Query, Record, ReportError, Store, open_store
from factreport.errors import QueryError, StoreError

Write = Callable[..., str]

_TEXT = factreport.texts.parse("draft.md", b"12 birds")


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda store: factreport.audit("draft.md", store), "text"),
        (lambda store: factreport.audit(None, store), "text"),
        (lambda _: factreport.verify(None), "store"),
        (lambda store: factreport.verify(store, text="draft.md"), "text"),
        (lambda store: store.select({"years": [2020]}), "the query"),
        (lambda _: factreport.read_text(None), "a path"),
        (lambda store: factreport.audit(_TEXT, store, with_small="no"), "with_small"),
        (lambda store: store.titles(3, limit=1), "the beginning"),
        (lambda store: store.titles(kinds=3, limit=1), "kinds"),
        (lambda store: store.titles(limit="1"), "limit"),
        (lambda store: store.suggestions(None), "a name"),
        (lambda store: store.nearest_to("3", 1), "figure"),
        (lambda store: store.file_of_source(3), "an id"),
        (lambda store: store.line_of(3), "an id"),
        (lambda store: store.lines_of(Query(), 3), "numbers"),
        (lambda store: store.lines_of(Query(), ["0"]), "numbers"),
        (lambda store: store.lines_of(Query(), [-1]), "numbers"),
        (lambda store: store.lines_of(Query(), [8]), "numbers"),
        (lambda _: Query(years=b"2020"), "years"),
        (lambda _: Query(years=Period("2020", "2020-01-01", "2020-12-31", "year")), "years"),
    ],
)
def test_a_wrong_type_is_an_error_with_the_name_of_the_argument(
    call: Callable[[Any], Any], name: str, example: str
) -> None:
    with pytest.raises(QueryError, match=f"^{name} must be "):
        call(open_store(example))


def test_from_a_store_to_a_list_of_dicts(example: str) -> None:
    """Open, select, as_dict: three steps from a file to plain data."""
    store = open_store(example)
    rows = [one.as_dict() for one in store.select(Query(kinds=["metric"], years=[2019]))]
    assert rows[-1] == {
        "kind": "metric",
        "id": "wet-share",
        "title": "Share of land that is wet",
        "topics": ["wetlands"],
        "area": None,
        "group": None,
        "period": "2019",
        "year": 2019,
        "start": "2019-01-01",
        "end": "2019-12-31",
        "value": 12.5,
        "low": None,
        "high": None,
        "unit": "percent",
        "qualifier": None,
        "status": None,
        "written": "12.5%",
        "summary": None,
        "by": None,
        "source": "atlas",
        "paragraphs": [],
        "pages": [],
        "citation": "“Atlas of wetlands”",
        "note": None,
    }


def test_a_store_is_opened_from_any_kind_of_path(example: str) -> None:
    """Strings, pathlib paths, folders, and none at all."""
    path = Path(example)
    for paths in ((example,), (path,), (path.parent,), (example, path)):
        assert len(open_store(*paths).select(Query())) == 8
    assert open_store().select(Query())


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (
            Query(topics=["brids"]),
            'unknown topic "brids"; did you mean "birds"? known: birds, wetlands',
        ),
        (Query(sources=["x"]), 'unknown source "x"; known: census-2021, atlas'),
        (Query(areas=["x"]), 'unknown area "x"; known: Northland, Südmark'),
    ],
)
def test_an_unknown_name_is_an_error(query: Query, words: str, example: str) -> None:
    """A name that the store does not have is a QueryError, never an empty list."""
    store = open_store(example)
    with pytest.raises(QueryError) as caught:
        store.select(query)
    assert caught.value.problems == (words,)
    assert isinstance(caught.value, ReportError)


@pytest.mark.parametrize("field", ["vlaue", "value; DROP TABLE fact", '"', "--value", ""])
def test_an_unknown_field_is_an_error(field: str, example: str) -> None:
    """Only a field of Record sorts; anything else never reaches the index."""
    with pytest.raises(QueryError, match="unknown field"):
        open_store(example).select(Query(sort=field))


@pytest.mark.parametrize("name", ["sources", "topics", "coverage", "names", "id_of_title"])
def test_a_name_of_the_wrong_type_is_an_error(name: str, example: str) -> None:
    """It says what it must be."""
    with pytest.raises(QueryError, match=r'must be text, not "3"'):
        getattr(open_store(example), name)(3)


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: store.sources("\ud800"),
        lambda store: store.topics("\ud800"),
        lambda store: store.titles("\ud800", limit=1),
        lambda store: store.id_of_title("\ud800"),
        lambda store: store.suggestions("\ud800"),
        lambda store: store.file_of_source("\ud800"),
        lambda store: store.line_of("\ud800"),
        lambda _: Query(areas="\ud800"),
    ],
)
def test_what_no_store_can_contain_is_an_error(ask: Callable[[Any], Any], example: str) -> None:
    with pytest.raises(QueryError, match="is not text in UTF-8"):
        ask(open_store(example))


def test_a_time_of_the_day_is_its_day() -> None:
    """A datetime, such as pandas has them, is a date to Python."""
    noon = datetime(2021, 1, 26, 12, tzinfo=timezone.utc)
    assert Period.of(noon) == Period.parse("2021-01-26")
    assert Query(years=noon, as_of=noon) == Query(years=noon.date(), as_of="2021-01-26")


@pytest.mark.parametrize("when", [None, 2020.0, True, b"2020", ["2020"]])
def test_what_is_no_period_is_an_error(when: Any) -> None:
    for read in (Period.of, Period.parse):
        with pytest.raises(ValueError, match="is not a period"):
            read(when)


def test_very_many_sources_are_asked_for_at_once(store: Write) -> None:
    """More than any SQLite takes as parameters; they come in the order of the store."""
    opened = open_store(store("".join(f'[source.s{at}]\ntitle = "S"\n' for at in range(20))))
    ids = [f"s{at}" for at in range(300_000)]
    assert [source.id for source in opened.sources(*reversed(ids))] == ids[:20]


def test_errors_carry_their_problems_as_data(store: Write) -> None:
    """Each problem of a refused store can be read by a program: file, line, entry, words."""
    path = store("[claim.a]\n[claim.b]\ntitle = 1\ntopics = 2\n")
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert all(isinstance(one, Problem) for one in caught.value.problems)
    assert [(one.line, one.entry) for one in caught.value.problems] == [  # type: ignore[attr-defined]
        *((1, "claim.a"), (1, "claim.a"), (3, "claim.b"), (4, "claim.b"))
    ]
    with pytest.raises(StoreError) as missing:
        open_store("/nowhere/at/all.toml")
    assert missing.value.problems == ("/nowhere/at/all.toml: No such file or directory",)


def test_a_store_tells_what_it_covers(example: str) -> None:
    """Sources, topics and names come in the order of the store."""
    store = open_store(example)
    assert [one.id for one in store.sources()] == ["census-2021", "atlas"]
    assert [one.title for one in store.sources("atlas")] == ["Atlas of wetlands"]
    assert store.sources("none") == []
    assert [one.id for one in store.topics("wetlands", "birds")] == ["birds", "wetlands"]
    assert store.names("area") == ["Northland", "Südmark"]
    assert store.suggestions("stork") == ["storks"]
    assert Path(store.files[0].name) == Path(example)


def test_every_public_name_is_there_and_documented() -> None:
    """What ``__all__`` promises can be imported, has a docstring and shows up in dir()."""
    for name in factreport.__all__:
        assert getattr(factreport, name).__doc__, name
    functions = ("audit", "open_store", "read_text", "verify")
    classes = (Period, Problem, Query, Record, ReportError, Store)
    assert set(factreport.__all__) == {*(one.__name__ for one in classes), *functions}
    assert set(factreport.__all__) <= set(dir(factreport))
    for name in ("select", "count", "sources", "topics", "resolve", "line_of", "lines_of"):
        assert getattr(Store, name).__doc__
    with pytest.raises(AttributeError, match="module 'factreport' has no attribute 'nothing'"):
        factreport.nothing  # noqa: B018


def test_the_package_is_typed() -> None:
    """A marker file tells type checkers, and the public functions have annotations."""
    assert Path(factreport.__file__).with_name("py.typed").is_file()
    assert get_type_hints(Record)["value"] == float | None
    assert get_type_hints(Store.select)["return"] == list[Record]


def test_importing_the_package_costs_little() -> None:
    """``import factreport`` loads neither click nor rich nor SQLite until they are needed."""
    code = (
        "import sys; before = {*sys.modules}; import factreport;"
        "print(*{'click', 'rich', 'sqlite3', 'tomli'} & ({*sys.modules} - before))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, encoding="utf-8"
    )
    assert ended.stdout == "\n"


def test_records_are_plain_values(example: str) -> None:
    """A record is hashable, compares by value and can be changed into another."""
    first, *_ = open_store(example).select(Query())
    again, *_ = open_store(example).select(Query())
    assert first == again
    assert len({first, again}) == 1
    changed: Any = first._replace(value=1)
    assert changed.value == 1
    assert os.fspath(example)


def test_entries_are_found_in_their_files(example: str) -> None:
    """The file and the line of a header."""
    store = open_store(example)
    text = Path(example).read_text(encoding="utf-8").splitlines()
    for id_, header in (
        ("storks", "[metric.storks]"),
        ("mowing", "[policy.mowing]"),
        ("birds", "[topic.birds]"),
        ("atlas", "[source.atlas]"),
    ):
        line = store.line_of(id_)
        assert line is not None
        assert (line[0].name, text[line[1] - 1]) == (example, header)
    assert store.line_of("nothing") is None


def test_facts_are_found_in_their_files(example: str) -> None:
    """Those of an answer with these numbers, in this order; twice the same one too."""
    store = open_store(example)
    text = Path(example).read_text(encoding="utf-8").splitlines()
    query = Query(ids=["storks", "mowing"])
    periods = [record.period for record in store.select(query)]
    lines = [text[line - 1] for _, line in store.lines_of(query, range(len(periods)))]
    assert [line.split()[3] for line in lines[:-1]] == ["2018,", "2020,", '"2016/2020",', "2020,"]
    assert lines[-1] == "[policy.mowing]"
    assert [text[line - 1] for _, line in store.lines_of(query, [4, 0, 0])] == [
        *(lines[4], lines[0], lines[0])
    ]
    assert store.lines_of(query, []) == []


def test_a_file_is_walked_once_for_all_its_facts(store: Write) -> None:
    """A check of a large store asks for the lines of thousands."""

    def lines(count: int) -> None:
        rows = "".join(f"{{ value = {value} }},\n" for value in range(count))
        head = '[topic.t]\ntitle = "T"\n[metric.m]\ntitle = "M"\ntopics = ["t"]\nunit = "people"\n'
        opened = open_store(store(f"{head}observations = [\n{rows}]\n"))
        found = opened.lines_of(Query(), range(count))
        assert [line for _, line in found] == [*range(8, 8 + count)]

    assert grows_in_proportion(lines, 50)


def test_a_file_that_has_changed_since_has_no_lines(example: str) -> None:
    """Those that were indexed are not where they were."""
    store = open_store(example)
    with open(example, "a", encoding="utf-8") as stream:
        stream.write("# end\n")
    with pytest.raises(StoreError, match="has changed since the store was opened"):
        store.line_of("storks")


def test_the_keywords_of_entries_are_told(store: Write) -> None:
    """By id; those without any are left out."""
    path = store(
        '[topic.t]\ntitle = "T"\nkeywords = ["k"]\n[claim.c]\ntitle = "C"\ntopics = ["t"]\n'
        'keywords = ["a b", "c"]\n[claim.d]\ntitle = "D"\ntopics = ["t"]\n'
    )
    opened = open_store(path)
    assert opened.keywords() == {"c": ("a b", "c")}
    assert opened.topics()[0].keywords == ("k",)


def test_what_checks_find_has_the_same_names_everywhere() -> None:
    """A figure's words are its text and an explanation is a message, as field and as attribute."""
    from factreport.answers import lists, text_figures, verifications
    from factreport.auditing import FIELDS as AUDITED
    from factreport.auditing import Finding
    from factreport.verification import Verification

    assert "text" in text_figures.FIELDS
    assert {"text", "message"} < {*AUDITED}
    assert "message" in verifications.FIELDS
    assert "message" in lists.PROBLEM_FIELDS
    assert all(
        "message" in fields for fields in (Finding._fields, Verification._fields, Problem._fields)
    )
    assert not {"words", "figure"} & {*text_figures.FIELDS, *AUDITED, *verifications.FIELDS}
