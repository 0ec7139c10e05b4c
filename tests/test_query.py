"""Questions: every filter, alone and together, and the laws that they keep."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import Report
from hypothesis import given
from hypothesis import strategies as st

from factreport import Query, Record, Store, Years, open_store
from factreport.figures import read_figure
from factreport.model import QUALIFIERS

Write = Callable[..., str]

CJK = """\
[topic.jobs]
title = "就业"
[topic.skills]
title = "Compétences"
summary = "unheard-of words that are not part of a fact"
[metric.workers]
title = "贫困劳动力就业人数"
topics = ["jobs"]
unit = "people"
area = "Île-de-France"
observations = [{ year = 2020, value = 1, note = "Naïve ESTIMATE; e-mail, don’t_split" }]
[claim.straße]
title = "x"
topics = ["skills"]
"""


@pytest.fixture
def birds(example: str) -> Store:
    return open_store(example)


def keys(records: Sequence[Record]) -> list[str]:
    """Each record by its id, period and area, as far as it has them."""
    return [" ".join(filter(None, (one.id, one.period, one.area))) for one in records]


ALL = [
    "storks 2018 Northland",
    "storks 2020 Northland",
    "storks 2016/2020 Northland",
    "storks 2020 Südmark",
    "wet-share 2019",
    "mowing 2016/2020 Northland",
    "count-day 2020-06-30",
    "oldest",
]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(), ALL),
        (Query(kinds=["metric"]), ALL[:5]),
        (Query(kinds=["event", "policy"]), ALL[5:7]),
        (Query(ids=["oldest", "wet-share"]), [ALL[4], ALL[7]]),
        (Query(ids=["nothing"]), []),
        (Query(topics=["birds"]), [*ALL[:4], *ALL[6:]]),
        (Query(topics=["birds", "wetlands"]), ALL),
        (Query(areas=["Südmark"]), ALL[3:4]),
        (Query(areas=["sudmark", "NORTHLAND"]), [*ALL[:4], ALL[5]]),
        (Query(sources=["atlas"]), ALL[4:6]),
        (Query(sources=["atlas", "census-2021"]), ALL[:7]),
        # Years: the ends included, a span for every year that it overlaps
        (Query(years=[2018]), [ALL[0], ALL[2], ALL[5]]),
        (Query(years=[2015]), []),
        (Query(years=[2016]), [ALL[2], ALL[5]]),
        (Query(years=[2019]), [ALL[2], ALL[4], ALL[5]]),
        (Query(years=[2020]), [*ALL[1:4], *ALL[5:7]]),
        (Query(years=[2021]), []),
        (Query(years=["2019-2020"]), ALL[1:7]),
        (Query(years=["..2017"]), [ALL[2], ALL[5]]),
        (Query(years=["2020.."]), [*ALL[1:4], *ALL[5:7]]),
        (Query(years=[Years(2018, 2018), 2019]), [ALL[0], ALL[2], *ALL[4:6]]),
        # Parts narrow each other
        (Query(kinds=["metric"], years=[2020], areas=["Northland"]), ALL[1:3]),
        (Query(topics=["wetlands"], sources=["census-2021"], years=[2018]), [ALL[0], ALL[2]]),
        (Query(topics=["birds"], sources=["atlas"]), []),
        # The newest observation of each metric and area, and what is no metric
        (Query(latest=True), [ALL[1], *ALL[3:]]),
        (Query(latest=True, years=["..2018"]), [ALL[2], ALL[5]]),
        (Query(latest=True, kinds=["metric"], areas=["Northland"]), ALL[1:2]),
        # How many
        (Query(limit=0), []),
        (Query(limit=2), ALL[:2]),
        (Query(limit=100), ALL),
        (Query(kinds=["claim"], limit=1), ALL[7:]),
        # Words: all of them, in id, title, topics, area, summary and note
        (Query(text=["storks"]), ALL[:4]),
        (Query(text=["STORKS", "breeding"]), ALL[:4]),
        (Query(text=["storks", "sudmark"]), ALL[3:4]),
        (Query(text=["stork"]), [*ALL[:4], ALL[7]]),
        (Query(text=["stor"]), [*ALL[:4], ALL[7]]),
        (Query(text=["tork"]), []),
        (Query(text=["breeding pairs"]), ALL[:4]),
        (Query(text=["pairs breeding"]), []),
        (Query(text=["wet-share"]), ALL[4:5]),
        (Query(text=["volunteers"]), ALL[3:4]),
        (Query(text=["chicks"]), ALL[5:6]),
        (Query(text=["oldest thirty"]), []),
        (Query(text=["oldest", "thirty"]), ALL[7:]),
        (Query(text=["Finch"]), []),
        (Query(text=[""]), []),
        (Query(text=["?!"]), []),
        (Query(text=['"', "storks"]), []),
        (Query(text=["storks OR oldest"]), []),
        (Query(text=["title:storks"]), []),
        (Query(text=["storks*"]), ALL[:4]),
    ],
    ids=str,
)
def test_each_part_of_a_question_narrows_the_answer(
    birds: Store, query: Query, expected: list[str]
) -> None:
    """Values of one part widen it, parts narrow each other, and the order is the store's."""
    assert keys(birds.select(query)) == expected
    assert keys(list(birds.iterate(query))) == expected
    assert birds.count(query) == len(expected)


