"""Reading: all figures of a text, things that only look like figures, and times."""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal
from functools import lru_cache

from factreport.english import labels, numbers, qualifiers, vocabulary
from factreport.english.directions import CHANGES, VERBS
from factreport.english.shapes import CLOCK_WORD
from factreport.english.unit_table import SPELLINGS
from factreport.figures import units
from factreport.figures.figure import Figure, Reading, Skipped
from factreport.figures.grammar import (
    Amount,
    Prose,
    is_closed,
    read_amount,
    with_parts,
    with_unit_before,
)
from factreport.figures.labels import skip_amount, skip_word
from factreport.figures.number import EXACT, Number, plain
from factreport.figures.qualifiers import (
    Lead,
    direction_after,
    read_after,
    read_direction,
    read_lead,
)
from factreport.figures.ranges import is_among_scores, read_span
from factreport.figures.running import NO_TIME, Running
from factreport.figures.shapes import Skip, chunk_end, skip_shape
from factreport.figures.shares import is_share
from factreport.figures.times import read_times
from factreport.figures.tokens import (
    Token,
    lowered,
    token_after,
    tokens_before,
    with_ascii_digits,
    words_after,
)
from factreport.model import Direction, Qualifier
from factreport.unit import Unit

# Where a figure may begin: a digit, or a word for a number, a scale or a fraction.  Every
# alternative begins with a letter or a digit of its own, so the search skips the rest quickly.
_WORDS = {
    *(*vocabulary.SMALL, *vocabulary.SCALES, *vocabulary.VAGUE_SCALES),
    *(*vocabulary.DENOMINATORS, *numbers.MULTIPLES),
}
_ENDINGS: dict[str, list[str]] = {"w": [r"ww\.\S+"], "h": [r"ttps?://\S+"]}  # addresses
for _word in sorted(_WORDS, key=lambda word: (-len(word), word)):
    _ENDINGS.setdefault(_word[0], []).append(rf"{_word[1:]}\b")
_LETTERS = [f"{letter}(?:{'|'.join(rests)})" for letter, rests in _ENDINGS.items()]
_SPOT = re.compile("|".join([*"0123456789", *vocabulary.FRACTION_SIGNS, *_LETTERS]))
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_DIGIT = re.compile("[0-9]")
_FEW = 20
_ONE, _LEAST_REPEATED = Decimal(1), 10
_STEP_OF_MULTIPLE = Decimal("0.1")  # the precision of "twice"
_SHORT = 80  # characters
_LONGEST_SYMBOL = 4  # "3.5 gtco", "0.2 msec"
_NEAR = 40  # in characters: "24 stations on the line over 31.2 km"
_STOP = re.compile(r"[.;:!?]")
_ROUND = 2  # trailing zeros that make a number round without "about": "588,000"
_RUN = re.compile(r"[0-9]+(?:[.,'’:/·^][0-9]+)*(?:[ \u00a0\u2007\u2009\u202f][0-9]{3}(?![0-9]))*")


def read(text: str, running: Running = NO_TIME) -> Reading:
    """Everything in a text: figures, skipped things and why they are not figures, and times.

    Every run of digits lies in one figure or in one skipped thing.  Times without a year get theirs
    from the running time.  The time taken is linear in the length of the text.
    """
    if len(text) <= _SHORT:
        return _read_again(text, running)
    return _read(text, running)


