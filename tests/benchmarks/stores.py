"""Stores of any size for the benchmarks: the same facts in the format of each program."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

OBSERVATIONS = 50  # of each metric
AREAS = 10  # of each metric, so that two years of it make an answer of 20 rows
LAST_YEAR = 2020

# What the benchmarks ask for: the first metric, in its last two years.
FIRST_YEAR = 2019
ANSWERS = 20

_THEMES = ("employment", "training", "income", "health", "housing", "schools", "roads", "water")
_SYLLABLES = ("ba", "ke", "di", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "ze")
_QUALIFIERS = ("about", "more than", "nearly", "at least")


class Observation(NamedTuple):
    """One value of a metric, as all formats have it."""

    year: int
    area: str
    value: int
    qualifier: str | None
    written: str | None
    paragraph: int


class Metric(NamedTuple):
    """A metric with a topic of its own and one of a few broad ones."""

    id: str
    title: str
    topics: tuple[str, str]
    source: str
    observations: list[Observation]


def word(number: int) -> str:
    """A word that stands in the title of the metric with this number and in no other."""
    syllables = [_SYLLABLES[number % 12]]
    while number := number // 12:
        syllables.append(_SYLLABLES[number % 12])
    return "".join([*syllables, "gru"])


def metrics(size: int) -> Iterator[Metric]:
    """The metrics of a store of this many observations, the same at every call."""
    random = Random(size)
    for number in range(-(-size // OBSERVATIONS)):
        theme = random.choice(_THEMES)
        yield Metric(
            f"workers-{word(number)}",
            f"Workers in {theme} of {word(number)}",
            (theme, f"series-{word(number)}"),
            f"bulletin-{number // 20}",
            list(islice(_observations(random, size), min(OBSERVATIONS, size))),
        )


def _observations(random: Random, size: int) -> Iterator[Observation]:
    first_area = random.randrange(max(1, size // 500))
    for number in range(OBSERVATIONS):
        value = random.randrange(10, 99_999) * 100
        qualifier = written = None
        if number % 3 == 0:
            qualifier = random.choice(_QUALIFIERS)
            written = f"{qualifier} {value:,}"
        yield Observation(
            LAST_YEAR - number // AREAS,
            f"District {first_area + number % AREAS}",
            value,
            qualifier,
            written,
            number // 10 + 1,
        )


def flat(size: int) -> Iterator[dict[str, object]]:
    """The facts one by one, for formats that have no metrics."""
    for metric in metrics(size):
        for observation in metric.observations:
            yield {
                "id": metric.id,
                "title": metric.title,
                "theme": metric.topics[0],
                "topic": metric.topics[1],
                "unit": "people",
                "source": metric.source,
                **observation._asdict(),
            }


def write_toml(size: int, path: Path) -> None:
    """A store for report and for tomlq."""
    with path.open("w", encoding="utf-8") as stream:
        for number in range(-(-size // OBSERVATIONS // 20)):
            stream.write(f'[source.bulletin-{number}]\ntitle = "Bulletin {number}"\n\n')
        for theme in _THEMES:
            stream.write(f'[topic.{theme}]\ntitle = "All about {theme}"\n\n')
        for metric in metrics(size):
            stream.write(f'[topic.{metric.topics[1]}]\ntitle = "The series {metric.id}"\n\n')
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
