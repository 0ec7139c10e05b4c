"""Ranges: two amounts that form one figure, "5–7%", "between 2 and 3 million", "7.2 ± 0.4"."""

from __future__ import annotations

import re
from decimal import Decimal

from factreport.english import months, numbers, vocabulary
from factreport.english.directions import ADVERBS, CHANGES
from factreport.english.unit_table import DOLLARS, SPELLINGS
from factreport.english.vocabulary import GAP
from factreport.figures.grammar import SHARE, Amount, Prose, read_ahead, read_amount
from factreport.figures.number import EXACT
from factreport.figures.qualifiers import Lead, read_direction
from factreport.figures.tokens import token_after
from factreport.figures.units import convert, rate_after, unit_after

# The next number does not belong to the same figure, or no number follows at all.
_ENDS = re.compile(r"\Z|\s(?:[0-9]|[$€£¥₹][0-9])|[.:!?](?:\s|\Z)")
_PAIR_BEFORE = re.compile(r"\b([0-9]{1,2})[-–]([0-9]{1,2}),?[ ][(]?\Z")
_PAIR_AFTER = re.compile(r"[)]?,?[ ][(]?([0-9]{1,2})[-–]([0-9]{1,2})(?![0-9%-]|\.[0-9])")
_LONGEST_PAIR = 9
_SIGN_NEXT = re.compile(" [-–—−]")
_WIDEST = 50  # times the least of them
_LAST_CLAUSE = re.compile(r"[.;:!?\n]")
_SAID = 160  # characters
_MOST_GAMES, _MOST_GOALS = 7, 9
_ANY_DOLLAR = (SPELLINGS["USD"], *DOLLARS)
_CLOSING = re.compile(rf"{GAP}[)\]]{{1,2}}")
_NUMBER_AHEAD = re.compile(r"(?:[^\s0-9a-z]{1,2}|[a-z]{1,3}[ $€£¥]?[$€£]?)?[ ]?(?=\.?[0-9½¼¾⅓⅔])")


def read_span(prose: Prose, first: Amount, lead: Lead) -> Amount | None:  # noqa: PLR0911
    """The figure that begins with an amount; None if the two numbers are a score or a name."""
    low = prose.low
    if _ENDS.match(low, first.end):
        return first
    if low.startswith("/", first.end) and (rate := rate_after(prose.text, first.end)):
        per = first.unit._replace(per=rate[0])
        rated = first._replace(end=rate[1], unit=per)
        if interval := numbers.INTERVAL.match(
            low, rate[1]
        ):  # "-38.7 mg/dL (95% CI -41.2 to -36.1)"
            return _read_interval(prose, rated, interval) or first
    is_open = low[first.end : first.end + 2].strip()[:1] in "([,;"
    if is_open and (interval := numbers.INTERVAL.match(low, first.end)):
        if span := _read_interval(prose, first, interval):
            return span
        opening = numbers.MARGIN_IN_BRACKETS.match(low, first.end)  # "62% (± 3.5 points)"
        margin = _second(prose, opening.end()) if opening else None
        closing = _CLOSING.match(low, margin.end) if margin else None
        if margin and closing:
            return _margin(first, margin)._replace(end=closing.end())
        return first
    if first.is_bare and (item := _item(prose, first)):
        return item
    join = numbers.JOIN.match(low, first.end)
    second = _second(prose, join.end()) if join else None
    if join is None or second is None or _is_row(first, join[0], second):
        return first
    is_pair = second.end == second.number.end and low.startswith("/", second.end)
    if is_pair and low[second.end + 1 : second.end + 2].isdigit():  # "148/92 to 131/84"
        return _with_unit_of(first, second)
    if join["margin"]:
        return _margin(first, second)
    if join["dash"]:
        is_whole = first.number.step == second.number.step == 1  # and not "xG: 2.31-0.88"
        is_tied = len(join["dash"]) == 1 and is_whole
        span_found = _range(_in_thousands(prose, first, second) if is_tied else first, second)
        is_few = first.value <= _MOST_GOALS and is_whole and first.is_bare  # "won 3 – 1"
        is_score = (is_tied or is_few) and not (first.names_unit or second.names_unit)
        return span_found or (None if is_score else first)
    if lead.word not in ("from", "by") and not read_direction(lead):  # "rose 15 to 20,000"
        first = _in_thousands(prose, first, second)
    text_before = low[max(0, first.start - _SAID) : first.start]
    return _worded(first, second, join["word"] or join["hyphened"] or "and", lead, text_before)