def _read(text: str, running: Running) -> Reading:
    times = read_times(text, running)
    years = frozenset(
        time.start + year.start() for time in times for year in _YEAR.finditer(time.text)
    )
    digital = with_ascii_digits(text)
    prose = Prose(text, digital.replace("\n", " "), lowered(digital), years, {})
    figures: list[Figure] = []
    skipped: list[Skipped] = []
    floor = position = 0  # the text before floor has been read
    while spot := _SPOT.search(prose.low, position):
        item = _read_at(prose, spot.start(), spot[0], floor)
        if item is None:
            position = spot.end()
            continue
        if isinstance(item, Skip):
            skipped.append(Skipped(text[item.start : item.end], *item))
        else:
            last = figures[-1] if figures else None
            if last and item.start - last.end > 1:  # more than a blank is between them
                if last.direction and not item.direction and _goes_on(prose, last, item):
                    item = item._replace(direction=last.direction)
                item = _like_last(prose, last, item)
            figures.append(item)
        position = item.end
        # "As many as" is not a qualifier after "twice".
        floor = item.start if isinstance(item, Figure) and is_multiple(item) else item.end
    # A time may contain a figure, but no figure a time.
    ends = [figure.end for figure in figures]
    apart = []
    for time in times:
        at = bisect_left(ends, time.start + 1)
        if at == len(figures) or not figures[at].start <= time.start < time.end <= figures[at].end:
            apart.append(time)
    return Reading(tuple(figures), tuple(skipped), tuple(apart))


def _goes_on(prose: Prose, last: Figure, figure: Figure) -> bool:
    """Whether a figure is the size of the same change as the last: "fell $13m, or 4%"."""
    if numbers.AND_BY.fullmatch(prose.low, last.end, figure.start):
        return True
    is_of_change = figure.unit.dimension == "points" or (
        numbers.RESPECTIVELY.match(prose.low, figure.end) is not None
    )
    return is_of_change and (
        numbers.AND_ALSO.fullmatch(prose.low, last.end, figure.start) is not None
    )


def _like_last(prose: Prose, last: Figure, figure: Figure) -> Figure:
    """A bracketed figure with the currency and scale of the last: "SEK 1.2m (1.1)"."""
    is_alone = prose.low[last.end : figure.start] == " (" and prose.low.startswith(")", figure.end)
    if not (is_alone and last.unit.is_money and figure.unit == units.BARE):
        return figure
    amount = read_amount(prose, last.number[0], last.start)
    is_note = figure.first < _LEAST_REPEATED and figure.step >= _ONE  # "$2 million (1)"
    if amount is None or is_note:
        return figure
    step = EXACT.divide(amount.number.step, amount.number.scale)
    is_alike = min(step, _ONE) == min(figure.step, _ONE)  # with as many decimal places
    return figure.scaled(amount.number.scale)._replace(unit=last.unit) if is_alike else figure


# The cells of a table and the items of a list are often the same.
_read_again = lru_cache(maxsize=4096)(_read)


def is_multiple(figure: Figure) -> bool:
    """Whether a figure is a multiple in one word, such as "doubled"."""
    return figure.unit.name == "times" and figure.text.rpartition(" ")[2].lower() in (
        numbers.MULTIPLES
    )


def read_figure(text: str) -> Figure | None:
    """The only figure of a text, whatever words surround it; None if it has none or several."""
    figures = read(text).figures
    return figures[0] if len(figures) == 1 else None


def _read_at(prose: Prose, start: int, spot: str, floor: int) -> Figure | Skip | None:  # noqa: PLR0911
    """The figure or skipped thing that begins at a spot; None if the word is not a number there."""
    if spot.isdigit():
        is_year = start in prose.years and prose.low.endswith(numbers.SURE_YEAR_LEADS, floor, start)
        if is_year and numbers.SURE_YEAR.match(prose.low, start):
            return Skip(start, start + 4, "a year")
        return skip_shape(prose, start, floor) or _read_amount_at(prose, start, floor)
    if spot in vocabulary.FRACTION_SIGNS:
        return _read_amount_at(prose, start, floor)
    if spot.startswith(("http", "www")):
        end = start + len(spot.rstrip(".,;:!?)"))
        return Skip(start, end, "an address") if _DIGIT.search(spot) else None
    before = prose.low[start - 1] if start else ""
    if before.isalnum() or before in {"_", "'", "’"}:
        return None
    if spot in vocabulary.SMALL:
        return _read_amount_at(prose, start, floor)
    if spot in numbers.MULTIPLES:
        return _read_multiple(prose, start, spot, floor)
    return _read_word_at(prose, start, spot, floor)


