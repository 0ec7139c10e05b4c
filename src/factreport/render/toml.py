"""TOML: facts as a store, which is read back as the same records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TextIO

from factreport.answers import Answer
from factreport.errors import QueryError
from factreport.kinds import KINDS, OBSERVED, SOURCE, TOPIC
from factreport.model import SUPERSEDED, Record
from factreport.periods import Period
from factreport.render import Look
from factreport.wording import visible_line

# Keys that are written once, in the entry, if all its observations share them.
_SHARED = ("area", "group", "source", "note")
_WIDEST_COMMENT = 80


def write(answer: Answer, stream: TextIO, look: Look) -> None:
    """Write the facts with the sources and topics that they refer to."""
    if tuple(answer.fields) != Record._fields:
        raise QueryError("the format toml writes whole facts; leave out --fields")
    stream.writelines(store(answer))


def store(answer: Answer) -> Iterator[str]:
    """The text of a store, piece by piece; each comment is above the fact with its number."""
    tables = []
    for source in answer.sources:
        keys = _present(source, SOURCE.keys)
        keys |= {name: _day(keys[name]) for name in ("published", "accessed") if name in keys}
        tables.append(_table(f"source.{source.id}", keys))
    tables += [_table(f"topic.{topic.id}", _present(topic, TOPIC.keys)) for topic in answer.topics]
    comments = answer.comments or [""] * len(answer.rows)
    entries: dict[str, list[tuple[Record, str]]] = {}
    for row, comment in zip(answer.rows, comments, strict=False):
        record = Record._make(row)
        entries.setdefault(record.id, []).append((record, comment))
    for facts in entries.values():
        record, comment = facts[0]
        keywords = answer.keywords.get(record.id)
        of_entry = {"keywords": keywords} if keywords else {}
        if record.kind in OBSERVED:
            tables.append(_with_observations(facts, of_entry))
            continue
        fields = [name for name in KINDS[record.kind].table.keys if name in Record._fields]
        known = {**_present(record, fields), **of_entry, **_place(record)}
        known |= {"year": None, "period": None, **_time(record.period)}
        keys = {name: known[name] for name in KINDS[record.kind].table.keys if known.get(name)}
        tables.append(_comment(comment, "") + _table(f"{record.kind}.{record.id}", keys))
    for record, comment in zip(answer.appended, comments[len(answer.rows) :], strict=True):
        keys = {"metric": record.id, **_observation(record, _SHARED)}
        tables.append(_comment(comment, "") + _table("[observation]", keys))
    for number, table in enumerate(tables):
        yield "\n" * bool(number) + table


def _with_observations(facts: Sequence[tuple[Record, str]], of_entry: Mapping[str, Any]) -> str:
    """An entry with its observations; keys that all of them share are written once."""
    first = facts[0][0]
    shared = [key for key in _SHARED if len({getattr(fact, key) for fact, _ in facts}) == 1]
    head = {
        **_present(first, ("title", "summary", "topics")),
        **of_entry,
        **_present(first, ("unit", *shared)),
    }
    varying = [key for key in _SHARED if key not in shared]
    lines = []
    for record, comment in facts:
        pairs = [
            # A string is on one line here.
            f"{key} = {_string(value) if type(value) is str else _value(value)}"
            for key, value in _observation(record, varying).items()
        ]
        lines.append(f"{_comment(comment, '    ')}    {{ {', '.join(pairs)} }},\n")
    return f"{_table(f'{first.kind}.{first.id}', head)}observations = [\n{''.join(lines)}]\n"


def _observation(record: Record, varying: Sequence[str]) -> dict[str, Any]:
    """The keys of an observation; of those that a metric can give to all, the ``varying`` ones."""
    # "superseded" follows from the revision; stores don't write it.
    status = (record.status or "").removesuffix(SUPERSEDED).rstrip(", ")
    return {
        **_time(record.period),
        **_present(record, ("value", "low", "high", "qualifier")),
        **({"status": status} if status else {}),
        **_present(record, ("written", *varying)),
        **_place(record),
    }


def _present(record: Any, names: Iterable[str]) -> dict[str, Any]:
    """The attributes that are neither None nor empty."""
    values = {name: getattr(record, name) for name in names}
    return {name: value for name, value in values.items() if value is not None and value != ()}


def _time(period: str | None) -> dict[str, Any]:
    if period is None:
        return {}
    names: dict[str, str] = {"year": "year", "day": "date"}
    return {names.get(Period.parse(period).grain, "period"): _day(period)}


def _place(record: Record) -> dict[str, Any]:
    numbers = {"paragraph": record.paragraphs, "page": record.pages}
    return {key: cited[0] if len(cited) == 1 else cited for key, cited in numbers.items() if cited}


class _Bare(str):
    """A value that is written in TOML without quotes."""

    __slots__ = ()


def _day(iso: str) -> str:
    """The TOML form: a day is a date, a year a number, and any other time a string."""
    grain = Period.parse(iso).grain
    if grain == "year":
        return _Bare(str(int(iso)))
    return _Bare(iso) if grain == "day" else iso


def _table(name: str, keys: Mapping[str, Any]) -> str:
    return f"[{name}]\n" + "".join(f"{key} = {_value(value)}\n" for key, value in keys.items())


def _value(value: Any) -> str:
    if isinstance(value, _Bare):
        return value
    if isinstance(value, str) and "\n" in value:
        lines = (_string(line)[1:-1] for line in value.split("\n"))
        return '"""\n' + "\n".join(lines) + '"""'
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    return f"{value:_}" if isinstance(value, int) else repr(value)


def _string(text: str) -> str:
    """The text on one line, as in JSON; TOML also wants DEL escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(text: str, indent: str) -> str:
    from factreport.render.wrapping import wrap  # imported late: most stores have no comments

    start = f"{indent}# "
    room = _WIDEST_COMMENT - len(start)
    lines = (wrap(visible_line(line), room, is_cut=False) for line in text.splitlines())
    return "".join(f"{start}{line}\n" for of_line in lines for line in of_line)
