"""Stores and texts of any size for the benchmarks: the same facts in the format of each program."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import NamedTuple


class Shape(NamedTuple):
    """What a store looks like: SQLite's choices depend on it."""

    observations: int  # of each metric; 0: as many as there are, for a few metrics
    areas: int  # of each metric
    topics: int  # in all; 0: one a metric, beside a few broad ones
    sources: int  # metrics of one source; 0: one source for all


SHAPES = {
    "scattered": Shape(observations=50, areas=10, topics=0, sources=20),
    "deep": Shape(observations=0, areas=50, topics=5, sources=5),
    "broad": Shape(observations=10, areas=10, topics=40, sources=0),
}
_FEW_METRICS = 20
LAST_YEAR = 2020
# What the benchmarks ask for in the scattered store: the first metric, in its last two years.
FIRST_YEAR = 2019
ANSWERS = 20

_THEMES = ("employment", "training", "income", "health", "housing", "schools", "roads", "water")
_SYLLABLES = ("ba", "ke", "di", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "ze")
_QUALIFIERS = ("about", "more than", "nearly", "at least")


class Observation(NamedTuple):
    """One value of a metric, as all formats have it."""

    period: str
    area: str
    value: int
    qualifier: str | None
    written: str | None
    paragraph: int


class Metric(NamedTuple):
    """A metric with its topics."""

    id: str
    title: str
    topics: tuple[str, ...]
    source: str
    observations: list[Observation]


def word(number: int) -> str:
    """A word that stands in the title of the metric with this number and in no other."""
    syllables = [_SYLLABLES[number % 12]]
    while number := number // 12:
        syllables.append(_SYLLABLES[number % 12])
    return "".join([*syllables, "gru"])


def topic(number: int, shape: Shape) -> str:
    """The narrow topic of the metric with this number."""
    return f"series-{word(number % shape.topics if shape.topics else number)}"