def _read_word_at(prose: Prose, start: int, word: str, floor: int) -> Figure | Skip | None:
    """A figure that begins with a fraction or a scale: "half", "a million", "hundreds of"."""
    low, end = prose.low, start + len(word)
    before = tokens_before(low, floor, start)
    article = before[-1].start if before and before[-1].word in vocabulary.ARTICLES else None
    if word in vocabulary.DENOMINATORS:
        lead = read_lead(low, before if article is None else before[:-1], start)
        if is_share(prose, end, word, lead, has_article=article is not None):
            return _read_amount_at(prose, start, floor, begin=article)
        return None
    if word in vocabulary.VAGUE_SCALES:
        return _read_plural(prose, start, word, floor)
    following = token_after(low, end)
    is_scaled = following.word in vocabulary.SCALES
    if before and before[-1].word == "of":
        before.pop()  # "a couple of hundred"
    if before and before[-1].word in vocabulary.VAGUE:  # "several hundred million"
        return Skip(before[-1].start, following.end if is_scaled else end, "a vague number")
    if article is not None or is_scaled:
        return _read_amount_at(prose, start if article is None else article, floor)
    return None


def _read_multiple(prose: Prose, start: int, word: str, floor: int) -> Figure | None:
    """How many times as much something is or becomes: "nearly tripled", "twice as many"."""
    low, end = prose.low, start + len(word)
    if low.startswith("-", end):  # "due to double-digit growth"
        return None
    if word in numbers.DOUBLE and not (
        numbers.BEFORE_DOUBLE.search(low, max(floor, start - _NEAR), start)
        or numbers.AFTER_DOUBLE.match(low, end)
    ):
        return None
    multiple = numbers.MULTIPLES[word]
    value = Decimal(multiple.numerator) / multiple.denominator
    number = Number(start, end, value, _STEP_OF_MULTIPLE, "words")
    amount = Amount(start, end, number, value, Unit("count", "times"), names_unit=True)
    lead = read_lead(low, tokens_before(low, floor, start), start)
    figure = _figure(prose, amount, lead)
    return figure._replace(text=prose.source[figure.start : end], end=end, direction=None)


def _read_plural(prose: Prose, start: int, word: str, floor: int) -> Figure | Skip | None:
    """The number in "hundreds of thousands", read as about; "millions of people" has none."""
    low, end = prose.low, start + len(word)
    of_scale = numbers.OF_SCALES.match(low, end)
    if of_scale is None:
        return Skip(start, end, "a vague number") if numbers.OF.match(low, end) else None
    scale = Decimal(vocabulary.VAGUE_SCALES[word] * vocabulary.PLURAL_SCALES[of_scale[1]])
    number = Number(start, of_scale.end(), scale, scale, "vague", scale=scale)
    of = numbers.OF.match(low, of_scale.end())  # "of dollars"
    unit_and_end = units.unit_after(prose.text, of.end() if of else of_scale.end())
    unit, end = unit_and_end or (Unit(), of_scale.end())
    amount = Amount(start, end, number, scale, unit, names_unit=bool(unit.dimension))
    lead = read_lead(low, tokens_before(low, floor, start), start)
    figure = _figure(prose, read_span(prose, amount, lead) or amount, lead)
    if (
        of
        and not unit.dimension
        and (noun := _noun_after(prose, of.end(), words_after(low, of.end(), 4)))
    ):
        figure = figure._replace(unit=Unit("count", noun.word))
    elif not of and not vocabulary.is_plural(figure.unit.name):  # "tens of millions watch it"
        figure = figure._replace(unit=figure.unit._replace(dimension="", name=""))
    return figure._replace(qualifier=figure.qualifier or "about")


