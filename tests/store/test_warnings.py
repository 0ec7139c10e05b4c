"""What gives pause in a store, with its line."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Report
from store.problems import BASE, CLAIM, CURE, METRIC, check, observed, problems

from factreport import Query, open_store

Write = Callable[..., str]
NO_TIME = "no time, so --year never finds it; add year = … or period = …"
ID_RULE = "an id is lower-case letters, digits and hyphens"


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store is ``facts.toml`` in the working folder, so that messages name just that."""
    monkeypatch.chdir(tmp_path)


def test_the_shipped_store_passes(report: Report) -> None:
    """Nothing in the shipped store is wrong or gives pause."""
    checked = report("check")
    assert checked.out == ""
    assert checked.err.endswith(f"{os.sep}facts.toml: no problems\n")


def test_every_warning_has_its_line() -> None:
    """A fact without a source, what nothing uses, a disagreement, a repetition, a formula."""
    assert check(
        """\
[source.alone]
title = "+1"
[topic.idle]
title = "=U"
[metric.m]
title = "M"
topics = ["t"]
unit = "people"
source = "s"
observations = [
    { year = 2020, value = 1 },
    { year = 2020, value = 2 },
    { year = 2020, value = 1, area = "Here" },
    { period = "2020", value = 1 },
    { value = 3 },
    { value = 4.5 },
]
[metric.n]
title = "N"
topics = ["t"]
unit = "people"
observations = [
    { year = 2020, value = 1, source = "s" },
    { year = 2021, value = 1 },
]
[claim.w]
title = "@x"
topics = ["t"]
"""
    ) == [
        "5: warning: source.alone: nothing uses it; refer to it or remove it",
        '6: warning: source.alone: a spreadsheet reads the title "+1" as a formula; reword it',
        "7: warning: topic.idle: nothing uses it; refer to it or remove it",
        '8: warning: topic.idle: a spreadsheet reads the title "=U" as a formula; reword it',
        (
            "16: warning: metric.m, observation 2: 2 disagrees with observation 1, 1, for 2020"
            f"; {CURE}"
        ),
        "18: warning: metric.m, observation 4: repeats observation 1 for 2020; keep one",
        f"19: warning: metric.m, observation 5: {NO_TIME}",
        (
            "20: warning: metric.m, observation 6: 4.5 disagrees with observation 5, 3, for no time"
            f"; {CURE}"
        ),
        f"20: warning: metric.m, observation 6: {NO_TIME}",
        "28: warning: metric.n, observation 2: no source; add source = …",
        "30: warning: claim.w: no source; add source = …",
        '31: warning: claim.w: a spreadsheet reads the title "@x" as a formula; reword it',
    ]


def test_the_ends_of_a_range_do_not_disagree() -> None:
    """At least one value and at most another are what a source says that states a range."""
    rows = ['value = 3, qualifier = "at least"', 'value = 5, qualifier = "at most"']
    text = f"{METRIC}observations = [\n{{ {rows[0]} }},\n{{ {rows[1]} }},\n]\n"
    assert check(text) == []
    assert check(text.replace("value = 5", "value = 2")) == [
        (
            "12: warning: metric.m, observation 2: ≤ 2 disagrees with observation 1, ≥ 3,"
            f" for no time; {CURE}"
        )
    ]
    assert len(check(text.replace("at most", "at least"))) == 1


def test_each_observation_is_compared_with_all_before_it() -> None:
    """Not against the first alone."""
    text = observed("value = 1", "value = 2", "value = 2", "value = 1")
    assert [line.partition("observation ")[2] for line in check(text)] == [
        f"2: 2 disagrees with observation 1, 1, for no time; {CURE}",
        f"3: 2 disagrees with observation 1, 1, for no time; {CURE}",
        "4: repeats observation 1 for no time; keep one",
    ]
    nearly = 'value = 45_000, qualifier = "nearly"'
    text = observed(nearly, "value = 44_900", "value = 44_900")
    assert [line.partition("observation ")[2] for line in check(text)] == [
        "3: repeats observation 2 for no time; keep one"
    ]


