"""Lists of the topics, sources, periods and problems of a store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter

from factreport.answers import Answer, Column, Row
from factreport.kinds import KINDS, OBSERVED, Kind
from factreport.model import Problem, Source, Topic
from factreport.periods import Period, short_label
from factreport.wording import counted, escaped


def nouns_of(kind: Kind) -> tuple[str, str]:
    """What a fact of a kind is called, and several: "observation" if only one kind has any."""
    if not kind.parts:
        return kind.name, kind.plural
    of_kind = f"{kind.name} " if len(OBSERVED) > 1 else ""
    return f"{of_kind}observation", f"{of_kind}observations"


# The counts of a row: all facts, and those of each kind.
COUNTS = ("facts", *KINDS)

TOPIC_FIELDS = (*Topic._fields, *COUNTS)
SOURCE_FIELDS = (*Source._fields, *COUNTS)
PERIOD_FIELDS = ("period", "start", "end", *COUNTS)
PROBLEM_FIELDS = ("file", "line", "column", "severity", "entry", "message")

Counts = Mapping[str, int]  # by kind


def topics(topics: Sequence[Topic], counts: Mapping[str | None, Counts]) -> Answer:
    """A row for each topic."""
    rows = [(*topic, *counted_kinds(counts.get(topic.id, {}))) for topic in topics]
    titles = Column("title", [topic.title for topic in topics])
    return Answer(
        heading="Topics",
        fields=TOPIC_FIELDS,
        rows=rows,
        columns=[titles, *_count_columns(rows, len(Topic._fields)), _ids(topics)],
        footer=counted(len(rows), "topic"),
        topics=topics,
    )


def sources(sources: Sequence[Source], counts: Mapping[str | None, Counts]) -> Answer:
    """A row for each source."""
    rows = [
        (*with_safe_path(source), *counted_kinds(counts.get(source.id, {}))) for source in sources
    ]
    references = Column("title", [source.reference for source in sources], "Reference")
    return Answer(
        heading="Sources",
        fields=SOURCE_FIELDS,
        rows=rows,
        columns=[references, _count_columns(rows, len(Source._fields))[0], _ids(sources)],
        footer=counted(len(rows), "source"),
        sources=sources,
    )


def _ids(entries: Sequence[Source | Topic]) -> Column:
    return Column("id", [entry.id for entry in entries], style="dim", is_firm=True)


def with_safe_path(source: Source) -> Source:
    """The source with the path of its text escaped: a folder can have any name."""
    return source._replace(text=escaped(source.text)) if source.text else source


def periods(covered: Mapping[str | None, Counts]) -> Answer:
    """A row for each period, with its first and last day, and one for facts without a time."""
    rows = []
    for iso, counts in covered.items():
        period = Period.parse(iso) if iso else None
        days = (period.start, period.end) if period else (None, None)
        rows.append((iso, *days, *counted_kinds(counts)))
    labels = Column("period", [short_label(iso) or "no time" for iso in covered], is_firm=True)
    columns = [labels, *_count_columns(rows, 3)]
    return Answer(heading="Periods", fields=PERIOD_FIELDS, rows=rows, columns=columns)


def problems(problems: Sequence[Problem]) -> Answer:
    """A row for each problem of a store."""
    lines = [str(problem.line) for problem in problems]
    columns = [
        Column("severity", [problem.severity for problem in problems], is_firm=True),
        Column("file", [problem.file for problem in problems], is_labelled=True),
        Column("line", lines, is_number=True, is_labelled=True),
        Column("entry", [problem.entry or "" for problem in problems], is_labelled=True),
        Column("message", [problem.message for problem in problems]),
    ]
    return Answer(
        heading="Problems",
        fields=PROBLEM_FIELDS,
        rows=[attrgetter(*PROBLEM_FIELDS)(problem) for problem in problems],
        columns=columns,
        problems=problems,
    )


def counted_kinds(counts: Counts) -> tuple[int, ...]:
    """How many facts there are, and how many of each kind."""
    return (sum(counts.values()), *(counts.get(kind, 0) for kind in COUNTS[1:]))


def _count_columns(rows: Sequence[Row], start: int) -> list[Column]:
    headings = ("Facts", *(nouns_of(kind)[1].capitalize() for kind in KINDS.values()))
    return [
        Column(
            name,
            [f"{row[position]:,}" if row[position] else "" for row in rows],
            heading,
            is_number=True,
            is_labelled=True,
        )
        for position, (name, heading) in enumerate(zip(COUNTS, headings, strict=True), start)
    ]