def _read_amount_at(
    prose: Prose, position: int, floor: int, begin: int | None = None
) -> Figure | Skip | None:
    """The figure whose number begins at ``position``, or why it is not a figure.

    ``begin`` is the position of its article, if it has one.
    """
    low = prose.low
    amount = read_amount(prose, position, floor)
    if amount is None:
        run = _RUN.match(low, position)
        return Skip(position, run.end(), "an unusual number") if run else None
    if amount.names_unit:
        amount = with_parts(prose, amount)
    if begin is not None:
        amount = amount._replace(start=min(begin, amount.start))
    before = tokens_before(low, floor, amount.start)
    if before and before[-1].word == "and":
        amount = with_unit_before(prose, amount, before)
        while before and before[-1].start >= amount.start:
            before.pop()
    lead = Lead.of(amount.start, before)
    if before:
        lead = _lead_of(low, amount, before, floor)
    if skip := skip_amount(prose, amount, lead):
        return skip
    span = read_span(prose, amount, lead)
    is_spelled = amount.number.form == "words"
    if span and is_spelled and (clock := CLOCK_WORD.match(low, span.end)):
        return Skip(amount.start, clock.end(), "a time of day")
    if span is None or span.low is None:
        if is_spelled and (skip := skip_word(prose, amount, lead)):  # "the twenty-fifth"
            return skip
    elif lead.phrase == "over" and span.unit.is_duration:
        lead = Lead.of(amount.start, lead.before)  # "over 3 to 10 years"
    if span is None or (span.low is not None and is_among_scores(prose, amount, span, lead)):
        dash = numbers.JOIN.match(low, amount.end)
        return Skip(amount.start, chunk_end(low, dash.end() if dash else amount.end), "a score")
    return _figure(prose, span, lead)


def _lead_of(low: str, amount: Amount, before: list[Token], floor: int) -> Lead:
    """The words before an amount; some only look like its qualifier: "5% over two years"."""
    lead = read_lead(low, before, amount.start)
    if lead.phrase == "over" and _is_extent(low, amount, lead, floor):
        inner = [token for token in before if token.start > lead.start]  # "over more than"
        return read_lead(low, inner, amount.start)._replace(before=lead.before, word=lead.word)
    is_picked = lead.phrase == "up to" and lead.word in qualifiers.PICKING
    if is_picked and amount.unit.is_percentage:
        return Lead.of(amount.start, tokens_before(low, floor, amount.start))
    is_over = lead.word == "over" and not lead.qualifier and amount.unit.is_duration
    if is_over and before[-2:][0].word in qualifiers.LASTING:
        return Lead.of(before[-1].start, before[:-1], "more than", "over")  # "took over an hour"
    if lead.qualifier and amount.unit.is_duration:
        is_tied = low.startswith("-", amount.number.end)  # "below the five-year average"
        is_ago = token_after(low, amount.end).word in numbers.AGO  # "lower than 20 years ago"
        if (is_tied and lead.phrase in labels.OF_AGES) or (
            is_ago and lead.phrase in qualifiers.OF_LEVELS
        ):
            return Lead.of(amount.start, lead.before)
    return lead


def _is_extent(low: str, amount: Amount, lead: Lead, floor: int) -> bool:
    """Whether "over" introduces a duration or an extent: "5% over two years", "over two floors"."""
    following = token_after(low, amount.end).word
    if low.startswith("over the ", lead.start) and following not in labels.MARKS:
        return True  # "over the five trading days after it"
    is_compared = amount.unit.is_money and qualifiers.BEFORE_OVER.fullmatch(low, floor, lead.start)
    is_few = amount.value <= _FEW and following in qualifiers.ACROSS
    if is_few or is_compared or lead.word in qualifiers.ARRANGED:
        return True
    if not (amount.unit.is_duration or amount.unit.dimension == "length"):
        return False
    if following in qualifiers.COURSES:  # "over a six month period"
        return True
    is_of_other = (
        floor > 0 and lead.start - floor < _NEAR and not _STOP.search(low, floor, lead.start)
    )
    if is_of_other and lead.word not in qualifiers.LASTING:
        return True
    return (floor > 0 and not lead.before) or lead.word in qualifiers.SPREAD


