"""Reading: the figures of a text, with their qualifiers and ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factreport.figures.figure import Figure
from factreport.figures.names import is_label, is_month, is_name, is_telephone
from factreport.figures.number import Number, is_year, read_number
from factreport.figures.patterns import MARKS, patterns
from factreport.figures.qualifiers import AFTER, Lead, read_lead
from factreport.figures.words import MONEY

_REACH_BACK = 60  # as far as the word for a change is looked for before "from", in characters


def read_figures(text: str) -> Iterator[Figure]:
    """Every figure in a text, in order and apart; the time taken is linear in the text.

    Read are digits, grouped by commas, apostrophes or any space, with a decimal point; number
    words ("two hundred and fifty thousand", "half a million", "two dozen"); magnitudes ("million",
    "m", "bn", "k", "lakh", "万"); "%", "percent", "per cent"; currency signs and codes on either
    side, and names behind ("US dollars"); a minus sign; and a qualifier in front ("no fewer than")
    or behind ("or more", "+").  Of two qualifiers the outer one counts: "more than about 5" says
    more than 5.

    A range is one figure: "10 to 12 million", "10–12%", "between 10 and 12".  "from 15 million to
    32 million" tells of a change and is two; "from 10 to 12 million", where the first number
    needs the magnitude of the second, is a range, unless something "rose from 10 to 12 million",
    which is 10 million and 12 million.  "by 17% to 93.8%", each with its own sign or magnitude, is
    two.  The lower end stands first, or it is no range.

    Not figures: dates, times, ordinals, fractions, ratios, decades, versions, list numbers, the
    number of a chapter, table, page or standard, an identifier ("COVID-19"), a number that closes
    a name ("World War 2"), a telephone number, digits in an address or in code, a number of more
    than 40 digits.  Nor:

    - a bare number from 1500 to 2100, which is a year, unless a qualifier goes with it that is not
      said of years ("more than 2000", not "over 2000"), or what it counts ("employed 2000 people");
    - a bare "one", which is a pronoun as a rule, unless such a qualifier, a magnitude, a percent
      sign or a span of time ("one-year") goes with it;
    - a number word in a proper name ("Five-Year Plan").
    """
    low = _lower(text)
    search, skip = patterns().start.search, patterns().skip.match
    floor = position = 0
    while start := search(low, position):
        if passed := skip(low, start.start()):
            position = passed.end()
        elif start.lastgroup in MARKS:
            position = start.end()
        else:
            figure, floor = _read_figure_at(text, low, floor, start)
            position = floor
            if figure:
                yield figure


def read_figure(text: str) -> Figure | None:
    """The figure of a phrase, "more than 2.7 million people"; None if it has none or several."""
    figures = read_figures(text)
    first = next(figures, None)
    return first if next(figures, None) is None else None


def _lower(text: str) -> str:
    """The text in small letters, every character in its place ("İ" would become two)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join([small if len(small := letter.lower()) == 1 else letter for letter in text])


def _read_figure_at(
    text: str, low: str, floor: int, start: re.Match[str]
) -> tuple[Figure | None, int]:
    """The figure at a match of the start pattern, if it is one, and where to read on."""
    number, end = read_number(low, floor, start)
    if not number:
        return None, _end(patterns().rest, low, end)
    lead = read_lead(low, floor, number.start)
    ends, range_end = _read_range(text, low, number, lead)
    scaled = bool(ends) and ends[0] != number  # "one to two million": no pronoun, no year
    if ends and not scaled and is_name(text, low, number, lead):
        several = is_label(lead.word) and lead.word.endswith(("s", "s.", "pp", "pp."))
        return None, _end(patterns().labels if several else patterns().rest, low, end)
    if not ends:
        return None, range_end
    figure = _make_figure(text, low, ends, lead)
    return figure, figure.end


def _read_range(  # noqa: PLR0911  # each return is one way to be no range
    text: str, low: str, first: Number, lead: Lead
) -> tuple[list[Number], int]:
    """The two ends of a range that starts with ``first``, or ``first`` alone, or nothing.

    Two numbers tied by a hyphen that are no range are a name, a score or a date: no figures.
    """
    alone = [first], first.end
    join = patterns().join.match(low, first.end)
    if not join or (join[3] == "and" and lead.word != "between"):
        return alone
    start = patterns().start.match(low, join.end() + (low[join.end() : join.end() + 1] in MONEY))
    if not start or start.lastgroup in MARKS or patterns().skip.match(low, start.start()):
        return alone
    second, end = read_number(low, None, start)
    tied = bool(join[1]) or (join[2] is not None and len(join[0]) == 1)
    none = ([], end) if tied else alone
    if second is None or is_year(second):
        return none
    after = patterns().tail.match(low, second.end)
    if second.bare and after and after[3] and is_month(text, after.start(3), after[3]):
        return [], end
    if join[1] and lead.qualifier is None and is_telephone(low, first, second):
        return [], end
    shares = first.magnitude == 1 and first.unit != "%"
    shares = shares and (second.magnitude != 1 or second.unit == "%")
    is_from = join[3] == "to" and lead.word == "from"
    is_by = join[3] == "to" and lead.word == "by" and _is_scaled(first) and _is_scaled(second)
    if is_by or (is_from and (not shares or is_year(first))):
        return alone
    if shares:
        first = first._replace(
            magnitude=second.magnitude, unit="%" if second.unit == "%" else first.unit
        )
    if is_from and _is_of_change(low, lead.word_start):
        return [first], first.end
    if first.value < second.value and (first.unit == "%") == (second.unit == "%"):
        return [first, second], end
    return none


def _is_scaled(number: Number) -> bool:
    """Whether a number needs nothing of what follows it to be a figure."""
    return bool(number.unit) or number.magnitude != 1


def _is_of_change(low: str, start: int) -> bool:
    """Whether the words before "from" tell of a change: "rose", "was cut sharply"."""
    return bool(patterns().change.search(low, max(start - _REACH_BACK, 0), start))


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start


def _make_figure(text: str, low: str, ends: list[Number], lead: Lead) -> Figure:
    qualifier, end = lead.qualifier, ends[-1].end
    if qualifier is None and (after := patterns().after.match(low, end)):
        qualifier, end = AFTER[after[1] or after[2] or "more"], after.end()
    return Figure(
        value=ends[0].value,
        upper=ends[1].value if len(ends) > 1 else None,
        step=min([number.step(qualifier) for number in ends]),
        unit=ends[0].unit or ends[-1].unit,
        qualifier=qualifier,
        text=text[lead.start : end],
        start=lead.start,
        end=end,
    )