@pytest.mark.parametrize(
    "text",
    [
        "劳动",
        "就业",
        "貧困"[1:],
        "ile de france",
        "ÎLE",
        "naive",
        "estimate",
        "mail",
        "don t",
        "split",
    ],
)
def test_words_are_found_in_any_script(text: str, store: Write) -> None:
    """Case, accents and width don't matter; Chinese is found without blanks between words."""
    path = store(CJK.replace("[claim.straße]", "[claim.s]"))
    assert [one.id for one in open_store(path).select(Query(text=[text]))] == ["workers"]


@pytest.mark.parametrize(
    ("title", "found", "missed"),
    [
        ("서울시 인구", ["서울", "인구", "서울시 인구"], ["울시"]),
        ("ガス料金", ["カス", "料金"], ["金料"]),
    ],
)
def test_other_scripts_are_found(
    title: str, found: list[str], missed: list[str], store: Write
) -> None:
    """Korean by the beginnings of its words, Japanese by any of its characters."""
    path = store(f'[topic.t]\ntitle = "T"\n[claim.c]\ntitle = "{title}"\ntopics = ["t"]\n')
    opened = open_store(path)
    assert [one for one in found if not opened.count(Query(text=[one]))] == []
    assert [one for one in missed if opened.count(Query(text=[one]))] == []


@pytest.mark.parametrize(("text", "found"), [("competences", ["s"]), ("unheard", []), ("业就", [])])
def test_a_topic_is_searched_by_id_and_title(text: str, found: list[str], store: Write) -> None:
    """A topic's title leads to its facts, its summary doesn't; the order of characters counts."""
    path = store(CJK.replace("[claim.straße]", "[claim.s]"))
    assert [one.id for one in open_store(path).select(Query(text=[text]))] == found


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("value", [12.5, 310, 1200, 1500, 6000, None, None, None]),
        ("-value", [6000, 1500, 1200, 310, 12.5, None, None, None]),
    ],
)
def test_facts_are_sorted_with_those_without_a_value_last(
    sort: str, expected: list[float | None], birds: Store
) -> None:
    """Whichever way round, what lacks the field comes last."""
    assert [one.value for one in birds.select(Query(sort=sort))] == expected


@pytest.mark.parametrize("field", Record._fields)
def test_every_field_sorts_and_ties_keep_the_order_of_the_store(field: str, birds: Store) -> None:
    """Absent comes last both ways, and equal ones stay as they are in the store."""

    def key(one: Record) -> Any:
        value = getattr(one, field)
        if field == "topics":
            return ";".join(value)
        return value[0] if isinstance(value, tuple) else value

    records = birds.select(Query())
    lacking = [one for one in records if getattr(one, field) in (None, ())]
    present = [one for one in records if one not in lacking]
    folded: Callable[[Record], Any] = lambda one: (  # noqa: E731
        key(one).lower() if isinstance(key(one), str) else key(one)
    )
    assert birds.select(Query(sort=field)) == sorted(present, key=folded) + lacking
    descending = sorted(present, key=folded, reverse=True)
    assert birds.select(Query(sort=f"-{field}")) == descending + lacking


