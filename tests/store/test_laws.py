"""Laws that answers keep, over stores of any content: what a plain reading of the facts gives."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factreport import Period, Query, Record, Store, open_store
from factreport.kinds import KINDS
from factreport.model import OBSERVATION_STATUSES, POLICY_STATUSES, QUALIFIERS

TOPICS, AREAS, GROUPS = ["t", "u"], ["Here", "Over there", "Südmark"], ["women", "men"]
SOURCES = {"s": "2020-05-01", "r": "2021", "q": "2021-03", "p": None}
PERIODS = ["2019", "2020", "2020-H2", "2020-Q4", "2020-12", "2020-12-31", "2019/20", "2020-W53"]
PERIODS += ["2019/2020", "2020/..", "../2019", "2020-01/2020-12"]
KEYS = ["summary", "area", "group", "source", "note"]


class Stored(NamedTuple):
    """A store as text, and what its records must be, each with the day of its source."""

    text: str
    records: list[dict[str, Any]]


_LINES = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf"]), min_size=1, max_size=12
).filter(str.strip)
_NUMBERS = st.one_of(
    st.integers(-(2**63) + 1, 2**63 - 1),
    st.floats(-(2**62), 2**62, allow_nan=False, width=64),
)
_PLACES = st.lists(st.integers(1, 99), max_size=2, unique=True)


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


_SHARED = {
    "area": _maybe(st.sampled_from(AREAS)),
    "group": _maybe(st.sampled_from(GROUPS)),
    "source": _maybe(st.sampled_from(list(SOURCES))),
    "note": _maybe(_LINES),
    "paragraph": _PLACES,
    "page": _PLACES,
}
_OBSERVATIONS = st.fixed_dictionaries(
    {
        **_SHARED,
        "period": _maybe(st.sampled_from(PERIODS)),
        "numbers": st.lists(_NUMBERS, min_size=1, max_size=3),
        "qualifier": _maybe(st.sampled_from(QUALIFIERS)),
        "status": _maybe(st.sampled_from(OBSERVATION_STATUSES)),
    }
)
_ENTRIES = st.fixed_dictionaries(
    {
        **_SHARED,
        "kind": st.sampled_from(["metric", "metric", *KINDS]),
        "title": _LINES,
        "topics": st.lists(st.sampled_from(TOPICS), min_size=1, max_size=2, unique=True),
        "unit": _LINES,
        "summary": _maybe(_LINES),
        "by": _maybe(_LINES),
        "period": st.sampled_from(PERIODS),
        "status": _maybe(st.sampled_from(POLICY_STATUSES)),
        "observations": st.lists(_OBSERVATIONS, min_size=1, max_size=4),
    }
)


def _lines(table: dict[str, Any]) -> list[str]:
    """The keys of a table that it has."""
    return [
        f"{key} = {json.dumps(value, ensure_ascii=False)}"
        for key, value in table.items()
        if value is not None and value != []
    ]


def _values(numbers: list[float]) -> dict[str, Any]:
    """A value, a range or a margin."""
    if len(numbers) == 1:
        return {"value": numbers[0]}
    low, *middle, high = sorted(numbers)
    return {"low": low, "high": high} | ({"value": middle[0]} if middle else {})


def _citation(fact: dict[str, Any]) -> str | None:
    published = SOURCES.get(fact["source"] or "")
    parts = [f"“{fact['source']}”"] if fact["source"] else []
    parts += [published] if published else []
    for noun, numbers in (("paragraph", fact["paragraph"]), ("page", fact["page"])):
        if numbers:
            plural = "s" if len(numbers) > 1 else ""
            parts.append(f"{noun}{plural} {' and '.join(map(str, numbers))}")
    return ", ".join(parts) or None


def _record(kind: str, id_: str, entry: dict[str, Any], fact: dict[str, Any]) -> dict[str, Any]:
    """What the record of a fact must be, before it is known what supersedes it."""
    period = Period.parse(fact["period"]) if fact.get("period") else None
    is_metric = kind == "metric"
    return {
        **dict.fromkeys(Record._fields),
        **{key: entry[key] for key in ("title", "topics", "summary")},
        **{key: fact[key] for key in ("area", "group", "source", "note")},
        **(_values(fact["numbers"]) if is_metric else {}),
        "kind": kind,
        "id": id_,
        "period": period and period.iso,
        "year": period and period.year,
        "start": period and period.start,
        "end": period and period.end,
        "unit": entry["unit"] if is_metric else None,
        "qualifier": fact["qualifier"] if is_metric else None,
        "status": fact["status"] if is_metric or kind == "policy" else None,
        "by": entry["by"] if kind == "claim" else None,
        "paragraphs": fact["paragraph"],
        "pages": fact["page"],
        "citation": _citation(fact),
    }


def _taken(entry: dict[str, Any], observation: dict[str, Any]) -> dict[str, Any]:
    """An observation with what it takes from its metric."""
    taken = {**observation}
    for key in ("area", "group", "note"):
        taken[key] = observation[key] or entry[key]
    if observation["source"] in (None, entry["source"]) and not (
        observation["paragraph"] or observation["page"]
    ):
        taken |= {key: entry[key] for key in ("paragraph", "page")}
    taken["source"] = observation["source"] or entry["source"]
    return taken


def _written(entry: dict[str, Any], number: int) -> Stored:
    kind, id_ = entry["kind"], f"f{number}"
    own = {key: entry[key] for key in ("title", "topics", *KEYS, "paragraph", "page")}
    if kind != "metric":
        own["period"] = entry["period"]
        own |= {"status": entry["status"]} if kind == "policy" else {}
        own |= {"by": entry["by"]} if kind == "claim" else {}
        text = "\n".join([f"[{kind}.{id_}]", *_lines(own), ""])
        return Stored(text, [_record(kind, id_, entry, entry)])
    rows = [
        ", ".join(_lines({**_values(one["numbers"]), **one, "numbers": None}))
        for one in entry["observations"]
    ]
    observations = f"observations = [{', '.join(f'{{ {row} }}' for row in rows)}]"
    lines = [*_lines({**own, "unit": entry["unit"]}), observations]
    taken = [_taken(entry, one) for one in entry["observations"]]
    records = [_record(kind, id_, entry, fact) for fact in taken]
    return Stored("\n".join([f"[{kind}.{id_}]", *lines, ""]), records)


def day_of(record: dict[str, Any]) -> str:
    """The day of the source of a record, or nothing."""
    published = SOURCES.get(record["source"] or "")
    return Period.parse(published).first.isoformat() if published else ""


def _superseded_from(record: dict[str, Any], records: list[dict[str, Any]]) -> str:
    """The day from which a later revision supersedes a record, or nothing."""
    same = ("id", "area", "group", "period")
    days = [
        day_of(other)
        for other in records
        if other["status"] == "revised"
        and all(other[key] == record[key] for key in same)
        and day_of(other) > day_of(record) > ""
    ]
    return min(days, default="") if record["kind"] == "metric" else ""


def _store(entries: list[dict[str, Any]]) -> Stored:
    kinds = list(dict.fromkeys(entry["kind"] for entry in entries))
    ordered = sorted(entries, key=lambda entry: kinds.index(entry["kind"]))
    written = [_written(entry, number) for number, entry in enumerate(ordered)]
    defined = [f'[topic.{name}]\ntitle = "{name}"\n' for name in TOPICS]
    for name, published in SOURCES.items():
        lines = {"2021": "published = 2021", "2021-03": 'published = "2021-03"'}
        line = lines.get(published or "", f"published = {published}" if published else "")
        defined.append(f'[source.{name}]\ntitle = "{name}"\n{line}\n')
    records = [record for one in written for record in one.records]
    return Stored("".join([*defined, *(one.text for one in written)]), records)


STORES = st.lists(_ENTRIES, max_size=5).map(_store)
DAYS = st.sampled_from([None, "2020-06-01", "2021-02-01", "2021-12-31"])
FILTERS = st.fixed_dictionaries(
    {
        "kinds": st.lists(st.sampled_from(list(KINDS)), max_size=2),
        "topics": st.lists(st.sampled_from(TOPICS), max_size=2),
        "years": st.lists(st.sampled_from(PERIODS), max_size=2),
        "areas": st.lists(st.sampled_from(AREAS), max_size=2),
        "groups": st.lists(st.sampled_from(GROUPS), max_size=2),
        "sources": st.lists(st.sampled_from(list(SOURCES)), max_size=2),
        "statuses": st.lists(st.sampled_from([*OBSERVATION_STATUSES, "superseded"]), max_size=2),
        "latest": st.booleans(),
        "as_of": DAYS,
    }
)


def opened(text: str) -> Store:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "facts.toml")
        path.write_text(text, encoding="utf-8")
        return open_store(str(path))


def _known_to(store: Store, parts: dict[str, Any]) -> dict[str, Any]:
    """The filters without the names that the store does not have."""
    subjects = {"areas": "area", "groups": "group", "statuses": "status"}
    names = {part: store.names(subject) for part, subject in subjects.items()}  # type: ignore[arg-type]
    return {
        part: [name for name in asked if name in names[part]] if part in names else asked
        for part, asked in parts.items()
    }


def _expected(records: list[dict[str, Any]], parts: dict[str, Any]) -> list[dict[str, Any]]:
    """The answer by a plain reading of the records."""
    as_of = parts["as_of"] or date.max.isoformat()
    known = []
    for record in records:
        since = _superseded_from(record, records)
        is_superseded = bool(since) and since <= as_of
        status = record["status"]
        if is_superseded:
            status = f"{status}, superseded" if status else "superseded"
        known.append((record, is_superseded, {**record, "status": status}))
    suiting = [
        (is_superseded, shown)
        for record, is_superseded, shown in known
        if _suits(record, is_superseded, parts) and day_of(record) <= as_of
    ]
    if not parts["latest"]:
        return [shown for _, shown in suiting]
    return [
        shown
        for is_superseded, shown in suiting
        if not is_superseded
        and not any(
            _is_newer(other, shown)
            for is_old, other in suiting
            if not is_old and other is not shown
        )
    ]


def _is_newer(record: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(record[key] == other[key] for key in ("id", "area", "group")) and (
        _rank(record) > _rank(other)
    )


def _rank(record: dict[str, Any]) -> tuple[date, date]:
    if record["period"] is None:
        return date.min, date.min
    period = Period.parse(record["period"])
    return period.last, period.first


def _suits(record: dict[str, Any], is_superseded: bool, parts: dict[str, Any]) -> bool:
    def is_among(part: str, name: Any) -> bool:
        return not parts[part] or name in parts[part]

    years = [Period.parse(asked) for asked in parts["years"]]
    period = Period.parse(record["period"]) if record["period"] else None
    return (
        is_among("kinds", record["kind"])
        and (not parts["topics"] or bool({*record["topics"]} & {*parts["topics"]}))
        and is_among("areas", record["area"])
        and is_among("groups", record["group"])
        and is_among("sources", record["source"])
        and (
            is_among("statuses", record["status"])
            or (is_superseded and "superseded" in parts["statuses"])
        )
        and (not years or (period is not None and any(period.overlaps(one) for one in years)))
    )


@pytest.mark.slow
@settings(max_examples=60)
@given(STORES)
def test_what_is_written_is_what_is_read(stored: Stored) -> None:
    """Every record has exactly what its entry says, in the store's order, and so has its JSON."""
    found = opened(stored.text).select(Query())
    nothing = {part: [] for part in ("kinds", "topics", "years", "areas", "groups", "sources")}
    parts = {**nothing, "statuses": [], "latest": False, "as_of": None}
    expected = _expected(stored.records, parts)
    assert [record.as_dict() for record in found] == expected
    assert json.loads(json.dumps([record.as_dict() for record in found])) == expected


