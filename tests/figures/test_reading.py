"""Reading: what each phrase holds, and how well news is read."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from figures.readings import shown

from factreport.figures.figure import Figure
from factreport.figures.reading import read, read_figure
from factreport.model import Qualifier

HERE = Path(__file__).parent
PHRASES = [
    line.split(" → ")
    for file in sorted((HERE / "phrases").glob("*.txt"))
    for line in file.read_text(encoding="utf-8").splitlines()
    if not line.startswith("# ")
]
SIGNS: dict[str, Qualifier | None] = {
    "": None,
    "~": "about",
    "~<": "nearly",
    ">": "more than",
    ">=": "at least",
    "<": "less than",
    "<=": "at most",
}


@pytest.mark.parametrize(("phrase", "reading"), PHRASES)
def test_reads_a_phrase(phrase: str, reading: str) -> None:
    """A phrase holds what a reader would find in it: each figure, and what is none and why."""
    assert shown(phrase.encode("latin-1", "backslashreplace").decode("unicode_escape")) == reading


def test_the_list_of_phrases_is_as_long_as_promised() -> None:
    """The readings rest on at least 400 phrases, no two alike."""
    assert len({phrase for phrase, _ in PHRASES}) == len(PHRASES) >= 400


@pytest.mark.parametrize(
    ("phrase", "step"),
    [
        ("7", "1"),
        ("1,234.50 tonnes", "0.01"),
        ("32.43 million", "10000"),
        ("440 thousand", "1000"),
        ("440,000", "10000"),
        ("449,700", "100"),
        ("449,790", "1"),
        ("about 440,000", "10000"),
        ("nearly 400,000", "10000"),
        ("some 300", "10"),
        ("about 52", "1"),
        ("about 10 million", "1000000"),
        ("more than 1,000", "1"),
        ("half a million", "100000"),
        ("a quarter of a million", "10000"),
        ("six hundred", "1"),
        ("two and a half years", "0.1"),
        ("two dozen", "12"),
        ("5 to 7.5 percent", "0.1"),
        ("10 to 12 million", "1000000"),
        ("a third of the people", "0.01"),
        ("1.2e6", "100000"),
    ],
)
def test_the_step_is_what_one_more_in_the_last_digit_is_worth(phrase: str, step: str) -> None:
    """Two closing zeros show that a number is rounded, and so does one after "about"."""
    figure = read_figure(phrase)
    assert figure is not None
    assert figure.step == Decimal(step)


def test_a_figure_knows_its_place() -> None:
    """The offsets span the figure with its qualifier, and the number without it and its unit."""
    text = "In all, more than $2.7 million; 10 towns or more."
    first, second = read(text).figures
    assert (first.text, first.start) == ("more than $2.7 million", 8)
    assert text[slice(*first.number)] == "2.7 million"
    assert (second.text, second.end) == ("10 towns or more", len(text) - 1)


def test_a_number_may_be_of_any_size() -> None:
    """Sixty digits are read and compared like six."""
    (figure,) = read("It is 44e53 cm long.").figures
    assert figure.value == 44 * 10**53


def test_a_margin_in_words_has_all_its_words() -> None:
    """Away from its value it is not a negative number, and does not begin with "minus"."""
    reading = read("It holds for 62% of those who came, plus or minus 3.5 points.")
    assert [(figure.text, figure.value) for figure in reading.figures] == [
        ("62%", 62),
        ("plus or minus 3.5 points", Decimal("3.5")),
    ]


def test_letters_that_grow_in_small_letters_shift_nothing() -> None:
    """A letter whose small form is two characters does not move the offsets."""
    figure = read_figure("İİİ more than 5 people")
    assert figure is not None
    assert figure.text == "more than 5"


def test_read_figure_wants_one() -> None:
    """A phrase with two figures, or none, is not one figure."""
    assert read_figure("10 of 20") is None
    assert read_figure("in 2020") is None


def test_a_year_is_a_time_and_skipped() -> None:
    """A time in digits is listed twice: as a time, and as something that is not a figure."""
    reading = read("It rose 5% in 2020.")
    assert [time.period.iso for time in reading.times] == ["2020"]
    assert [skip.text for skip in reading.skipped] == ["2020"]
    assert [figure.text for figure in reading.figures] == ["5%"]


def test_news_is_read_as_well_as_the_best_extractor_reads_it() -> None:
    """On 100 sentences of business news the F1 is at least 92 for values, 88 with qualifiers."""
    expected, found = [], []
    lines = (HERE / "news.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        sentence, _, answers = line.rpartition(" |")
        expected += [(number, *_answer(part)) for part in answers.split(";") if part.strip()]
        found += [(number, *_stated(figure)) for figure in read(sentence).figures]
    assert len(lines) == 100
    assert _f1(found, expected) >= 0.88
    assert _f1([one[:2] for one in found], [one[:2] for one in expected]) >= 0.92


def _answer(part: str) -> tuple[tuple[Decimal, ...], Qualifier | None]:
    sign, _, number = part.strip().rpartition(" ")
    return tuple(map(Decimal, number.split(".."))), SIGNS[sign]


def _stated(figure: Figure) -> tuple[tuple[Decimal | None, ...], Qualifier | None]:
    ends = (figure.low, figure.high) if figure.value is None else (figure.value,)
    return ends, figure.qualifier


def _f1(found: list[tuple[object, ...]], expected: list[tuple[object, ...]]) -> float:
    left = list(found)
    for answer in expected:
        if answer in left:
            left.remove(answer)
    right = len(found) - len(left)
    return 2 * right / (len(found) + len(expected))


@pytest.mark.parametrize(
    ("text", "years", "figures"),
    [
        ("It was 46%, above the 2019 level of 44%.", ["2019"], ["46%", "44%"]),
        ("Output was below the 2015 peak.", ["2015"], []),
        ("It is 3% above the 2020 level.", ["2020"], ["3%"]),
        ("It rose above the 2000 mark.", [], ["above the 2000"]),
    ],
)
def test_the_year_of_a_level_is_no_figure(text: str, years: list[str], figures: list[str]) -> None:
    """What is compared with a level of a year has that level, and the year is its time."""
    reading = read(text)
    assert [time.text for time in reading.times] == years
    assert [one.text for one in reading.figures] == figures