def _figure(prose: Prose, amount: Amount, lead: Lead) -> Figure:
    """The figure of an amount or a range, with what follows it: its noun, its rate."""
    end, unit, qualifier, direction = amount.end, amount.unit, lead.qualifier, None
    number = (amount.number.start, amount.number.end)
    may_change = amount.is_range or amount.value > 0
    if unit.is_duration:  # "fell by 2 weeks", but "set up 3 weeks ago", "falling over 3 years"
        is_ago = token_after(prose.low, end).word == "ago"
        is_size = lead.word in ("by", "of") or (
            lead.word in VERBS and lead.before[-1].end + 1 == lead.start and not is_ago
        )
        may_change = may_change and is_size
    if lead.before and may_change:
        direction = read_direction(lead, is_percent=unit.is_percentage)
    if not is_closed(prose.low, end):
        end, unit, qualifier, direction = _with_rest(prose, amount, qualifier, direction)
    if amount.number.is_scaled and numbers.PLUS_INSIDE.search(prose.low, *number):
        qualifier = qualifier or "at least"
    step, zeros = amount.number.step, amount.number.zeros
    if zeros and (qualifier in ("about", "nearly") or (qualifier is None and zeros >= _ROUND)):
        step = plain(EXACT.scaleb(step, zeros))
    text = prose.source[lead.start : end]
    ends = (None if amount.is_range else amount.value, amount.low, amount.high)
    return Figure(text, lead.start, end, *ends, qualifier, unit, step, direction, number)


def _with_rest(
    prose: Prose, amount: Amount, qualifier: Qualifier | None, direction: Direction | None
) -> tuple[int, Unit, Qualifier | None, Direction | None]:
    """Where a figure ends, its unit, its qualifier and its direction, by the words after it."""
    low, end, unit = prose.low, amount.end, amount.unit
    words = words_after(low, end, 5)
    after = read_after(low, end, words, with_noun=not amount.names_unit)
    is_tied = unit.is_duration and low.startswith("-", amount.number.end)  # "our 3-year growth"
    if direction is None and not is_tied and (amount.is_range or amount.value > 0):
        direction = direction_after(low, end, words, is_percent=unit.is_percentage)
    if qualifier not in (None, "about", "nearly"):
        after = None
    if after and (not words or words[0].word in qualifiers.AFTER_FIRST):  # "30 or more people"
        end = after[1]
        words = words_after(low, end, 4)
        unit_and_end = None if amount.names_unit else units.unit_after(prose.text, end)
        is_grade = prose.text[end + 1 : end + 3].strip().isupper()  # "93 and above A"
        if unit_and_end and not (is_grade and unit_and_end[1] == end + 2):
            unit, end = unit_and_end
    multiple = None if amount.names_unit else numbers.MULTIPLE_AFTER.match(low, end)
    if multiple:  # "three times a day", "65-fold", "5x faster"
        per, end = units.rate_after(prose.text, multiple.end()) or (
            "",
            end + len(multiple[1] or ""),
        )
        return end, Unit("count", "times", per=per), qualifier, direction
    noun = None if amount.names_unit or unit.dimension else _noun_after(prose, end, words)
    if noun and _describes(prose, amount, noun):
        noun = None
    if noun:
        unit = Unit("count", noun.word)
        end = noun.end if noun.start == end else end
    # Counts and durations are rates only with "per" or a word such as "day".
    is_measured = not (unit.is_count or unit.is_percentage or unit.is_duration)
    rate = units.rate_after(prose.text, noun.end if noun else end, is_measured=is_measured)
    if rate:
        per, end = rate
        unit = SPELLINGS.get(f"{unit.name}/{per}") or unit._replace(per=per)
    if after:
        qualifier, end = after[0], max(end, after[1])
    return end, unit, qualifier, direction