@pytest.mark.slow
@settings(max_examples=200)
@given(STORES, FILTERS)
def test_a_filter_selects_what_it_says(stored: Stored, parts: dict[str, Any]) -> None:
    """The answer is what a plain reading of the records gives, in the store's order."""
    store = opened(stored.text)
    parts = _known_to(store, parts)
    found = store.select(Query(**parts))
    assert [record.as_dict() for record in found] == _expected(stored.records, parts)
    assert store.count(Query(**parts)) == len(found)


@settings(max_examples=150)
@given(STORES, FILTERS, st.sampled_from(Record._fields), st.booleans(), st.integers(0, 9))
def test_sorting_and_limiting_lose_nothing(
    stored: Stored, parts: dict[str, Any], field: str, is_descending: bool, limit: int
) -> None:
    """A sorted answer holds the same records; a limit takes the first of them."""
    store = opened(stored.text)
    query = Query(**_known_to(store, parts), sort=f"-{field}" if is_descending else field)
    found = store.select(query)
    assert sorted(found, key=repr) == sorted(store.select(replace(query, sort=None)), key=repr)
    assert store.select(replace(query, limit=limit)) == found[:limit]


@settings(max_examples=40)
@given(STORES, st.sampled_from(Record._fields), st.booleans())
def test_what_lacks_the_field_comes_last_and_ties_keep_the_order_of_the_store(
    stored: Stored, field: str, is_descending: bool
) -> None:
    """Numbers by size, lists of them by their first one, times by their days, texts by letter."""
    store = opened(stored.text)
    everything = store.select(Query())
    lacking = [record for record in everything if getattr(record, field) in (None, ())]
    present = [record for record in everything if getattr(record, field) not in (None, ())]
    expected = sorted(present, key=lambda record: _key(record, field), reverse=is_descending)
    sort = f"-{field}" if is_descending else field
    assert store.select(Query(sort=sort)) == expected + lacking