def test_a_text_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Before `verify` stumbles over it."""
    text = BASE.replace("[topic.t]", 'text = "texts/s.txt"\n[topic.t]') + CLAIM
    Path("facts.toml").write_text(text, encoding="utf-8")
    assert problems("facts.toml") == [
        (
            'facts.toml:3: warning: source.s: the text "texts/s.txt" can\'t be checked: there is '
            "no such file"
        )
    ]
    Path("texts").mkdir()
    Path("texts/s.txt").write_text("C", encoding="utf-8")
    assert problems("facts.toml") == []


def test_a_source_that_only_a_metric_names_is_used() -> None:
    """Though each observation names another: without it the store would be refused."""
    other = '[source.r]\ntitle = "R"\n'
    metric = METRIC + 'observations = [{ value = 1, source = "r" }]\n'
    assert check(other + metric) == []


def test_a_source_named_again_changes_nothing(store: Write) -> None:
    """An observation that repeats the source of its metric keeps the paragraph of it."""
    rows = "{ value = 1 }, { value = 2, source = 's' }, { value = 3, source = 's', page = 7 }"
    text = f"{BASE}{METRIC}paragraph = 2\nobservations = [{rows}]\n"
    found = open_store(store(text)).select(Query())
    assert [(one.paragraphs, one.pages) for one in found] == [((2,), ()), ((2,), ()), ((), (7,))]


def test_a_metric_without_any_source_is_named_once() -> None:
    """The same warning is not repeated for every observation."""
    text = METRIC.replace('source = "s"\n', "") + "observations = [{ value = 1, year = 2020 }, "
    assert check(f"{text}{{ value = 2, year = 2021 }}]\n{CLAIM}") == [
        "5: warning: metric.m: no source; add source = …"
    ]


def test_problems_are_told_as_json_and_to_github(store: Write, report: Report) -> None:
    """Editors and workflows get the same problems as data."""
    store("[claim.x]\ntitle = \"50%, or: 'so'\"\ntopics = []\n= 1\n", "a.toml")
    assert report("check", "a.toml", "-f", "github", code=1).out == (
        "::error file=a.toml,line=4,col=1::invalid statement\n"
    )
    store('[claim.x]\ntitle = "X"\ntopics = ["50%"]\n', "a.toml")
    words = f"topics has an element that is not an id; {ID_RULE}"
    assert report("check", "a.toml", "--json", code=1).json == [
        {
            "file": "a.toml",
            "line": 3,
            "column": None,
            "severity": "error",
            "entry": "claim.x",
            "message": words,
        }
    ]
    assert report("check", "a.toml", "-f", "github", code=1).out == (
        f"::error file=a.toml,line=3,title=claim.x::{words}\n"
    )


def test_an_observation_lacks_the_time_that_others_have() -> None:
    """No --year ever finds it; a metric without any time is timeless."""
    timeless = 'value = 3, area = "Here"'
    (warning,) = check(observed("year = 2020, value = 2", timeless))
    assert warning.endswith(NO_TIME)
    assert check(observed(timeless, 'value = 4, area = "There"')) == []


def test_a_metric_lacks_the_times_that_others_of_its_source_have() -> None:
    """Something that is always so, such as the height of a mountain, needs none."""
    timed = observed("year = 2020, value = 2").replace("metric.m", "metric.timed")
    timeless = observed('value = 3, area = "Here"').replace('title = "M"', 'title = "N"')
    (warning,) = check(timed + timeless)
    assert warning.endswith(
        "metric.m: no time, although other facts of its source have one; add year = …"
    )
    assert check(timeless) == []


@pytest.mark.parametrize(
    ("old", "new", "is_warned"),
    [
        ("", "", True),
        ('title = "M"', 'title = "m"', True),
        ('title = "M"', 'title = "N"', False),
        ('unit = "people"', 'unit = "jobs"', False),
        ("value = 3", 'value = 3, area = "There"', False),
        ("value = 3", 'value = 3, group = "women"', False),
    ],
)
def test_one_metric_is_not_two(old: str, new: str, is_warned: bool) -> None:
    """Neither would have all that is known, and both would answer."""
    first = observed("year = 2020, value = 2").replace("metric.m", "metric.first")
    second = observed("year = 2021, value = 3").replace(old, new)
    words = "metric.m: has the title, unit and area of metric.first; move its observations there"
    assert [line.endswith(words) for line in check(first + second)] == [True] * is_warned


def test_a_source_can_not_count_what_comes_after_it() -> None:
    """It can only project or estimate a later year; for a part of its own year it may be right."""
    old = '[source.old]\ntitle = "Old"\npublished = 2021-02-03\n'

    def found(observation: str) -> list[str]:
        lines = check(old + observed(f'source = "old", value = 3, {observation}'))
        return [line.partition("observation 1: ")[2] for line in lines if "later" in line]

    assert found('period = "2022-03"') == [
        '2022-03 is later than its source, of 2021-02-03; correct one, or add status = "projection"'
    ]
    assert found("year = 2021") == found('period = "2020/2030"') == []
    assert found('year = 2022, status = "projection"') == []
    assert found('year = 2022, status = "estimate"') == []


def named(*names: str, key: str) -> str:
    """A metric for each of these units, or a fact for each area or group."""
    if key != "unit":
        return observed(*(f'value = 1, {key} = "{name}"' for name in names))
    metric = f"{METRIC}observations = [{{ value = 1 }}]\n"
    return "".join(
        metric.replace("metric.m", f"metric.m{number}").replace("people", name)
        for number, name in enumerate(names)
    )


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("unit", ("%", "£")),
        ("unit", ("$", "€", "¥")),
        ("unit", ("ms", "m")),
        ("unit", ("mW", "MW")),
        ("unit", ("$/hour", "£/hour")),
        ("area", ("#1", "+1")),
        ("group", ("?", "!")),
        ("group", ("aged 15", "aged 15+")),
        ("group", ("1.5", "15")),
        ("group", ("15-24", "1524")),
    ],
)
def test_names_that_differ_in_what_they_mean_give_no_pause(
    key: str, names: tuple[str, ...]
) -> None:
    """A sign, a prefix of a unit and a mark within a number each change the meaning."""
    assert check(named(*names, key=key)) == []


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("unit", ("US dollar", "US dollars")),
        ("unit", ("people", "People")),
        ("area", ("Cote d'Ivoire", "Côte d’Ivoire")),
        ("group", ("15-24", "15–24")),
        ("group", ("co-operative banks", "cooperative  banks")),
    ],
)
def test_one_name_in_two_spellings_gives_pause(key: str, names: tuple[str, ...]) -> None:
    """Case, spaces, accents, dashes, punctuation between words, and a plural s."""
    (warning,) = check(named(*names, key=key))
    assert warning.endswith("elsewhere; use one spelling")