def _is_row(first: Amount, join: str, second: Amount) -> bool:
    """Whether a dash is the sign of the next number: "-12.99 -5.44%", "0.2 –0.9 0.0"."""
    is_decimal = first.number.step < 1 and not (first.names_unit or second.names_unit)
    return (first.value < 0 or is_decimal) and _SIGN_NEXT.fullmatch(join) is not None


def _item(prose: Prose, first: Amount) -> Amount | None:
    """A number that shares the unit of the last of several: "rose 3, 4 and then 5 per cent"."""
    listed = numbers.LISTED.match(prose.low, first.end)
    last = _second(prose, listed.end()) if listed else None
    if last is None or listed is None or first.number.start in prose.years:
        return None
    above = prose.low[max(first.start - 3, 0) : first.start]
    if listed["last"] and not (above.endswith(", ") and above[0].isdigit()):
        return None  # "sold 40, and 80 kg were left"
    size = EXACT.divide(last.value, last.number.scale)
    is_alike = size <= _WIDEST * first.value and first.value <= _WIDEST * size
    return _with_unit_of(first, last) if is_alike else None


def _second(prose: Prose, position: int) -> Amount | None:
    """The amount that begins exactly at ``position``."""
    low = prose.low
    ahead = _NUMBER_AHEAD.match(low, position)
    if ahead:
        second = read_ahead(prose, ahead.end(), position)
        return second if second and second.start == position else None
    token = token_after(low, position)
    is_number = token.word in vocabulary.SMALL or token.word in vocabulary.DENOMINATORS
    if not is_number and token.word in vocabulary.ARTICLES:
        following = token_after(low, token.end)
        if following.word in vocabulary.DENOMINATORS:  # "between a third and a half"
            share = read_amount(prose, following.start, following.start)
            return share and share._replace(start=position)
        is_number = following.word in vocabulary.SCALES
    return read_ahead(prose, position, position) if is_number else None


def _margin(first: Amount, second: Amount) -> Amount:
    """A value with its margin: "7.2 ± 0.4 Mt"; not if that is a share of it: "300 t ± 5%"."""
    if second.unit.dimension == "percent" and first.names_unit and first.unit != second.unit:
        return first
    value, _ = _shared(first, second)
    margin = abs(second.value)
    low, high = EXACT.subtract(value, margin), EXACT.add(value, margin)
    whole = _joined(first, second, step=first.number.step, low=low, high=high)
    return whole._replace(value=value, is_range=False)


def _in_thousands(prose: Prose, first: Amount, second: Amount) -> Amount:
    """The first amount in thousands if the second is: "20-25,000", "20 to 25,000 people"."""
    is_short = first.number.form == "digits" and first.value < 1000
    is_round = prose.low.endswith(",000", 0, second.number.end) and second.value < 10**6
    if not (is_short and is_round and second.value < 3000 * first.value < 3 * second.value):
        return first
    number = first.number.scaled(1000, first.number.end)
    return first._replace(number=number._replace(scale=Decimal(1)), value=number.value)


def is_contest(lead: Lead) -> bool:
    """Whether the words before give the result of a vote or a match."""
    return any(token.word in numbers.CONTESTS for token in lead.before[-3:])


