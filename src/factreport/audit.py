"""Audit: each figure in a text of the user's, held against the facts of the store."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from factreport.figures import MATCHES, Figure, Match, Place, Text, compare_in_unit, read_figures
from factreport.model import FIRST_YEAR, LAST_YEAR, Qualifier, Record, Years
from factreport.text import fold, listed, visible_line

Result = Literal["matches", "rounded", "contradicts", "unknown"]

# Below it a bare integer counts something in passing, and is no claim to check.
SMALL = 13
# What stands for the open end of "since 2016".
_ENDS = {FIRST_YEAR, LAST_YEAR}
# As many letters as tell most words apart whatever their endings.
_STEM = 5

_SENTENCE_END = re.compile(
    r"""[.!?]["'”’)\]]*(?=\s|$)
    | [。！？]
    | \n[ \t]*(?=\n)
    | \n(?=[ \t]*(?:[-*+|\#>]|\d+[.)])[ \t])""",
    re.VERBOSE,
)
_YEARS = re.compile(
    r"""
    (?P<open>\b(?:since|after|before|until|till|up\sto)\s(?:the\s)?(?:end\sof\s)?)?
    (?<![\d.,/-])(?P<first>1[5-9]\d\d|20\d\d)
    (?:\s?[–-]\s?(?P<last>(?:1[5-9]|20)?\d\d)(?!\d)
     | (?<=(?:from|ween)\s\d{4})\s(?:to|and|until|through)\s(?P<end>1[5-9]\d\d|20\d\d))?
    (?P<decade>s\b)?(?![\d/]|[.,]\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "32.43 million people in 2020", "in 2020, 32.43 million": the year that a figure has to itself.
_BEHIND = re.compile(r"[^.,;:()\d]{0,60}?\b(?:in|for|during|of|by)\s(?:the\s)?(?:year\s)?|\s?[(]")
_BEFORE = re.compile(r",?\s(?:(?:some|the|a|an|total|of|there|were|was|about|only)\s){0,3}")

_DAY_BEFORE = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?[A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:st|nd|rd|th)?),?\s$"
)
_CLAUSE_MARK = re.compile(r"[,;:()]|\s[–—-]\s|\b(?:and|while|but)\b")

_RESULTS: dict[Match, Result] = {
    "equal": "matches",
    "rounded": "rounded",
    "consistent": "matches",
    "qualifier": "contradicts",
    "different": "unknown",
}


class Finding(NamedTuple):
    """What became of one figure of the text.

    ``line`` and ``column`` are its place, from 1; ``figure`` is as written; ``years`` are those
    that narrow it.  The rest is the fact that it was held against, where there is one.
    """

    result: Result
    line: int
    column: int
    figure: str
    years: tuple[int, ...]
    words: str
    id: str | None = None
    title: str | None = None
    area: str | None = None
    period: str | None = None
    value: float | None = None
    unit: str | None = None
    qualifier: Qualifier | None = None
    written: str | None = None
    source: str | None = None
    citation: str | None = None


class _Mention(NamedTuple):
    """A figure, the years that belong to it, and the words of its clause, by their beginnings."""

    figure: Figure
    years: tuple[Years, ...]
    words: frozenset[str]


# The facts that a figure may agree with, and those that it may have been meant to be.
Facts = Callable[[Figure], Sequence[Record]]


def audit(
    text: str, candidates: Facts, neighbours: Facts, *, with_small: bool = False
) -> Iterator[Finding]:
    """One finding for each figure of the text, in order.

    A figure agrees with a fact by the rules of :func:`factreport.figures.compare`, and a year
    that the sentence names has to overlap the fact's period: the year right beside the figure
    where there is one, else any year of the sentence.  A day does not narrow: most often it says
    when something was published.  Of several facts with the value the one is meant whose title
    and unit share most words with the clause.
    """
    places = Text(text)
    for mention in _mentions(text):
        if with_small or not _is_small(mention.figure):
            place = places.place(mention.figure.start)
            yield _judge(mention, place, candidates, neighbours)


def _is_small(figure: Figure) -> bool:
    is_bare = not figure.unit and figure.qualifier is None and figure.upper is None
    is_integer = figure.step == 1 and abs(figure.value) < SMALL
    return is_bare and is_integer and "-" not in figure.text


def _mentions(text: str) -> Iterator[_Mention]:
    """Every figure with the years and the words that belong to it."""
    ends = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    years = [found for found in _YEARS.finditer(text) if not _is_day(text, found)]
    starts = [found.start() for found in years]
    figures = list(read_figures(text))
    for number, figure in enumerate(figures):
        sentence = bisect_right(ends, figure.start, hi=len(ends) - 1)
        first, last = ends[sentence - 1], ends[sentence]
        named = years[bisect_left(starts, first) : bisect_left(starts, last)]
        if number:
            first = max(first, figures[number - 1].end)
        if number + 1 < len(figures):
            last = min(last, figures[number + 1].start)
        yield _Mention(
            figure,
            tuple(map(_span, _own_years(text, figure, named) or named)),
            _beginnings(
                _clause_end(text[first : figure.start])
                + " "
                + _clause_start(text[figure.end : last])
            ),
        )


def _is_day(text: str, year: re.Match[str]) -> bool:
    return _DAY_BEFORE.search(text[max(year.start() - 20, 0) : year.start()]) is not None


def _clause_end(text: str) -> str:
    return _CLAUSE_MARK.split(text)[-1]


def _clause_start(text: str) -> str:
    return _CLAUSE_MARK.split(text, maxsplit=1)[0]


def _beginnings(text: str) -> frozenset[str]:
    """The words of a text by their first letters, so that "workers" and "worked" are one."""
    return frozenset(word[:_STEM] for word in re.findall(r"[^\W\d_]{3,}", fold(text)))


def _own_years(
    text: str, figure: Figure, named: Sequence[re.Match[str]]
) -> Sequence[re.Match[str]]:
    """The year right behind the figure, or else right before it."""
    for one in named:
        if one.start() >= figure.end and _BEHIND.fullmatch(text, figure.end, one.start()):
            return [one]
    for one in named:
        if one.end() <= figure.start and _BEFORE.fullmatch(text, one.end(), figure.start):
            return [one]
    return []


def _span(found: re.Match[str]) -> Years:
    """The years that are meant: one, a span, a decade, or all on one side of a year."""
    first = int(found["first"])
    if found["decade"]:
        return Years(first, first + 9)
    if found["open"] and not found["end"]:
        is_lower = found["open"].lower().startswith(("since", "after"))
        return Years(first, LAST_YEAR) if is_lower else Years(FIRST_YEAR, first)
    last = found["last"] or found["end"] or found["first"]
    return Years(first, int(found["first"][: 4 - len(last)] + last))


def _judge(mention: _Mention, place: Place, candidates: Facts, neighbours: Facts) -> Finding:
    """The best that the store has to say of a figure."""
    figure, years = mention.figure, mention.years
    agreeing = [(_compare(figure, one), one) for one in candidates(figure)]
    agreeing = [(match, one) for match, one in agreeing if match != "different"]
    agreeing.sort(key=lambda pair: (-_kinship(pair[1], mention), MATCHES.index(pair[0])))
    in_time = [(match, one) for match, one in agreeing if _overlaps(one, years)]
    if in_time:
        match, record = in_time[0]
        words = _qualifier_words(figure, record) if match == "qualifier" else ""
        return _finding(_RESULTS[match], mention, place, words, record)
    if agreeing:
        periods = dict.fromkeys((one.period or "").replace("/", "–") for _, one in agreeing)
        words = f"the store has it for {listed([*periods])}, not for {_asked(years)}"
        return _finding("contradicts", mention, place, words, agreeing[0][1])
    near = sorted(neighbours(figure), key=lambda one: _distance(one, mention))
    words = "no fact has this value" + ("; nearest" if near else "")
    return _finding("unknown", mention, place, words, near[0] if near else None)


def _kinship(record: Record, mention: _Mention) -> int:
    """How many words the clause shares with the title and the unit of a fact."""
    return len(_beginnings(f"{record.title} {record.unit}") & mention.words)


def _distance(record: Record, mention: _Mention) -> tuple[int, bool, float]:
    """How far a fact is from what the figure may have been meant to say: a slip keeps digits."""
    value, written = Decimal(str(record.value)), mention.figure.value
    has_same_digits = sorted(_digits(value)) == sorted(_digits(written))
    return -_kinship(record, mention), not has_same_digits, abs(float(value - written))


def _digits(value: Decimal) -> str:
    return "".join(map(str, value.as_tuple().digits)).strip("0")


def _compare(figure: Figure, record: Record) -> Match:
    if record.value is None:
        return "different"
    return compare_in_unit(figure, record.value, record.qualifier, record.unit or "")


def _overlaps(record: Record, years: Sequence[Years]) -> bool:
    if not years or record.start_year is None or record.end_year is None:
        return True
    return any(record.start_year <= one.last and one.first <= record.end_year for one in years)


def _asked(years: Sequence[Years]) -> str:
    return listed(
        [
            "–".join(str(year) if year not in _ENDS else "" for year in dict.fromkeys(one))
            for one in years
        ],
        "or",
    )


def _qualifier_words(figure: Figure, record: Record) -> str:
    fact = f'"{record.qualifier}"' if record.qualifier else "exact"
    text = f'"{figure.qualifier}"' if figure.qualifier else "no qualifier"
    return f"the fact is {fact}, the text has {text}"


def _finding(
    result: Result, mention: _Mention, place: Place, words: str, record: Record | None
) -> Finding:
    fact = ("id", "title", "area", "period", "value", "unit", "qualifier", "written", "source")
    return Finding(
        result,
        place.line,
        place.column,
        visible_line(mention.figure.text),
        tuple(sorted({year for span in mention.years for year in span} - _ENDS)),
        words,
        **({name: getattr(record, name) for name in (*fact, "citation")} if record else {}),
    )