def test_paragraphs_are_sorted_as_numbers(store: Write) -> None:
    """Paragraph 10 comes after paragraph 9."""
    claims = "".join(
        f'[claim.c{number}]\ntitle = "C"\ntopics = ["t"]\nparagraph = {number}\n'
        for number in (10, 9, 100)
    )
    path = store(f'[topic.t]\ntitle = "T"\n{claims}[claim.d]\ntitle = "D"\ntopics = ["t"]\n')
    found = open_store(path).select(Query(sort="paragraphs"))
    assert [one.id for one in found] == ["c9", "c10", "c100", "d"]


def test_the_newest_of_several_with_the_same_period_are_all_kept(store: Write) -> None:
    """Two figures that disagree are both the newest; a year is newer than a span up to it."""
    path = store(
        '[topic.t]\ntitle = "T"\n[metric.m]\ntitle = "M"\ntopics = ["t"]\nunit = "u"\n'
        "observations = [{ value = 0 }, { year = 2020, value = 1 }, { year = 2020, value = 2 },"
        ' { period = "2016/2020", value = 3 }, { year = 2019, value = 4 },'
        ' { year = 2010, value = 6, area = "Elsewhere" }]\n'
        '[metric.n]\ntitle = "N"\ntopics = ["t"]\nunit = "u"\nobservations = [{ value = 5 }]\n'
    )
    assert [one.value for one in open_store(path).select(Query(latest=True))] == [1, 2, 6, 5]


def test_coverage_counts_what_the_questions_find(birds: Store) -> None:
    """The counts by topic, source and year are those of the look-ups."""
    for subject, part in (("topic", "topics"), ("source", "sources")):
        for name, counts in birds.coverage(subject).items():  # type: ignore[arg-type]
            parts: dict[str, Any] = {part: [name]}
            query = Query(**parts)
            assert counts.facts == birds.count(query)
            for kind in ("metric", "policy", "event", "claim"):
                assert getattr(counts, kind) == birds.count(query._replace(kinds=[kind]))
    assert sum(counts.facts for counts in birds.coverage("year").values()) == len(ALL)


def test_years_are_those_of_the_answer(birds: Store) -> None:
    """The periods of an answer, each once."""
    found = birds.years(Query(kinds=["metric"]))
    assert sorted(found) == [(2016, 2020), (2018, 2018), (2019, 2019), (2020, 2020)]
    assert birds.years(Query(ids=["oldest"])) == []


# --- Laws, over stores of any content -------------------------------------------------------------


class Generated(NamedTuple):
    """A store as text, and what its records must be."""

    text: str
    records: list[dict[str, Any]]


_TOPICS, _SOURCES, _AREAS = ["t", "u"], ["s", "r"], ["Here", "Over there", "Südmark"]
_LINES = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf"]), min_size=1, max_size=12
).filter(str.strip)
_VALUES = st.one_of(
    st.integers(-(2**63) + 1, 2**63 - 1),
    st.floats(-(2**62), 2**62, allow_nan=False, width=64),
)
_WHENS = st.one_of(
    st.none(),
    st.integers(2014, 2022).map(lambda year: ("year", year)),
    st.tuples(st.integers(2014, 2018), st.integers(2018, 2022)).map(lambda s: ("period", s)),
    st.dates().map(lambda day: ("date", day)),
)
_NUMBERS = st.lists(st.integers(1, 99), max_size=3, unique=True)


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


