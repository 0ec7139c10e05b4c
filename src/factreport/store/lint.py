"""What ``report check`` finds: all errors and warnings."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import groupby, islice
from operator import itemgetter

from factreport.errors import StoreError
from factreport.figure_text import write_figure
from factreport.figures.comparing import conflicts, stated
from factreport.figures.units import unit_of
from factreport.files import File, objection_to_text
from factreport.kinds import OBSERVED
from factreport.model import Problem, Record
from factreport.store import build_index, index
from factreport.store.index import COLUMNS
from factreport.store.locate import beside, texts_of
from factreport.store.validate import MOST_MISTAKES, Entry, Mistake
from factreport.wording import counted, fold, quoted

# Spreadsheets read a cell with such a beginning as a formula.
_FORMULA_STARTS = ("=", "+", "@", "-")
_OBSERVED = ", ".join(f"'{kind}'" for kind in OBSERVED)
_OF_SERIES = """
    FROM entry JOIN series ON series.entry = entry.position
    JOIN part AS area ON area.position = series.area
    JOIN part AS grp ON grp.position = series.grp
"""
_DASH = re.compile("[\u2010-\u2015\u2212]")
_MARK = r"[-.,:;!?'\"()\[\]\u2018-\u201d]"
_PUNCTUATION = re.compile(rf"(?<!\d){_MARK}|{_MARK}(?!\d)")


class Problems(list[Problem]):
    """The problems of a store in the order of the files; ``more`` counts those not listed.

    ``texts`` are the paths of the texts that its sources name.
    """

    more = 0
    texts: Sequence[str] = ()


def lint(files: Sequence[File]) -> Problems:
    """All errors of the store, or all warnings if it has no errors; at most a thousand are listed.

    StoreError if a file can't be read at all.  The files themselves are read, never the index.
    """
    problems = Problems()
    with closing(index.connect()) as connection:
        try:
            documents = build_index.build(files, connection)
        except StoreError as error:
            problems += [problem for problem in error.problems if isinstance(problem, Problem)]
            if isinstance(error, build_index.ManyErrorsError):
                problems.more = error.more
            elif len(problems) < len(error.problems):
                raise
        else:
            warnings = (mistake for rule in _RULES for mistake in rule(connection))
            mistakes = [*islice(warnings, MOST_MISTAKES)]
            problems.more = sum(1 for _ in warnings)
            for file, id_, text in connection.execute(index.TEXTS):
                if cause := objection_to_text(beside(files[file], text), files[file]):
                    message = f"the text {quoted(text)} can't be checked: {cause}"
                    mistakes.append(
                        Mistake(file, ("source", id_, "text"), f"source.{id_}", message)
                    )
            sql = (
                "SELECT file FROM entry UNION SELECT file FROM source UNION SELECT file FROM topic"
            )
            empty = {*range(len(files))} - {file for (file,) in connection.execute(sql)}
            mistakes += [Mistake(file, (), None, "the file has no facts") for file in empty]
            problems += build_index.as_problems(mistakes, documents, "warning")
        problems.texts = [*texts_of(connection.execute(index.TEXTS), files).values()]
    return problems


def summary(problems: Problems) -> str:
    """``2 errors``, ``1 warning`` or ``no problems``."""
    if not problems:
        return "no problems"
    listed = f"; the first {MOST_MISTAKES:,} are listed" if problems.more else ""
    return counted(len(problems) + problems.more, problems[0].severity) + listed


def _without_source(connection: sqlite3.Connection) -> Iterator[Mistake]:
    """Facts without a source; a metric without any source is reported only once."""
    rows = connection.execute(
        "SELECT file, kind, entry.id, last_fact - first_fact + 1, fact.position - first_fact"
        " FROM fact CROSS JOIN series ON series.position = fact.series"
        " CROSS JOIN entry ON entry.position = series.entry"
        " LEFT JOIN place ON place.position = fact.place WHERE place.source IS NULL"
        " ORDER BY fact.position"
    )
    for (file, kind, id_, facts), group in groupby(rows, key=itemgetter(0, 1, 2, 3)):
        numbers = [number for *_, number in group]
        for number in numbers if len(numbers) < facts else [None]:
            yield _warning(file, kind, id_, "no source; add source = …", number)


def _unused(connection: sqlite3.Connection) -> Iterator[Mistake]:
    for table in ("source", "topic"):
        rows = connection.execute(
            f"SELECT file, id FROM {table} WHERE id NOT IN (SELECT {table} FROM entry_{table})"
        )
        for file, id_ in rows:
            yield _warning(file, table, id_, "nothing uses it; refer to it or remove it")


# Two values that disagree are both kept, until one of them is said to replace the other.
_CURE = 'remove one, or give the revised one status = "revised" and a source published later'


def _repeated(connection: sqlite3.Connection) -> Iterator[Mistake]:
    """Observations of one series and period: disagreeing, or the same twice."""
    rows = connection.execute(
        f"SELECT file, number, series, time, {COLUMNS} FROM record WHERE (series, time) IN"
        " (SELECT series, period FROM fact WHERE superseded = ''"
        " GROUP BY series, period HAVING count(*) > 1)"
        " AND superseded = '' ORDER BY series, time, position"
    )
    for _, group in groupby(rows, key=itemgetter(2, 3)):
        files, numbers, facts = [], [], []
        for file, number, _, _, *columns in group:
            files.append(file)
            numbers.append(number)
            facts.append(Record._make(columns))
        first = facts[0]
        where = ", ".join(filter(None, (first.period or "no time", first.area, first.group)))
        disagreeing = dict(conflicts([stated(fact) for fact in facts]))
        known: dict[tuple[float | None, ...], int] = {}
        for at, (number, fact) in enumerate(zip(numbers, facts, strict=True)):
            if at in disagreeing:
                other = numbers[disagreeing[at]] + 1
                this, its = (
                    write_figure(record.value, record.low, record.high, record.qualifier)
                    for record in (fact, facts[disagreeing[at]])
                )
                message = f"{this} disagrees with observation {other}, {its}, for {where}; {_CURE}"
                yield _warning(files[at], fact.kind, fact.id, message, number)
            elif known.setdefault((fact.value, fact.low, fact.high), number) != number:
                other = known[fact.value, fact.low, fact.high] + 1
                message = f"repeats observation {other} for {where}; keep one"
                yield _warning(files[at], fact.kind, fact.id, message, number)


def _formulas(connection: sqlite3.Connection) -> Iterator[Mistake]:
    starts = " OR ".join(f"title LIKE '{start}%'" for start in _FORMULA_STARTS)
    for table in ("entry", "source", "topic"):
        kind = "kind" if table == "entry" else f"'{table}'"
        for file, name, id_, title in connection.execute(
            f"SELECT file, {kind}, id, title FROM {table} WHERE {starts}"
        ):
            message = f"a spreadsheet reads the title {quoted(title)} as a formula; reword it"
            yield Mistake(file, (name, id_, "title"), f"{name}.{id_}", message)


def _alike(connection: sqlite3.Connection) -> Iterator[Mistake]:
    """Areas, groups and units that differ only in case, spaces, accents or a plural s."""
    for subject, column in (("area", "area.text"), ("group", "grp.text"), ("unit", "unit")):
        sql = "SELECT name, sum(facts) FROM tally WHERE subject = ? AND name <> '' GROUP BY name"
        counts = dict(connection.execute(sql, (subject,)))
        likenesses: dict[str, list[tuple[int, str]]] = {}
        for name, facts in counts.items():
            # Signs stay, as in "%" and "15+"; so does punctuation within a number.
            words = _PUNCTUATION.sub("", _DASH.sub("-", fold(name))).split()
            likeness = " ".join(word[:2] + word[2:].removesuffix("s") for word in words)
            likenesses.setdefault(likeness or name, []).append((facts, name))
        usual_names: dict[str, str] = {}
        for names in likenesses.values():
            (_, usual), *others = sorted(names, reverse=True)
            usual_names |= dict.fromkeys((name for _, name in others), usual)
        first = f"SELECT {column}, file, kind, id {_OF_SERIES} ORDER BY entry.position"
        for name, file, kind, id_ in connection.execute(first) if usual_names else ():
            usual = usual_names.pop(name, name)  # only the first is reported
            if usual == name:
                continue
            units = [unit_of(name), unit_of(usual)] if subject == "unit" else []
            sizes = {(unit.dimension, unit.factor) for unit in units if unit.dimension != "count"}
            if len(sizes) > 1:  # two measures, such as "mW" and "MW"
                continue
            usually = f"is written {quoted(usual)} elsewhere; use one spelling"
            yield _warning(file, kind, id_, f"the {subject} {quoted(name)} {usually}")


def _twice(connection: sqlite3.Connection) -> Iterator[Mistake]:
    """Entries with observations that have the title, the unit, an area and a group of another."""
    rows = connection.execute(
        f"SELECT file, kind, id, title, unit, area.text, grp.text {_OF_SERIES}"
        f" WHERE kind IN ({_OBSERVED}) ORDER BY entry.position"
    )
    known: dict[tuple[str, ...], str] = {}
    warned = set()
    for file, kind, id_, title, *series in rows:
        first = known.setdefault((kind, fold(title), *series), id_)
        if first != id_ not in warned:
            warned.add(id_)
            message = f"has the title, unit and area of {kind}.{first}; move its observations there"
            yield _warning(file, kind, id_, message)


def _without_time(connection: sqlite3.Connection) -> Iterator[Mistake]:
    """Observations without a time in an entry, or from a source, with others that have one."""
    numbered = "SELECT file, kind, id, number FROM record WHERE time = 0 AND"
    timed = "SELECT entry FROM series JOIN fact ON fact.series = series.position WHERE fact.period"
    rows = connection.execute(f"{numbered} entry IN ({timed})")  # 0 is the number of no period
    for file, kind, id_, number in rows:
        message = "no time, so --year never finds it; add year = … or period = …"
        yield _warning(file, kind, id_, message, number)
    rows = connection.execute(
        f"SELECT DISTINCT file, kind, id FROM record WHERE kind IN ({_OBSERVED}) AND source IN"
        " (SELECT source FROM place JOIN fact ON fact.place = place.position WHERE fact.period)"
        f" AND entry NOT IN ({timed})"
    )
    for file, kind, id_ in rows:
        yield _warning(
            file, kind, id_, "no time, although other facts of its source have one; add year = …"
        )


def _from_the_future(connection: sqlite3.Connection) -> Iterator[Mistake]:
    """Observations of a year after that in which their source was published."""
    rows = connection.execute(
        "SELECT file, kind, id, number, period, published FROM record WHERE"
        " start >= date(day, 'start of year', '+1 year')"
        " AND own_status NOT IN ('projection', 'estimate')"
        f" AND kind IN ({_OBSERVED})"
    )
    for file, kind, id_, number, period, published in rows:
        later = f"{period} is later than its source, of {published}"
        cure = 'correct one, or add status = "projection"'
        yield _warning(file, kind, id_, f"{later}; {cure}", number)


_RULES = (
    *(_without_source, _unused, _repeated, _formulas, _alike, _twice),
    *(_without_time, _from_the_future),
)


def _warning(file: int, kind: str, id_: str, message: str, number: int | None = None) -> Mistake:
    inside = () if number is None else ("observations", number)
    entry = Entry(file, (kind, id_, *inside), {})
    return Mistake(file, entry.path, entry.name, message)