def is_among_scores(prose: Prose, first: Amount, span: Amount, lead: Lead) -> bool:
    """Whether a range is a score: beside another, "6-4, 3-6", or "lost 3-6 to"."""
    low = prose.low
    sign = low[first.end : first.end + 2].strip()[:1]
    if not first.is_bare or span.names_unit or sign not in ("-", "–"):
        return False
    following = token_after(low, span.end)
    next_word = following.word
    is_of_two = prose.text[following.start].isupper() and lead.before  # "Italy 17-28 Ireland"
    if next_word in numbers.CONTEST_NOUNS or (
        is_of_two
        and prose.text[lead.before[-1].start].isupper()
        and lead.word not in months.NUMBERS
    ):
        return True
    if is_contest(lead) and (not next_word.isalpha() or next_word in vocabulary.NO_NOUN):
        return True
    pairs = (
        _PAIR_BEFORE.search(low, max(first.start - _LONGEST_PAIR, 0), first.start),
        _PAIR_AFTER.match(low, span.end),
    )
    scores = [(int(pair[1]), int(pair[2])) for pair in pairs if pair]
    is_low = span.high is not None and span.high <= _MOST_GAMES  # "3-6, 6-7"
    return any(score >= other or (is_low and other <= _MOST_GAMES) for score, other in scores)


def _worded(first: Amount, second: Amount, word: str, lead: Lead, text_before: str) -> Amount:
    """A range with a word, "5 to 7", "five or six"; or the first of two figures.

    ``said`` is the text before it: in "rose by 64%, from 579 to 952" are two values, no range.
    """
    before = lead.word
    # Whether the first takes its scale or its unit from the second, but not in
    # "rose by 4.2 percent to $52 million".
    shares = (second.names_unit and not first.names_unit) or (
        second.number.is_scaled and not first.number.is_scaled
    )
    is_other = second.names_unit or first.unit.dimension == "percent"
    shares = shares and not (first.names_unit and is_other and first.unit != second.unit)
    is_long = first.value >= 1000 and not first.number.is_scaled  # "rose 32,000 to 1.4 million"
    shares = shares and not (word == "to" and is_long and second.number.is_scaled)
    is_share = second.unit.is_percentage
    shares = shares and not (is_share and first.number.is_scaled)  # "14 million and 11% of"
    is_year = first.is_bare and 1500 <= first.value <= 2100
    # "22,392 km2 or 8,646 sq mi"
    is_again = first.names_unit and second.names_unit and first.unit != second.unit
    is_either = word == "or" and (is_again or before in numbers.EITHER)
    if is_either or (word == "and" and before != "between"):
        return _with_unit_of(first, second) if shares and not is_year else first
    joined = _range(first, second)
    is_of_percent = first.unit == second.unit and first.unit.dimension == "percent"
    above = lead.before[-2:][0].word if lead.before else ""
    is_to_be = before in ADVERBS and above in numbers.BEFORE_UP  # "to be up 15% to 20%"
    is_expected = before in numbers.EXPECTED or is_to_be  # but "rose 3% to 6%"
    is_expected = is_of_percent and is_expected
    is_changed = before == "by" or (read_direction(lead) is not None and not is_expected)
    is_of_match = is_contest(lead) and not second.number.is_scaled  # "lost 30 to 50 thousand"
    if word == "to" and (is_changed or is_of_match):
        is_part = first.unit == SHARE and second.number.form != "fraction"  # "by a third to €62"
        if is_part or not shares or is_of_match:
            return first  # "rose by 4,000 to 62,000"
        if first.number.is_scaled or first.names_unit:
            return _with_unit_of(first, second)  # "fell by 7 million to 31 million dollars"
    if word in ("to", "through") and before == "from":
        is_aside = text_before.rstrip().endswith(", from")
        clause = _LAST_CLAUSE.split(
            text_before if is_aside else " ".join([token.word for token in lead.before])
        )[-1]
        if not CHANGES.isdisjoint(re.findall(r"[a-z]+", clause)):
            return _with_unit_of(first, second) if shares else first
        is_whole = first.names_unit or first.number.is_scaled
        is_range = any(token.word in numbers.RANGES for token in lead.before[-4:])
        if is_whole and not shares and not is_range:
            return first
    return joined or first