def _key(record: Record, field: str) -> Any:
    value = getattr(record, field)
    if field == "period":
        return Period.parse(value).rank
    if field == "topics":
        value = ";".join(value)
    if isinstance(value, str):
        return "".join(char.lower() if char.isascii() else char for char in value).encode()
    return value[0] if isinstance(value, tuple) else value


# A metric of several observations, each with an area and a note of its own or that of the metric.
_PHRASES = st.sampled_from(["", "north", "north sea", "sea coast", "coast", "old north"])
_SPOKEN = st.fixed_dictionaries(
    {
        **dict.fromkeys(("title", "summary", "area", "note"), _PHRASES),
        "observations": st.lists(
            st.fixed_dictionaries({"area": _PHRASES, "group": _PHRASES, "note": _PHRASES}),
            min_size=1,
            max_size=3,
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
    fields = (record.id, record.title, "t", "Birds", record.area, record.group)
    fields += (record.summary, record.note)
    return any(f" {text}" in f" {field}".lower() for field in fields if field)


@settings(max_examples=100)
@given(
    st.lists(_SPOKEN, min_size=1, max_size=3),
    st.lists(st.sampled_from(["north", "nor", "north sea", "sea", "coast", "old", "bird", "m1"])),
    st.integers(0, 4),
)
def test_words_are_found_where_they_are_said(
    metrics: list[Any], texts: list[str], limit: int
) -> None:
    """Each text in any of the fields of the very fact; not in those of another observation."""
    entries = [_spoken(metric, number) for number, metric in enumerate(metrics)]
    store = opened("".join(['[topic.t]\ntitle = "Birds"\n', *entries]))
    everything = store.select(Query())
    expected = [record for record in everything if all(_holds(record, text) for text in texts)]
    assert store.select(Query(text=texts)) == expected
    ranked = store.select(Query(text=texts, best_first=True))
    assert sorted(ranked, key=everything.index) == expected
    assert store.select(Query(text=texts, best_first=True, limit=limit)) == ranked[:limit]
    assert store.select(Query(text=texts, limit=limit)) == expected[:limit]