_FACTS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["metric", "policy", "event", "claim"]),
        "title": _LINES,
        "topics": st.lists(st.sampled_from(_TOPICS), min_size=1, max_size=2, unique=True),
        "area": _maybe(st.sampled_from(_AREAS)),
        "when": _WHENS,
        "value": _VALUES,
        "unit": _LINES,
        "qualifier": _maybe(st.sampled_from(QUALIFIERS)),
        "summary": _maybe(_LINES),
        "status": _maybe(st.sampled_from(["in force", "planned"])),
        "by": _maybe(_LINES),
        "source": _maybe(st.sampled_from(_SOURCES)),
        "paragraph": _NUMBERS,
        "page": _NUMBERS,
        "note": _maybe(_LINES),
    }
)


def _toml(value: Any) -> str:
    if isinstance(value, (str, list)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _when(when: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The key of the store, and the fields of the record."""
    if when is None:
        return {}, {}
    kind, value = when
    if kind == "period":
        first, last = value
        iso = f"{first}/{last}" if first < last else str(first)
    else:
        first = last = value if kind == "year" else value.year
        iso = str(value)
    fields = {"period": iso, "start_year": first, "end_year": last}
    given = {kind: iso if kind == "period" else value}
    return given, {**fields, "year": first if first == last else None}


def _cited(source: str | None, paragraphs: list[int], pages: list[int]) -> str | None:
    def numbers(noun: str, of: list[int]) -> str:
        *first, last = map(str, of)
        return f"{noun}s {', '.join(first)} and {last}" if first else f"{noun} {last}"

    parts = [f"“{source}”"] if source else []
    parts += [numbers("paragraph", paragraphs)] if paragraphs else []
    parts += [numbers("page", pages)] if pages else []
    return ", ".join(parts) or None


def _write(fact: dict[str, Any], number: int) -> Generated:
    """One entry of a store, and the record that it must become."""
    kind, one = fact["kind"], f"f{number}"
    if kind == "event" and fact["when"] is None:
        fact = {**fact, "when": ("year", 2020)}
    when, period = _when(fact["when"])
    keys = ["title", "topics", "area", "summary", "source", "note"]
    keys += {"policy": ["status"], "claim": ["by"], "metric": ["unit"]}.get(kind, [])
    given = {key: fact[key] for key in keys if fact[key] is not None}
    given |= {key: fact[key] for key in ("paragraph", "page") if fact[key]}
    observation = {"value": fact["value"], **when}
    if fact["qualifier"] and kind == "metric":
        observation["qualifier"] = fact["qualifier"]
    lines = [f"{key} = {_toml(value)}" for key, value in ({} if kind == "metric" else when).items()]
    lines += [f"{key} = {_toml(value)}" for key, value in given.items()]
    if kind == "metric":
        inside = ", ".join(f"{key} = {_toml(value)}" for key, value in observation.items())
        lines.append(f"observations = [{{ {inside} }}]")
    own = {"unit": fact["unit"], "value": fact["value"], "qualifier": fact["qualifier"]}
    expected = {
        **dict.fromkeys(Record._fields),
        **{key: given.get(key) for key in Record._fields if key in given},
        **period,
        **(own if kind == "metric" else {}),
        "kind": kind,
        "id": one,
        "paragraphs": fact["paragraph"],
        "pages": fact["page"],
        "citation": _cited(fact["source"], fact["paragraph"], fact["page"]),
    }
    return Generated("\n".join([f"[{kind}.{one}]", *lines, ""]), [expected])


def _store(facts: list[dict[str, Any]]) -> Generated:
    """A store whose entries are grouped by kind, as TOML's tables are."""
    kinds = list(dict.fromkeys(fact["kind"] for fact in facts))
    ordered = sorted(facts, key=lambda fact: kinds.index(fact["kind"]))
    written = [_write(fact, number) for number, fact in enumerate(ordered)]
    defined = [f'[topic.{one}]\ntitle = "{one}"\n' for one in _TOPICS]
    defined += [f'[source.{one}]\ntitle = "{one}"\n' for one in _SOURCES]
    text = "".join([*defined, *(one.text for one in written)])
    return Generated(text, [record for one in written for record in one.records])


_STORES = st.lists(_FACTS, max_size=6).map(_store)
_YEARS = st.tuples(st.integers(2014, 2022), st.integers(0, 4)).map(
    lambda pair: Years(pair[0], pair[0] + pair[1])
)
_FILTERS: dict[str, st.SearchStrategy[Any]] = {
    "kinds": st.lists(st.sampled_from(["metric", "policy", "event", "claim"]), max_size=2),
    "topics": st.lists(st.sampled_from(_TOPICS), max_size=2),
    "years": st.lists(_YEARS, max_size=2),
    "sources": st.lists(st.sampled_from(_SOURCES), max_size=2),
    "text": st.lists(st.sampled_from(["t", "u", "f1", "here"]), max_size=2),
}


def _opened(text: str) -> Store:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "facts.toml")
        path.write_text(text, encoding="utf-8")
        return open_store(str(path))


def _overlap(record: dict[str, Any], years: list[Years]) -> bool:
    first, last = record["start_year"], record["end_year"]
    return first is not None and any(one.first <= last and one.last >= first for one in years)


@given(_STORES)
def test_what_is_written_is_what_is_read(generated: Generated) -> None:
    """Every record has exactly what its entry says, in the store's order, and so has its JSON."""
    found = _opened(generated.text).select(Query())
    assert [record.as_dict() for record in found] == generated.records
    through = json.loads(json.dumps([record.as_dict() for record in found]))
    assert through == generated.records
    tuples = {"topics", "paragraphs", "pages"}
    again = [
        Record._make(tuple(part) if key in tuples else part for key, part in one.items())
        for one in through
    ]
    assert again == found


@given(_STORES, st.fixed_dictionaries(_FILTERS))
def test_a_filter_selects_what_it_says(generated: Generated, parts: dict[str, Any]) -> None:
    """The answer is what a plain reading of the records gives: a subset, in the store's order."""
    parts = {**parts, "text": []}
    expected = [
        one
        for one in generated.records
        if (not parts["kinds"] or one["kind"] in parts["kinds"])
        and (not parts["topics"] or set(one["topics"]) & set(parts["topics"]))
        and (not parts["sources"] or one["source"] in parts["sources"])
        and (not parts["years"] or _overlap(one, parts["years"]))
    ]
    found = _opened(generated.text).select(Query(**parts))
    assert [record.as_dict() for record in found] == expected


@given(_STORES, st.fixed_dictionaries(_FILTERS))
def test_filters_commute(generated: Generated, parts: dict[str, Any]) -> None:
    """All filters at once give what each gives alone, whichever comes first."""
    opened = _opened(generated.text)
    together = opened.select(Query(**parts))
    alone = [opened.select(Query(**{part: asked})) for part, asked in parts.items()]
    everything = opened.select(Query())
    assert together == [one for one in everything if all(one in found for found in alone)]
    assert opened.count(Query(**parts)) == len(together)


# A metric of several observations, each with an area and a note of its own or that of the metric.
_PHRASES = st.sampled_from(
    ["", "north", "north sea", "sea coast", "coast", "old north", "bird sea"]
)
_SPOKEN = st.fixed_dictionaries(
    {
        **dict.fromkeys(("title", "summary", "area", "note"), _PHRASES),
        "observations": st.lists(
            st.fixed_dictionaries({"area": _PHRASES, "note": _PHRASES}), min_size=1, max_size=3
        ),
    }
)


def _spoken(metric: dict[str, Any], number: int) -> str:
    def keys(texts: dict[str, Any]) -> list[str]:
        return [
            f'{key} = "{text}"' for key, text in texts.items() if isinstance(text, str) and text
        ]

    rows = [
        ", ".join([f"value = {value}", *keys(one)])
        for value, one in enumerate(metric["observations"])
    ]
    lines = keys({**metric, "title": metric["title"] or "x"})
    lines += ['topics = ["t"]', 'unit = "pairs"']
    lines.append(f"observations = [{', '.join(f'{{ {row} }}' for row in rows)}]")
    return "\n".join([f"[metric.m{number}]", *lines, ""])


def _holds(record: Record, text: str) -> bool:
    """Whether a text occurs in one of the fields: its words side by side, the last one begun."""
    fields = [record.id, record.title, "t", "Birds", record.area, record.summary, record.note]
    return any(f" {text}" in f" {field}".lower() for field in fields if field)


@given(
    st.lists(_SPOKEN, min_size=1, max_size=3),
    st.lists(
        st.sampled_from(["north", "nor", "north sea", "sea", "coast", "old", "bird", "t", "m1"])
    ),
)
def test_words_are_found_where_they_are_said(metrics: list[Any], texts: list[str]) -> None:
    """Each text in any of the fields of the very fact; not in those of another observation."""
    entries = [_spoken(metric, number) for number, metric in enumerate(metrics)]
    opened = _opened("".join(['[topic.t]\ntitle = "Birds"\n', *entries]))
    everything = opened.select(Query())
    expected = [one for one in everything if all(_holds(one, text) for text in texts)]
    assert opened.select(Query(text=texts)) == expected
    ranked = opened.select(Query(text=texts, best_first=True))
    assert sorted(ranked, key=everything.index) == expected


@pytest.mark.parametrize("text", ["north sea", "sea north", "nörd"])
def test_words_of_two_observations_are_no_phrase(text: str, store: Write) -> None:
    """Their areas stand side by side in the index, and are told apart all the same."""
    path = store(
        '[topic.t]\ntitle = "T"\n[metric.m]\ntitle = "M"\ntopics = ["t"]\nunit = "x"\n'
        'observations = [{ value = 1, area = "North" }, { value = 2, area = "Sea" },'
        ' { value = 3, area = "Nörd", note = "Sea" }]\n'
    )
    found = open_store(path).select(Query(text=[text]))
    assert [one.value for one in found] == ([3] if text == "nörd" else [])


MEASURED = """\
[topic.t]
title = "T"
[metric.emissions]
title = "Emissions"
topics = ["t"]
unit = "million tonnes"
observations = [{ value = 36.8 }, { value = 0 }, { value = 100 }]
[metric.share]
title = "Share"
topics = ["t"]
unit = "percent"
observations = [{ value = 36.8 }]
"""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("36.8 million tonnes", [36.8]),
        ("36.8", [36.8, 36.8]),
        ("36,800,000", [36.8]),
        ("36.8%", [36.8]),
        ("0", [0]),
        ("100 million", [100]),
        ("1,000 million", []),
    ],
)
def test_a_figure_finds_a_value_as_stored_and_as_a_plain_number(
    words: str, found: list[float], store: Write
) -> None:
    """With a magnitude in its unit a value has two forms; what fits both is found once."""
    opened = open_store(store(MEASURED))
    query = Query(figure=read_figure(words), best_first=True)
    selected = opened.select(query)
    assert [one.value for one in selected] == found
    assert [one.id for one in selected][:1] == ["share" if "%" in words else "emissions"][
        : len(found)
    ]
    assert opened.count(query) == len(found)