def _shared(first: Amount, second: Amount) -> tuple[Decimal, Decimal]:
    """The first value and its step, in the scale of the second if the first has none of its own."""
    number, scale = first.number, second.number.scale
    is_great = first.value >= 1000 > EXACT.divide(second.value, scale)  # "5,730 and 704 million"
    is_year = first.is_bare and 1500 <= first.value <= 2100
    if number.is_scaled or scale == 1 or is_great or is_year:
        return first.value, number.step
    return EXACT.multiply(first.value, scale), EXACT.multiply(number.step, scale)


def _with_unit_of(first: Amount, second: Amount) -> Amount:
    """The first of two figures, with the scale and the unit written after the second."""
    value, step = _shared(first, second)
    unit = first.unit if first.names_unit else second.unit
    return first._replace(
        value=value,
        number=first.number._replace(step=step),
        unit=unit,
        names_unit=first.names_unit or second.names_unit,
    )


def _range(first: Amount, second: Amount) -> Amount | None:  # noqa: PLR0911  # one rule per line
    """The range between two amounts; None if they don't fit or the second is not greater."""
    if second.unit.is_bare and first.unit in _ANY_DOLLAR:  # "A$5m to $7m"
        second = second._replace(unit=first.unit)
    elif first.unit.is_bare and second.unit in _ANY_DOLLAR:
        first = first._replace(unit=second.unit)
    if first.names_unit and second.names_unit and first.unit != second.unit:
        if first.unit.is_count or first.unit.is_percentage or first.unit.is_money:
            return None
        converted = convert(second.value, second.unit, first.unit)  # "20 Hz–20 kHz"
        if converted is None or not 0 <= first.value < converted:
            return None
        return _joined(first, second, step=first.number.step, low=first.value, high=converted)
    if first.names_unit and not second.names_unit and first.end > first.number.end:
        return None  # "rose 0.7 per cent to 2,758.42"
    value, step = _shared(first, second)
    if not value < second.value:
        value, step = first.value, first.number.step
    if value < 0 and second.value < value:  # "−0.5% to −1.5%"
        return _joined(first, second, step=step, low=second.value, high=value)
    if not value < second.value:
        return None
    return _joined(first, second, step=step, low=value, high=second.value)


def _joined(first: Amount, second: Amount, *, step: Decimal, low: Decimal, high: Decimal) -> Amount:
    """The range that two amounts form."""
    number = first.number._replace(
        step=min(step, second.number.step), zeros=min(first.number.zeros, second.number.zeros)
    )
    is_of_second = second.names_unit and not first.names_unit
    return first._replace(
        end=second.end,
        number=number,
        unit=second.unit if is_of_second else first.unit,
        names_unit=first.names_unit or is_of_second,
        low=low,
        high=high,
        is_range=True,
    )


def _read_interval(prose: Prose, first: Amount, opening: re.Match[str]) -> Amount | None:
    """The value with the ends of its interval: "2.3 (95% CI 1.9–2.7)", "2.3 [1.9–2.7]"."""
    least = _second(prose, opening.end())
    join = numbers.INTERVAL_JOIN.match(prose.low, least.end) if least else None
    most = _second(prose, join.end()) if join else None
    if least is None or most is None:
        return None
    closing = _CLOSING.match(prose.low, most.end)
    is_named = opening["name"] or not opening["bracket"]
    if not closing and not (is_named and prose.low[most.end : most.end + 1] in " \n.,;)]"):
        return None
    end = closing.end() if closing and opening["bracket"] else most.end
    low, high, value = _shared(least, most)[0], most.value, first
    if first.number.is_scaled and not (least.number.is_scaled or most.number.is_scaled):
        low, high = (EXACT.multiply(end, first.number.scale) for end in (low, high))
    if not low <= first.value <= high or low == high:
        return None
    if not value.names_unit and (unit := unit_after(prose.text, end)):  # "1.1 [0.9 to 1.2] °C"
        value, end = value._replace(unit=unit[0], names_unit=True), unit[1]
    return value._replace(end=end, low=low, high=high)
