"""Audit: each figure in a text of the user's, held against the facts of the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache, partial
from typing import Literal, NamedTuple

from factreport.figures import MATCHES, Figure, Match, Place, Text, compare_in_unit, decimal_of
from factreport.mentions import Mention, Named, beginnings, mentions
from factreport.model import FIRST_YEAR, LAST_YEAR, Qualifier, Record, Years
from factreport.wording import listed, visible_line

Result = Literal["matches", "rounded", "contradicts", "unknown"]

# Below it a bare integer counts something in passing, and is no claim to check.
SMALL = 13
# What stands for the open end of "since 2016".
_ENDS = {FIRST_YEAR, LAST_YEAR}
_MOST_SHOWN = 5  # periods in a message

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


# A fact that a figure agrees with, and how.
Pair = tuple[Match, Record]
# The facts that a figure may agree with, those of its years among them; and those that it may
# have been meant to be.
Candidates = Callable[[Figure, Sequence[Years]], Sequence[Record]]
Neighbours = Callable[[Figure], Sequence[Record]]


def audit(
    text: str, candidates: Candidates, neighbours: Neighbours, *, with_small: bool = False
) -> Iterator[Finding]:
    """One finding for each figure of the text, in order.

    A figure agrees with a fact by the rules of :func:`factreport.figures.compare`.  The period of
    the fact lies within the years right beside the figure, or where there are none, has a year in
    common with those of the sentence; see :class:`factreport.mentions.Named`.  Of several facts
    with the value the one is meant whose title and unit share most words with the clause.
    """
    places = Text(text)

    @cache
    def agreeing(figure: Figure, years: tuple[Years, ...]) -> list[Pair]:
        compared = [(_compare(figure, one), one) for one in candidates(figure, years)]
        agree: list[Pair] = [(match, one) for match, one in compared if match != "different"]
        return agree if figure.upper is None else _with_both_ends(agree)

    near = cache(neighbours)
    for mention in mentions(text):
        if with_small or not _is_small(mention.figure):
            place = places.place(mention.figure.start)
            # A text has many figures, and a few of them again and again.
            figure = mention.figure._replace(text="", start=0, end=0)
            years = tuple(one.years for one in mention.named)
            yield _judge(mention, place, agreeing(figure, years), partial(near, figure))


def _with_both_ends(found: Sequence[Pair]) -> list[Pair]:
    """What agrees with a range; an end of it does only where the store has the other one too."""
    ends: dict[tuple[str | None, ...], set[float | None]] = {}
    for match, one in found:
        if match == "equal":
            ends.setdefault(_subject(one), set()).add(one.value)
    return [
        ("qualifier" if match == "equal" and len(ends[_subject(one)]) < 2 else match, one)
        for match, one in found
    ]


def _subject(record: Record) -> tuple[str | None, ...]:
    """What a fact is about."""
    return record.id, record.area, record.period


def _is_small(figure: Figure) -> bool:
    is_bare = not figure.unit and figure.qualifier is None and figure.upper is None
    is_integer = figure.step == 1 and abs(figure.value) < SMALL
    return is_bare and is_integer and "-" not in figure.text


def _judge(
    mention: Mention,
    place: Place,
    agreeing: Sequence[Pair],
    neighbours: Callable[[], Sequence[Record]],
) -> Finding:
    """The best that the store has to say of a figure."""
    likeliest = sorted(
        (pair for pair in agreeing if _may_be_meant(*pair, mention)),
        key=lambda pair: (*_likeness(pair[1], mention), MATCHES.index(pair[0])),
    )
    in_time = next((pair for pair in likeliest if _fits(pair[1], mention)), None)
    if in_time and not _is_outdone(in_time, likeliest[0], mention):
        match, record = in_time
        words = _qualifier_words(mention.figure, record) if match == "qualifier" else ""
        return _finding(_RESULTS[match], mention, place, words, record)
    if likeliest:
        others = [one.period or "" for _, one in likeliest if not _fits(one, mention)]
        periods = dict.fromkeys(one.replace("/", "–") for one in others)
        words = f"the store has it for {_some(list(periods))}, not for {_asked(mention.named)}"
        return _finding("contradicts", mention, place, words, likeliest[0][1])
    near = min(neighbours(), key=lambda one: _distance(one, mention), default=None)
    return _finding("unknown", mention, place, "no fact has this value", near)


def _may_be_meant(match: Match, record: Record, mention: Mention) -> bool:
    """Whether a fact has a word of the clause, if it lies within a range: nearly any value may."""
    is_within = mention.figure.upper is not None and match != "equal"
    return not is_within or bool(_words_of(record.title, record.unit) & mention.clause)


def _is_outdone(found: Pair, likeliest: Pair, mention: Mention) -> bool:
    """Whether a fact with another qualifier is less likely meant than one of another time."""
    if found[0] != "qualifier" or likeliest[0] == "qualifier":
        return False
    return _likeness(likeliest[1], mention)[0] < _likeness(found[1], mention)[0]


def _some(words: Sequence[str]) -> str:
    shown = [*words[:_MOST_SHOWN], f"{len(words) - _MOST_SHOWN} more periods"]
    return listed(words if len(words) <= _MOST_SHOWN + 1 else shown)


def _fits(record: Record, mention: Mention) -> bool:
    return not mention.named or any(one.fits(record) for one in mention.named)


def _likeness(record: Record, mention: Mention) -> tuple[int, bool, int]:
    """How likely a fact of the right value is the one that is meant; the least is the likeliest.

    By the words that the clause shares with its title and unit, by the very years, and by the
    words of the whole sentence.
    """
    own = _words_of(record.title, record.unit)
    years = [one.years for one in mention.named]
    has_other_years = bool(years) and (record.start_year, record.end_year) not in years
    return -len(own & mention.clause), has_other_years, -len(own & mention.sentence)


@lru_cache(maxsize=4096)
def _words_of(title: str, unit: str | None) -> frozenset[str]:
    return beginnings(f"{title} {unit}")


def _distance(record: Record, mention: Mention) -> tuple[object, ...]:
    """How far a fact is from what the figure may have been meant to say: a slip keeps digits."""
    value, written = decimal_of(record.value or 0), mention.figure.value
    has_same_digits = sorted(_digits(value)) == sorted(_digits(written))
    kinship = _likeness(record, mention)[0]
    return kinship, not has_same_digits, abs(float(value - written))


def _digits(value: Decimal) -> str:
    return "".join(map(str, value.as_tuple().digits)).strip("0")


def _compare(figure: Figure, record: Record) -> Match:
    if record.value is None:
        return "different"
    return compare_in_unit(figure, record.value, record.qualifier, record.unit or "")


def _asked(named: Sequence[Named]) -> str:
    spans = [["" if year in _ENDS else str(year) for year in one.years] for one in named]
    return listed(["–".join(dict.fromkeys(span)) for span in spans], "or")


def _qualifier_words(figure: Figure, record: Record) -> str:
    fact = f'"{record.qualifier}"' if record.qualifier else "exact"
    text = f'"{figure.qualifier}"' if figure.qualifier else "no qualifier"
    text = "a range" if figure.upper is not None else text
    return f"the fact is {fact}, the text has {text}"


def _finding(
    result: Result, mention: Mention, place: Place, words: str, record: Record | None
) -> Finding:
    fact = ("id", "title", "area", "period", "value", "unit", "qualifier", "written", "source")
    return Finding(
        result,
        place.line,
        place.column,
        visible_line(mention.figure.text),
        tuple(sorted({year for one in mention.named for year in one.years} - _ENDS)),
        words,
        **({name: getattr(record, name) for name in (*fact, "citation")} if record else {}),
    )