def metrics(size: int, shape: Shape = SHAPES["scattered"]) -> Iterator[Metric]:
    """The metrics of a store of this many observations, the same at every call."""
    random = Random(size)
    each = shape.observations or max(size // _FEW_METRICS, 1)
    for number in range(-(-size // each)):
        theme = random.choice(_THEMES)
        yield Metric(
            f"workers-{word(number)}",
            f"Workers in {theme} of {word(number)}",
            (theme, topic(number, shape)),
            f"bulletin-{number // shape.sources if shape.sources else 0}",
            list(_observations(random, min(each, size), shape)),
        )


def _observations(random: Random, count: int, shape: Shape) -> Iterator[Observation]:
    first_area = random.randrange(1_000)
    is_monthly = count // shape.areas > 100
    for number in range(count):
        value = random.randrange(10, 99_999) * 100
        qualifier = written = None
        if number % 3 == 0:
            qualifier = random.choice(_QUALIFIERS)
            written = f"{qualifier} {value:,}"
        back = number // shape.areas
        month = f"{LAST_YEAR - back // 12:04}-{12 - back % 12:02}"
        yield Observation(
            month if is_monthly else str(LAST_YEAR - back),
            f"District {first_area + number % shape.areas}",
            value,
            qualifier,
            written,
            number // 10 + 1,
        )


def flat(size: int) -> Iterator[dict[str, object]]:
    """The facts of a scattered store one by one, for formats that have no metrics."""
    for metric in metrics(size):
        for observation in metric.observations:
            yield {
                "id": metric.id,
                "title": metric.title,
                "theme": metric.topics[0],
                "topic": metric.topics[1],
                "unit": "people",
                "source": metric.source,
                "year": int(observation.period),
                **observation._asdict(),
            }


def write_toml(size: int, path: Path, shape: Shape = SHAPES["scattered"]) -> None:
    """A store for report and for tomlq."""
    defined: set[str] = set()
    with path.open("w", encoding="utf-8") as stream:
        for theme in _THEMES:
            stream.write(f'[topic.{theme}]\ntitle = "All about {theme}"\n\n')
        for metric in metrics(size, shape):
            for table, name in (("source", metric.source), ("topic", metric.topics[1])):
                if name not in defined:
                    stream.write(f'[{table}.{name}]\ntitle = "The {table} {name}"\n\n')
                    defined.add(name)
            stream.write(_toml_metric(metric))


def _toml_metric(metric: Metric) -> str:
    lines = [
        f"[metric.{metric.id}]",
        f'title = "{metric.title}"',
        f"topics = {json.dumps(metric.topics)}",
        'unit = "people"',
        f'source = "{metric.source}"',
        "observations = [",
        *(f"    {_toml_observation(one)}," for one in metric.observations),
        "]\n\n",
    ]
    return "\n".join(lines)


def _toml_observation(one: Observation) -> str:
    given = {key: value for key, value in one._asdict().items() if value is not None}
    return f"{{ {', '.join(f'{key} = {json.dumps(given[key])}' for key in given)} }}"


def write_json(size: int, path: Path) -> None:
    """An array of objects, for jq."""
    with path.open("w", encoding="utf-8") as stream:
        separator = "[\n"
        for fact in flat(size):
            stream.write(f"{separator}{json.dumps(fact)}")
            separator = ",\n"
        stream.write("\n]\n")


def write_rec(size: int, path: Path) -> None:
    """Records, for recsel."""
    with path.open("w", encoding="utf-8") as stream:
        for fact in flat(size):
            given = [f"{key}: {value}\n" for key, value in fact.items() if value is not None]
            stream.write("".join([*given, "\n"]))


def write_csv(size: int, path: Path) -> None:
    """Comma-separated values with a header, for Miller."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, next(flat(1)), lineterminator="\n")
        writer.writeheader()
        writer.writerows(flat(size))


def write_sqlite(size: int, path: Path) -> None:
    """A database with an index that suits the question, for the sqlite3 shell."""
    names = list(next(flat(1)))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"CREATE TABLE fact ({', '.join(names)})")
        connection.executemany(
            f"INSERT INTO fact VALUES ({', '.join('?' * len(names))})",
            (tuple(fact.values()) for fact in flat(size)),
        )
        connection.execute("CREATE INDEX topic_year ON fact (topic, year)")


WRITERS: dict[str, Callable[[int, Path], None]] = {
    "toml": write_toml,
    "json": write_json,
    "rec": write_rec,
    "csv": write_csv,
    "db": write_sqlite,
}

_SUBJECTS = ("The district", "The office", "A survey", "The council", "Its neighbour", "The firm")
_VERBS = ("counted", "reported", "planned for", "lost", "added", "expected")
_THINGS = ("workers", "pupils", "homes", "visits", "tonnes of grain", "kilometres of road")
_PROSE = (
    "as the weather stayed mild and the market was quiet",
    "which the minister called a good sign for the years ahead",
    "while the older part of the town saw little change",
    "and most of those asked said that they would do so again",
)


def write_prose(size: int, path: Path) -> None:
    """Plain text of this many bytes, about one figure in three sentences, and some years."""
    random = Random(size)
    written = 0
    with path.open("w", encoding="utf-8") as stream:
        while written < size:
            subject, verb, thing = map(random.choice, (_SUBJECTS, _VERBS, _THINGS))
            figure = random.choice(
                (f"{random.randrange(10**6):,}", f"{random.random() * 90:.1f} million")
            )
            year = random.randrange(2010, 2024)
            sentence = f"{subject} {verb} {figure} {thing} in {year}, {random.choice(_PROSE)}. "
            others = [f"{random.choice(_SUBJECTS)} went on {random.choice(_PROSE)}. "] * 2
            end = "\n\n" if random.random() < 0.2 else "\n"
            written += stream.write("".join([sentence, *others]) + end)


# Nothing but figures, in forms that are easy to get wrong in more than linear time, and the ending
# of the file that holds each over and over.
WORST = {
    **dict.fromkeys(
        (
            *("5万", "$1 ", "1–2 ", "5, ", "5 km ", "5% in 2020 ", "5\n\n", "26, 27 Jan "),
            *("1\u00a02\u00a0", "one ", "1,1,", "million ", "(", '"'),
            *("-5 ", "5; ", "5-year ", "the 5 ", "up to 5 ", "5p ", "from 5 to 6 ", "3\u0301"),
        ),
        "txt",
    ),
    "|a|b|\n|-|-|\n" + "|5|6|\n" * 20 + "\n": "md",
    **dict.fromkeys(("12,345\n", "5,", "x,", ",x\na,5\n"), "csv"),
    "\t": "tsv",
}


def write_worst(size: int, path: Path, form: str) -> None:
    """One form over and over."""
    path.write_text(form * (size // len(form.encode()) + 1), encoding="utf-8")