def test_a_figure_with_a_sign_finds_what_has_it(store: Write) -> None:
    """Money is no percentage, no other money and no number of things."""
    units = ("people", "percent", "US dollars", "EUR per tonne", "million $")
    metrics = "".join(
        f'[metric.m{number}]\ntitle = "M"\ntopics = ["t"]\nunit = "{unit}"\n'
        f"observations = [{{ value = 5 }}]\n"
        for number, unit in enumerate(units)
    )
    opened = open_store(store(f'[topic.t]\ntitle = "T"\n{metrics}'))
    found = {
        words: [one.unit for one in opened.select(Query(figure=read_figure(words)))]
        for words in ("5 people", "5%", "$5", "5 euros", "5 pounds", "$5 million")
    }
    assert found == {
        "5 people": list(units),
        "5%": ["percent"],
        "$5": ["US dollars", "million $"],
        "5 euros": ["EUR per tonne"],
        "5 pounds": [],
        "$5 million": ["million $"],
    }


@pytest.mark.parametrize(
    ("words", "near"), [("63.8 million", 36.8), ("38.6", 36.8), ("1 billion", 100)]
)
def test_what_a_figure_may_have_meant_is_found_in_both_forms(
    words: str, near: float, store: Write
) -> None:
    """A slip is looked for among the values as stored and among the plain numbers."""
    figure = read_figure(words)
    assert figure is not None
    assert near in [one.value for one in open_store(store(MEASURED)).neighbours(figure)]


