"""The tables of a store and the kinds of facts, each declared once.

The validator, the JSON Schema, the index, the commands and the columns of a look-up are derived
from these declarations: a new kind is a new item of ``KINDS``.  A text that only entries of some
kind have, such as who made a claim, is a key here and a field of Record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from factreport.kinds.key_types import (
    DAY,
    DAY_OR_LONGER,
    ID_REFERENCE,
    PERIOD,
    PLACE,
    TABLES_INSIDE,
    VALUE,
    YEAR,
    Type,
    block,
    line,
    list_of,
    one_of,
)
from factreport.model import OBSERVATION_STATUSES, POLICY_STATUSES, QUALIFIERS, SUPERSEDED, Record
from factreport.wording import did_you_mean, quoted


@dataclass(frozen=True)
class Key:
    """A key of a table: its name, what it may contain, and a line that describes it."""

    name: str
    type: Type
    description: str
    is_required: bool = False


@dataclass(frozen=True)
class Need:
    """Content that a table must have: the message if it is missing, and the keys that give it."""

    message: str
    choices: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of a store: a line that describes it, its keys by name, and the rules for them.

    At most one of the keys ``when`` is given, and either all of the keys ``together`` or none.
    """

    description: str
    keys: Mapping[str, Key]
    required: tuple[str, ...]
    when: tuple[str, ...]
    need: Need | None = None
    together: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of facts: its table, its names, and what a look-up shows of it.

    ``examples`` are command lines for its help, ``columns`` fields of Record.  The facts of a kind
    are its entries, or, if it has ``parts``, the tables under its key "observations".
    """

    name: str
    plural: str
    help: str
    examples: tuple[str, ...]
    columns: tuple[str, ...]
    table: Table
    parts: Table | None = None


def _table(
    description: str, *keys: Key, need: Need | None = None, together: tuple[str, ...] = ()
) -> Table:
    return Table(
        description=description,
        keys={key.name: key for key in keys},
        required=tuple(key.name for key in keys if key.is_required),
        when=tuple(key.name for key in keys if key in _WHEN),
        need=need,
        together=together,
    )


def _advise_qualifier(phrase: str, known: tuple[str, ...]) -> str:
    """Suggest the qualifier with this meaning; by spelling, "almost" is nearest to "at most"."""
    # Imported late: only needed for a wrong qualifier.
    from factreport.figures.qualifiers import qualifier_of

    meant = qualifier_of(phrase)
    return f"; write {quoted(meant)}" if meant else did_you_mean(phrase, known)


def _advise_status(word: str, known: tuple[str, ...]) -> str:
    """Suggest the status with this meaning; by spelling, "final" resembles none."""
    from factreport.english.statuses import CALLED, WITHOUT_STATUS  # only for a wrong status

    name = " ".join(word.lower().split())
    if name in WITHOUT_STATUS:
        return "; leave status out" if known == OBSERVATION_STATUSES else ""
    meant = CALLED.get(name)
    return f"; write {quoted(meant)}" if meant in known else did_you_mean(word, known)


_TITLE = line(1_000)
_NAME = line(500)
_SHORT = line(200)
_SUMMARY = block(5_000)
_NOTE = Key("note", block(20_000), "Anything else that a reader should know.")
_KEYWORDS = Key("keywords", list_of(line(100), "words"), "Other words that people search for.")
_QUALIFIER = one_of(QUALIFIERS, _advise_qualifier)

_WHEN = (
    Key("year", YEAR, "The year that it applies to, such as 2020."),
    Key(
        "period",
        PERIOD,
        'The period: "2020", "2020-H1", "2020-Q1", "2020-03", "2020-W05", "2020-03-01", a split '
        'year "2019/20", a span "2016/2020", or one that is open, "2020/..".',
    ),
    Key("date", DAY, "The day that it applies to, such as 2021-01-26."),
)
_SCOPE = (
    Key("area", _SHORT, "The area that it applies to."),
    Key("group", _SHORT, 'Who or what it applies to within the area, such as "women".'),
)
_ORIGIN = (
    Key("source", ID_REFERENCE, "The id of the source that it was taken from."),
    Key("paragraph", PLACE, "The paragraph of the source, from 1, or a list of them."),
    Key("page", PLACE, "The page of the source, from 1, or a list of them."),
    _NOTE,
)
_ABOUT = (
    Key("title", _TITLE, "A short title that readers would search for.", is_required=True),
    Key("summary", _SUMMARY, "One or two sentences in your own words."),
    Key(
        "topics",
        list_of(ID_REFERENCE, "ids"),
        "The ids of the topics that it belongs to.",
        is_required=True,
    ),
    _KEYWORDS,
)
_WRITTEN = Key("written", _TITLE, "The passage of the source that it is taken from, word for word.")


def _statement(description: str, *own: Key, need: Need | None = None) -> Table:
    """The table of a kind whose entries are themselves facts, with its own keys."""
    keys = (*_ABOUT, *_WHEN, *own, _WRITTEN, *_SCOPE, *_ORIGIN)
    return _table(description, *keys, need=need)


SOURCE = _table(
    "A document that facts were taken from.",
    Key("title", _TITLE, "The title of the document.", is_required=True),
    Key("author", _TITLE, "Who wrote it."),
    Key("publisher", _NAME, "Who published it."),
    Key("original_publisher", _NAME, "Who published it first, if that was somebody else."),
    Key(
        "published",
        DAY_OR_LONGER,
        'When it was published: a day, 2021-01-26, a month, "2021-01", or a year, 2021.',
    ),
    Key("accessed", DAY, "The day on which it was read, such as 2021-02-03."),
    Key("url", line(4_000), "Where it can be read."),
    Key("text", _TITLE, "A local copy of its text, relative to this file."),
    _NOTE,
)
TOPIC = _table(
    "A subject that facts are filed under.",
    Key("title", _TITLE, "The name of the topic.", is_required=True),
    Key("summary", _SUMMARY, "What belongs here."),
    _KEYWORDS,
)
OBSERVATION = _table(
    "One value of a metric for one period, area and group; missing keys come from its metric.",
    *_WHEN,
    Key("value", VALUE, "The value, in the unit of the metric."),
    Key("low", VALUE, "The lower end of a range, or of a margin around the value."),
    Key("high", VALUE, "The upper end of a range, or of a margin around the value."),
    Key("qualifier", _QUALIFIER, "How exact the value is; without one it is exact."),
    Key(
        "status",
        one_of(OBSERVATION_STATUSES, _advise_status),
        "Whether it is estimated, projected or revised.",
    ),
    Key(
        "written",
        _TITLE,
        'The figure as the source writes it, such as "more than 2.7 million"; value, qualifier, '
        "low and high are read from it if they are left out.",
    ),
    *_SCOPE,
    *_ORIGIN,
    need=Need("an observation needs a value", (("value",), ("low", "high"), ("written",))),
    together=("low", "high"),
)

# [[observation]], which adds to a metric of the store from anywhere in its files.
APPENDED = replace(
    OBSERVATION,
    description="A value of a metric that stands elsewhere in the store.",
    keys={"metric": Key("metric", ID_REFERENCE, "The id of its metric."), **OBSERVATION.keys},
    required=("metric",),
)

_KINDS = (
    Kind(
        name="metric",
        plural="metrics",
        help="Show figures, with period, unit and source.",
        examples=(
            "report metric --year 2020",
            "report metric workers --topic training",
            "report metric --latest --sort -value --limit 5",
            "report metric -y 2016-2020 --json | jq '.[].value'",
        ),
        columns=("title", "area", "group", "period", "value", "unit", "status", "id"),
        table=_table(
            "A thing that is counted or measured, with one unit.",
            *_ABOUT,
            Key("unit", _SHORT, "What its values count, such as people.", is_required=True),
            *_SCOPE,
            *_ORIGIN,
            Key(
                "observations",
                TABLES_INSIDE,
                "Its values, one for each period, area and group.",
                is_required=True,
            ),
        ),
        parts=OBSERVATION,
    ),
    Kind(
        name="policy",
        plural="policies",
        help="Show measures, campaigns and plans.",
        examples=(
            "report policy --topic training",
            "report policy subsidy",
            "report policy --fields title,status,summary -f csv",
        ),
        columns=("title", "area", "group", "period", "status", "summary", "id"),
        table=_statement(
            "A measure, a campaign or a plan.",
            Key(
                "status",
                one_of(POLICY_STATUSES, _advise_status),
                "Whether it is in force, completed or planned.",
            ),
        ),
    ),
    Kind(
        name="event",
        plural="events",
        help="Show what happened, and when.",
        examples=("report event", "report event --year 2020.."),
        columns=("title", "area", "group", "period", "summary", "id"),
        table=_statement(
            "Something that happened.",
            need=Need("an event needs a time", tuple((key.name,) for key in _WHEN)),
        ),
    ),
    Kind(
        name="claim",
        plural="claims",
        help="Show what was said, and by whom.",
        examples=("report claim employment", "report claim --fields by,title,citation -f markdown"),
        columns=("title", "area", "group", "period", "by", "summary", "id"),
        table=_statement("A statement that somebody made.", Key("by", _NAME, "Who said it.")),
    ),
)

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _KINDS}
# The kinds whose facts are observations.
OBSERVED = tuple(kind.name for kind in _KINDS if kind.parts)
# Every status that a fact may have.
STATUSES = (
    *(
        status
        for kind in _KINDS
        if (key := (kind.parts or kind.table).keys.get("status"))
        for status in key.type.schema["enum"]
    ),
    SUPERSEDED,
)
# The columns of a look-up over several kinds.
MIXED_COLUMNS = ("kind", "title", "area", "group", "period", "value", "unit", "status", "id")
TABLES: Mapping[str, Table] = {
    "source": SOURCE,
    "topic": TOPIC,
    **{kind.name: kind.table for kind in _KINDS},
}
# The fields of Record that are texts of an entry, and of no observation.
ENTRY_TEXTS = tuple(
    field
    for field in Record._fields
    if field not in ("title", "topics", "unit", *OBSERVATION.keys)
    and any(field in kind.table.keys for kind in _KINDS)
)
