"""Relevance: whether a place in a text is about the time, the area and the group of a fact."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from operator import attrgetter

from factreport.auditing.names import Dimension, key_of
from factreport.english import capture as english
from factreport.english import months, places
from factreport.english.claims import DENYING, GAIN, LOSS
from factreport.english.names import spellings_of
from factreport.english.sentences import GROUPS
from factreport.english.stems import GENERIC, WORD, are_opposite, stem, stems, stems_of
from factreport.figures.context import FigureTimes, times_of
from factreport.figures.figure import Figure, Time
from factreport.figures.period_fit import is_of
from factreport.figures.times import times_after
from factreport.model import Record
from factreport.periods import Period
from factreport.verification.nearby_names import NearbyNames, OfFigure
from factreport.verification.passages import Occurrence, Passages
from factreport.wording import quoted, visible_line

_DIMENSIONS: tuple[Dimension, Dimension] = ("area", "group")
_SHORTEST_NAME = 4  # letters by which the people of a place are known
_FEWEST_FACTS = 3  # that show what a whole source is about
_REACH = 300  # characters before a figure
_NEGATION = 12  # characters before a figure that may deny it
_YEAR = re.compile(r"\d{4}")
_CURE = "correct the period or the value"
_FEW_WORDS = 4  # with fewer a paragraph may be the row of a table


class Relevance:
    """Checks places in texts against the areas and groups that the facts of a store have."""

    def __init__(self, records: Iterable[Record]) -> None:
        """Take the facts of the store."""
        known: dict[Dimension, set[str]] = {"area": set(), "group": set()}
        self._of_metric: dict[tuple[str, Dimension], set[str]] = defaultdict(set)
        self._metrics_of: dict[str, set[str]] = defaultdict(set)
        for record in records:
            for dimension in _DIMENSIONS:
                if name := getattr(record, dimension):
                    known[dimension].add(name)
                    self._of_metric[record.id, dimension].add(name)
                    self._metrics_of[name].add(record.id)
        areas: dict[str | None, Counter[str | None]] = defaultdict(Counter)
        for record in records:
            areas[record.source][record.area] += 1
        most = {source: counts.most_common(1)[0] for source, counts in areas.items()}
        self._usual_area = {
            source: area for source, (area, count) in most.items() if count >= _FEWEST_FACTS
        }
        # A text may name men where the store has only women.
        keys = set(map(key_of, known["group"]))
        groups = known["group"].union(group for group in GROUPS if key_of(group) not in keys)
        self._named = NearbyNames(
            areas=sorted(known["area"]), groups=sorted(groups), with_siblings=True
        )
        self._in_tables: dict[frozenset[str], set[str]] = {}
        self._areas_named: dict[tuple[str | None, str | None], bool] = {}

    def objection(self, record: Record, hit: Occurrence, passages: Passages) -> str | None:
        """What the text says about a figure that contradicts the fact, or None."""
        if hit.read is None:
            return None
        names = self._named.of(hit.context, hit.read)
        reason = _wrong_time(record, hit, hit.read, is_paired=names.is_paired)
        reason = reason or _about_another(record, hit) or self._for_another(record, hit, names)
        if reason := reason or _unnamed_time(record, hit):
            return reason
        for dimension in _DIMENSIONS:
            name, is_area = getattr(record, dimension), dimension == "area"
            # A whole source may be about the area of most of its facts, and need not name it.
            if not name or (is_area and self._usual_area.get(record.source) == name):
                continue
            near = passages.around(hit.context, dimension)
            if not self._has_name(name, near, record.citation if is_area else None):
                shown = f"{hit.shown}, but nothing near it names {quoted(name)}"
                return f"{shown}; correct the {dimension} or the place"
        return None

    def _for_another(self, record: Record, hit: Occurrence, names: OfFigure) -> str | None:
        """What shows that a figure is for another area or group than the fact, or None."""
        # The area or group that the text gives the figure may be a different one.
        for dimension in _DIMENSIONS:
            wanted, of_metric = getattr(record, dimension), self._of_metric[record.id, dimension]
            named = [name.name for name in names.own if name.dimension == dimension]
            is_whole = dimension == "area" and record.group is None and not named
            if wanted and is_whole and (other := _place_of(hit)):
                named = [wanted if wanted in other or other in wanted else other]
            if wanted is None:
                named = [name for name in named if name in of_metric]
            elif not named:
                if other := self._other_row(wanted, hit):
                    return _of_other(hit, other, wanted)
                metrics = self._metrics_of[wanted]  # names that a metric has side by side
                named = [name.name for name in names.inherited if name.dimension == dimension]
                named = [name for name in named if not metrics.isdisjoint(self._metrics_of[name])]
            if wanted:  # in one of its spellings, or both parts of "Bachelor, Men"
                lower, called = {*map(str.lower, named)}, (wanted, *spellings_of(wanted))
                is_among = lower >= {*wanted.lower().split(", ")}
                is_among |= not lower.isdisjoint(map(str.lower, called))
            if not named or (wanted and is_among):
                continue
            # The title of a metric may say that it is about this area or group.
            titled = {name.name for name in self._named.all_in(record.title)}
            if (wanted is not None and dimension == "group") or titled.isdisjoint(named):
                return _of_other(hit, named[0], wanted)
        return None

    def names_area(self, record: Record, passages: Passages) -> bool:
        """Whether a text or its citation names the area of a fact anywhere."""
        asked = record.source, record.area
        if asked not in self._areas_named:
            self._areas_named[asked] = record.area is None or self._has_name(
                record.area, passages.text, record.citation or ""
            )
        return self._areas_named[asked]

    def _has_name(self, wanted: str, near: str, citation: str | None) -> bool:
        """Whether words have a name or half of it; an area also as "Ostavian", or in the citation.

        ``citation`` is None for a group.
        """
        is_area = citation is not None
        words = set(map(key_of, filter(stem, WORD.findall(wanted))))
        telling, texts = words - GENERIC or words, (near, citation or "")
        lacking = telling.difference(*map(_keys_in, texts))
        if len(lacking) * 2 <= len(telling) and not any(map(str.isdigit, lacking)):
            return True
        people = wanted.lower()[: max(len(wanted) - 1, _SHORTEST_NAME)]  # "Ostavian"
        for keys in map(_keys_in_order, texts) if is_area else ():
            at = bisect_left(keys, people)
            if at < len(keys) and keys[at].startswith(people):
                return True
        return any(wanted == name.name for text in texts for name in self._named.synonyms_in(text))

    def _other_row(self, wanted: str, hit: Occurrence) -> str:
        """The row of a cell if the area or group of the fact is another one of its table, or ""."""
        if not hit.headers:
            return ""
        if hit.headers not in self._in_tables:
            self._in_tables[hit.headers] = {
                name.name
                for header in hit.headers
                for name in self._named.all_in(header)
                if name.end - name.start == len(header)
            }
        row = hit.context.block.row
        return row[-1] if row and wanted in self._in_tables[hit.headers] else ""


@lru_cache(maxsize=64)  # a whole text is asked for with each area
def _keys_in(text: str) -> frozenset[str]:
    return frozenset(map(key_of, WORD.findall(text)))


@lru_cache(maxsize=64)
def _keys_in_order(text: str) -> list[str]:
    return sorted(_keys_in(text))


def _about_another(record: Record, hit: Occurrence) -> str | None:
    """What shows that the sentence of a figure is about something other than the fact."""
    if _is_denied(record, hit):
        sentence = quoted(visible_line(hit.sentence))
        return f"{hit.shown} is about the opposite there, {sentence}; correct the fact"
    block, title = hit.context.block, stems_of(f"{record.title or ''} {record.group or ''}")
    in_text = stems_of(block.text)
    if block.kind == "cell" or title <= GENERIC or len(in_text) < _FEW_WORDS:
        return None
    if title.isdisjoint(in_text | stems((*block.headings, record.unit or ""))):
        sentence = f"{quoted(visible_line(hit.sentence))}; correct the title or the place"
        return f"{hit.shown} appears there, but no word of the title does, {sentence}"
    return None


def _is_denied(record: Record, hit: Occurrence) -> bool:
    """Whether the sentence of a figure is about the opposite, or denies the value."""
    block, about = hit.context.block, f"{record.title} {record.group or ''}"
    clause = " ".join((*block.row, *block.column)) if block.kind == "cell" else hit.sentence
    value, is_loss = record.value or 0, _has(LOSS, clause)
    if value < 0 and hit.read and hit.read.unit.is_money:
        is_negative = hit.read.first < 0 or hit.read.direction == "down"
        if not (is_negative or is_loss):
            return True  # the fact is a loss, and the text has none
    if block.kind == "cell":
        return False
    is_gain_lost = value > 0 and is_loss and _has(GAIN, about) and not _has(LOSS, about)
    return (
        (is_gain_lost and not _has(GAIN, clause))
        or (are_opposite(clause, about) and not (value < 0 and is_loss))
        or _has(DENYING, block.text[max(0, hit.start - _NEGATION) : hit.start])
    )


@lru_cache(maxsize=1_024)  # each fact of one value asks the same of a sentence
def _has(pattern: re.Pattern[str], words: str) -> bool:
    return pattern.search(words) is not None


def _place_of(hit: Occurrence) -> str:
    """The place of a figure in a list of such: "5 in England, 4 in Wales"; or of its subject."""
    text, (start, end) = hit.context.block.text, hit.context.sentence(hit.start)
    start, end = max(start, hit.start - _REACH), min(end, hit.end + _REACH)
    if subject := places.SUBJECT.match(text, start, hit.start):
        return subject["place"]
    lead = places.LEAD.match(text, start, hit.start)
    if lead and lead["place"] and places.IS_PLACE.search(lead["place"]):
        return lead["place"]
    after = places.PLACE_AFTER.match(text, hit.end, end)
    figures = hit.context.reading.figures
    first, last = (bisect_left(figures, at, key=attrgetter("start")) for at in (start, end))
    matches = (places.PLACE_AFTER.match(text, figure.end, end) for figure in figures[first:last])
    others = {match["place"].rstrip(".") for match in matches if match}
    # "5 in April and 4 in May" are times, "in Table 3" is neither.
    others = {name for name in others if places.NO_PLACES.isdisjoint(name.lower().split())}
    others = {name for name in others if name.split()[0] not in months.NAMES}
    others = {name for name in others if not times_of(name) and name[1:2].islower()}
    own_name = after["place"].rstrip(".") if after else ""
    return own_name if own_name in others and len(others) > 1 else ""


def _of_other(hit: Occurrence, named: str, wanted: str | None) -> str:
    instead = f", not for {quoted(wanted)}" if wanted else ""
    return f"{hit.shown} is for {quoted(named)}{instead}; correct the fact or the value"


def _unnamed_time(record: Record, hit: Occurrence) -> str | None:
    """The objection that the text is about another year and never names the year of the fact."""
    if record.period is None or hit.read is None or hit.context.block.kind == "cell":
        return None
    about, period = hit.context.when(hit.read), Period.parse(record.period)
    years = hit.context.course[0][1].years
    is_named = not years.isdisjoint((period.first.year, period.last.year))
    if is_named or about.where not in ("running", "headings") or about.period is None:
        return None
    if _is_bracketed(hit) and period.last < about.period.first:
        return None  # "18.2 million (41.5 million)": the one of the year before
    is_other = not about.period.overlaps(period)
    objection = (
        f"{hit.shown}, but the text is about {about.period} there and does not name {period}"
    )
    return f"{objection}; {_CURE}" if is_other else None


def _wrong_time(record: Record, hit: Occurrence, figure: Figure, *, is_paired: bool) -> str | None:
    """The time that the text gives a figure, if the fact has a different one."""
    if record.period is None:
        return None
    period, when = Period.parse(record.period), hit.context.when(figure)
    if when.where != "beside" and hit.context.is_now(figure):
        named = [time for time in hit.context.reading.times if is_of(time, period)]
        is_own = any(hit.context.are_together(figure, time[1:3]) for time in named)
        return f"{hit.shown} is for the day of the text; {_CURE}" if named and not is_own else None
    times = when.times
    if when.where in ("headings", "running", "afar", "nowhere"):
        times = ()
        if not hit.context.times(*hit.context.sentence(hit.start)):
            # Its days or months of no certain year, in the year of the fact; only those as long as
            # the period of the fact: a year may be named by the day of its end.
            in_year = times_after(Period.of(period.first.year), hit.sentence)
            alike = [time for time in in_year if time.period.grain == period.grain]
            times = tuple(time for time in alike if _names_month(time))
        if not times:
            return _wrong_time_from_afar(period, hit, figure, when, is_paired=is_paired)
    if when.where in ("beside", "sentence"):
        times += hit.context.follows(figure)
    narrow = FigureTimes(times, when.where).period
    if narrow and len(times) > 1:  # the quarter of a column in the year of its row
        times = tuple(time for time in times if time.period == narrow)
    if figure.direction and figure.unit.is_percentage:
        # "Sales in 2024 rose 5% from 2023": a change may be for the time that is named first.
        times += hit.context.times(hit.context.sentence(hit.start)[0], hit.start)[:1]
    if any(_may_be(time, period, hit) for time in times):
        return None
    return _for_other_time(hit, times, period)


def _wrong_time_from_afar(
    period: Period, hit: Occurrence, figure: Figure, when: FigureTimes, *, is_paired: bool
) -> str | None:
    """What is wrong with the time of a fact if the sentence of its figure names none.

    The text then means one of the times of the paragraph.
    """
    context = hit.context
    if context.block.kind == "cell":
        return None
    # "Than women (29%)" is another group, not another time.
    if not is_paired and (main := context.base_of(figure)) and main.period == period:
        return f"{hit.shown} is the value before the one for {period}; {_CURE}"
    times, of_others = context.possible_times(figure)
    times += context.times(*context.sentence(hit.start)) if is_paired else ()
    if when.where == "nowhere":  # in a comparison that names no time
        times, of_others = (*times, *of_others), ()
    above = [time for heading in context.block.headings for time in times_of(heading)]
    for time in (*times, *when.times, *above):
        if _may_be(time, period, hit) or period.contains(time.period):  # but not a part of it
            return None
    if _is_bracketed(hit):
        return None  # "812 were cows (846)": for the time of another pair
    if other := next((time for time in of_others if is_of(time, period)), None):
        named = quoted(visible_line(other.text))
        objection = f"{hit.shown}, but the text gives {named} to another figure; {_CURE}"
        is_apart = english.AS_OF.search(context.block.text, hit.end, other.start)
        return None if is_apart else objection
    if not times and not of_others and len(context.block.headings) > 1:
        # A section is about its time, a title perhaps only about the day of a release.
        of_section = times_of(context.block.headings[-1])
        times = tuple(time for time in of_section if not time.period.overlaps(period))
    return _for_other_time(hit, times, period)


def _is_bracketed(hit: Occurrence) -> bool:
    """Whether a figure stands alone in brackets."""
    text = hit.context.block.text
    return text[: hit.start].endswith("(") and text.startswith(")", hit.end)


def _names_month(time: Time) -> bool:
    return any(month in time.text for month in months.NAMES)


def _may_be(time: Time, period: Period, hit: Occurrence) -> bool:
    """Whether a time that the text names may be the period of a fact, with what is around it."""
    if is_of(time, period):
        return True
    named, block = time.period, hit.context.block
    if named.grain == period.grain and _names_month(time) and not _YEAR.search(time.text):
        # "In August": the year is inferred, and may be any that the text names.
        is_same = named.iso.partition("-")[2] == period.iso.partition("-")[2] != ""
        return is_same and any(
            str(period.first.year) in text for text in (block.text, *block.headings)
        )
    if named.grain == "span" and hit.plain and hit.plain.direction:
        return period.last == named.last  # "from August to September prices rose"
    is_part = period.grain == "month" and named.contains(period)  # "August led, with 5 in 2024"
    return is_part and hit.sentence.startswith(months.NAMES[period.first.month - 1])


def _for_other_time(hit: Occurrence, times: Iterable[Time], period: Period) -> str | None:
    """The objection that the text gives a figure one of these times, or None.

    With an earlier one it may only be compared: "53, which is 3 down on the 2009 total".
    """
    block = hit.context.block
    others = []
    for time in times:
        between = block.text[hit.end : time.start]
        patterns = (english.BASE, english.SINCE, english.EVENT)
        is_base = any(pattern.search(between) for pattern in patterns)
        if not (is_base and time.period.last < period.first):
            others.append(time)
    if not others:
        return None
    time = others[0]
    named = visible_line(time.text)
    where = f"beside {quoted(named)}"
    if block.kind == "cell":  # under "2022", in a table "Trips, 2022"
        headers = [name for name in (*block.column, *block.row) if time.text in name]
        where = f"under {quoted(visible_line((*headers, block.caption or time.text)[0]))}"
    return f"{hit.shown} {where}, not for {period}; {_CURE}"