@given(_STORES, st.sampled_from(Record._fields), st.booleans(), st.integers(0, 7))
def test_sorting_and_limiting_lose_nothing(
    generated: Generated, field: str, is_descending: bool, limit: int
) -> None:
    """A sorted answer holds the same records; a limit takes the first of them."""
    opened = _opened(generated.text)
    query = Query(sort=f"-{field}" if is_descending else field)
    found = opened.select(query)
    assert sorted(found, key=lambda one: one.id) == sorted(
        opened.select(Query()), key=lambda one: one.id
    )
    assert opened.select(query._replace(limit=limit)) == found[:limit]


def test_the_command_writes_what_the_query_selects(example: str, report: Report) -> None:
    """The JSON of the command reads back as the records."""
    expected = [record.as_dict() for record in open_store(example).select(Query(kinds=["metric"]))]
    assert report("metric", "--facts", example).json == expected


@given(st.lists(st.integers(2**53 - 3, 2**63 - 1), min_size=1, max_size=4, unique=True))
def test_large_integers_are_found_exactly(values: list[int]) -> None:
    """Where a float can't tell one from the next, the one that is asked for comes first."""
    rows = ", ".join(f"{{ value = {value} }}" for value in values)
    head = '[topic.t]\ntitle = "T"\n[metric.m]\ntitle = "M"\ntopics = ["t"]\nunit = "u"\n'
    opened = _opened(f"{head}observations = [{rows}]\n")
    for value in values:
        query = Query(figure=read_figure(f"{value:,}"), best_first=True)
        assert opened.select(query)[0].value == value