def _describes(prose: Prose, amount: Amount, word: Token) -> bool:
    """Whether a word that is no plural tells what kind of thing a number is about, not how many.

    "The 5.8 earthquake", "46 malignant and 44 benign lesions".
    """
    if vocabulary.is_plural(word.word) or word.word in vocabulary.COUNTED or amount.value == 1:
        return False
    is_decimal = amount.number.step < 1 and not amount.number.is_scaled
    is_spelled_out = len(word.word) > _LONGEST_SYMBOL and prose.text[word.start].islower()
    is_spelled_out = is_spelled_out and not word.word.startswith(numbers.PREFIXED)
    is_of_next = numbers.AND_MORE.match(prose.low, word.end) is not None
    return is_of_next or (is_decimal and is_spelled_out)


def _noun_after(prose: Prose, end: int, words: list[Token]) -> Token | None:
    """The noun that is counted: the first plural among the next words, or else the next word.

    The word is not a name: "35 on 73 leaving Anna Holm".
    """
    low = prose.low
    if words and "\n" in words[0].gap and prose.text[words[0].start].isupper():
        return None  # "61,603\nBallots cast:"
    if low[end : end + 1] in ("-", "\u2010", "\u2011") and low[end + 1 : end + 2].isalpha():
        words = words_after(low, end + 1, 4)
        # "an 87-store chain", but "a 5,000-strong crowd"
        words = words[1:] if words and words[0].word in vocabulary.TIED_ADJECTIVES else words[:1]
    if (
        words
        and words[-1].word in labels.ALL_LABELS
        and low[words[-1].end + 1 : words[-1].end + 2].isdigit()
    ):
        words = words[:-1]  # "three Phase 2 trials"
    is_joined = len(words) > 2 and words[1].word in labels.JOINS
    if is_joined and not (
        vocabulary.is_plural(words[0].word) or words[0].word in vocabulary.COUNTED
    ):
        words = [words[0], *words[2:]]  # "200 fruit and vegetable growers"
    first = None
    for number, word in enumerate(words[:4]):
        written = prose.text[word.start : word.end]
        # "300 more jobs", "12 US states"
        if (word.word in vocabulary.MORE and not number) or written in vocabulary.ACRONYMS:
            continue
        if (
            word.word in vocabulary.NO_NOUN
            or word.word in vocabulary.SMALL
            or word.word.startswith("a-")
            or word.word.endswith(vocabulary.CONTRACTIONS)
        ):
            break
        if word.word in vocabulary.COUNTED:
            return word
        following = [token.word for token in words[number + 1 :]]
        is_rate = following[:1] == ["a"] and following[1:2] and following[1] in vocabulary.TIMES
        if following and following[0] in vocabulary.DETERMINERS and not is_rate:
            break  # a verb: "the Atlas 1 combines the"
        is_plural = vocabulary.is_plural(word.word)
        if is_plural or (
            written[-1] == "s" and written.isalpha() and written[:-1].isupper()
        ):  # "four MPs"
            next_word = "".join(following[:1])  # "food services firms", but "stars towards the"
            is_compound = vocabulary.is_plural(next_word) and next_word not in vocabulary.NO_NOUN
            return words[number + is_compound]
        is_kind = vocabulary.is_plural("".join(following[:1]))  # "three growth stocks"
        if (word.word in CHANGES and not is_kind) or len(word.word) < 2:
            break
        if not (word.word.endswith(vocabulary.NO_NOUN_ENDINGS) and len(word.word) > 3):
            is_noun = not written.istitle() and word.word not in vocabulary.ADJECTIVES
            first = first or (word if is_noun else None)
    return first