@pytest.mark.parametrize("value", [2.05, 1.05, 1.15, 0.285, 36.8, 1e-7])
def test_a_value_is_scaled_as_it_is_written(value: float, store: Write) -> None:
    """2.05 million is 2,050,000, not the nearest binary fraction of it."""
    path = store(
        '[topic.t]\ntitle = "T"\n[metric.m]\ntitle = "M"\ntopics = ["t"]\nunit = "million t"\n'
        f"observations = [{{ value = {value} }}]\n"
    )
    exact = Decimal(repr(value)) * 10**6
    figure = read_figure(f"{exact.normalize():,f} tonnes")
    assert figure is not None
    assert figure.value == exact
    assert open_store(path).count(Query(figure=figure)) == 1
    half_way = read_figure("2.1 million")
    assert open_store(path).count(Query(figure=half_way)) == (value == 2.05)


CROWD = """\
[topic.t]
title = "T"
[metric.people]
title = "People"
topics = ["t"]
unit = "people"
observations = [{rows}]
[metric.share]
title = "Share"
topics = ["t"]
unit = "percent"
observations = [{{ value = 51 }}, {{ value = 3.3 }}]
"""


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("52%", [51]),
        ("33%", [51, 3.3]),
        ("60,100 people", [60_110, 60_000]),
        ("3,300%", [3.3]),
        ("-52 people", []),
    ],
)
def test_the_nearest_facts_are_the_nearest(words: str, near: list[float], store: Write) -> None:
    """Whatever else is near, and nearest first; percentages are apart."""
    values = [*([52] * 60), *range(50_000, 60_001, 100), 60_110]
    rows = ", ".join(f"{{ value = {value}, year = {1000 + n} }}" for n, value in enumerate(values))
    figure = read_figure(words)
    assert figure is not None
    found = open_store(store(CROWD.format(rows=rows))).neighbours(figure)
    assert [one.value for one in found][: len(near)] == near
    if not near:
        assert found == []
