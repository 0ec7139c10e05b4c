"""Subjects: names what each figure of a text is the value of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from factreport.capture import Mention, naming
from factreport.capture.units import UNKNOWN, currency, is_scaled, scales_of, unit_words
from factreport.capture.words import (
    REACH,
    between,
    leads_to_time,
    where,
    without_times,
    words_after,
    words_before,
)
from factreport.figures.context import is_item, of_blocks, times_of
from factreport.figures.english import sentences
from factreport.figures.figure import Direction, Figure, Unit
from factreport.figures.tables import MARKED_HEADER
from factreport.figures.units import unit_of
from factreport.periods import Period
from factreport.texts.blocks import Block, Text

_OPENING = 3  # blocks at the beginning of a text
_LONGEST_LINE = 150  # characters
_LONGEST_TIME = timedelta(days=367)


class Known(NamedTuple):
    """The names of areas and groups of a store, and whether an id is taken."""

    areas: Sequence[str] = ()
    groups: Sequence[str] = ()
    is_taken: Callable[[str], bool] = lambda _: False

    @property
    def names(self) -> frozenset[str]:
        """The names of areas and groups."""
        return frozenset((*self.areas, *self.groups))


_Column = tuple[int | None, tuple[str, ...]]


class Subject(NamedTuple):
    """The subject that a figure is the value of, before it has an id.

    ``sort`` is the dimension of its unit, and per what it is.
    """

    title: str
    unit: str
    tail: str
    change: Direction | None
    period: Period | None
    sort: tuple[str, str | None] = ("", None)

    @property
    def is_counted(self) -> bool:
        """Whether it counts something that has a name."""
        return self.sort[0] == "count" and self.unit != UNKNOWN

    @property
    def is_rate(self) -> bool:
        """Whether it is a share or a rate."""
        return self.sort[0] in _RATES


class Subjects:
    """Names what each figure is the value of, in order.

    A figure without a name gets the subject of the figure before it, or of its heading.
    """

    def __init__(self, text: Text, mentions: Sequence[Mention], known: Known) -> None:
        self._known = known
        self._usual_period, self._introduced = _opening(text), _introduced(text)
        self._money, self._scales = _money_of_columns(mentions), scales_of(text)
        self._name = naming.Name("")
        self._last: Subject | None = None
        self._levels: dict[tuple[str, str | None], Subject] = {}  # the last of each sort
        self._is_compared = False
        self._before: Mention | None = None

    def of_cell(self, mention: Mention) -> Subject:
        """The subject of a figure in a table, by its headers."""
        block = mention.context.block
        title = _of_cell(block, self._known)
        # The money of a column, unless the row says that something is counted: "shares".
        words = set(" ".join(block.row).lower().replace("per share", "").split())
        is_counted = not words.isdisjoint(sentences.COUNTED.keys() | sentences.COUNTS)
        money = "" if is_counted else self._money.get((block.table, block.column), "")
        unit = unit_words(mention, title, usual=money)
        scale = self._scales.get(block.table or 0, "")
        unit = f"{scale} {unit}" if is_scaled(mention, unit, scale) else unit
        return Subject(title, unit, "", None, self._period(mention))

    def of_prose(self, mention: Mention) -> Subject:
        """The subject of a figure in a sentence."""
        words, following, place = (
            between(mention, self._before),
            words_after(mention),
            where(mention),
        )
        is_rate = mention.figure.unit.dimension in _RATES
        is_aside = bool(_ASIDE.fullmatch(words)) and not (place or self._changes_subject(words))
        series = self._compared(mention, words, place)
        if series is not None:
            title = _with_place(series.title, place, self._known)
            main = self._last if is_aside else None
            subject = series._replace(title=title, tail="", period=self._period(mention, main))
            if _BRACKET.search(words) and subject.period == series.period:
                subject = subject._replace(period=None)  # of another time, that is not told
        else:
            subject = self._own(mention, words, following, place, is_aside=is_aside)
            if self._before is None or self._before.context is not mention.context:
                self._levels.clear()
            if not subject.change:
                self._levels.pop(subject.sort, None)
                self._levels[subject.sort] = subject
        self._before, self._is_compared = mention, series is not None
        if not (is_aside and is_rate and self._last and self._last.is_counted):
            self._last = subject
        return subject

    def _compared(self, mention: Mention, words: str, place: str) -> Subject | None:
        """The subject that a figure gives another value of: "38 ships, up from 31", "512 (498)"."""
        if (before := self._before) is None or before.context is not mention.context:
            return None
        unit, last = mention.figure.unit, self._last
        is_bracketed = _BRACKET.search(words) and not place and unit.dimension not in _RATES
        if not (
            _COMPARED.fullmatch(words)
            or (_TO.fullmatch(words) and _is_base(before))  # "from 40.1 years in 2011 to 40.0"
            or _THIS_COMPARES.search(words)
            or (is_bracketed and (unit.dimension == "" or unit == before.figure.unit))
            or (
                self._is_compared and _ASIDE.fullmatch(words)
            )  # "from $2 million, or $0.06 a share"
        ):
            return None
        sort = _sort_of(unit)
        is_bare = not unit.dimension
        is_alike = last and (last.sort == sort or (is_bare and not (is_bracketed and last.is_rate)))
        if last and is_alike and not (last.change and (is_bare or not last.is_rate)):
            return last
        levels = reversed(self._levels.values())
        return next((level for level in levels if is_bare or level.sort == sort), None)

    def _own(
        self, mention: Mention, words: str, following: str, place: str, *, is_aside: bool
    ) -> Subject:
        """The subject that a figure has by its own words, or shares with the one before it."""
        last, unit = self._last, mention.figure.unit
        is_rate = unit.dimension in _RATES
        name = self._name if is_aside else self._named(mention, following)
        is_same = name.title == self._name.title and (self._name.change or not name.change)
        if last and last.is_rate == is_rate and is_same and is_listed(words):
            name = self._name  # "rose 5% in the east, 6% in the west"
        title = naming.titled(name.title)
        if name.change and not naming.is_change(title):
            title = f"Change in {_lowered(title, mention)}"
        elif is_aside and is_rate and last and last.is_counted:
            title = f"{title}, share"
        title = f"{title} per {unit.per}" if unit.per and unit.per not in title else title
        title = _with_place(title, place, self._known)
        noun = "" if unit.per else naming.counted_unit(following)
        in_words = unit_words(mention, title, noun=noun)
        if last and last.is_counted and unit.dimension in ("", "count"):
            # "38 ships, an increase of 7"; "312 cyclists were injured and 4 were killed"
            is_change = name.change and name.title == self._name.title
            in_words = last.unit if is_change or title.lower().startswith(last.unit) else in_words
        self._name = name
        period = self._period(mention, last if is_aside else None)
        tail = naming.tail(following)
        return Subject(title, in_words, tail, name.change, period, _sort_of(unit))

    def _changes_subject(self, words: str) -> bool:
        """Whether the words before an aside name another subject than that of the last change."""
        lower = set(words.lower().split())
        others = sentences.PREPOSITIONS | sentences.COMPARED.keys()
        return bool(self._name.change) and not lower.isdisjoint(others)

    def _named(self, mention: Mention, following: str) -> naming.Name:
        """What a figure counts, by its sentence, else by the figure before it or the heading."""
        figure, block, leading = mention.figure, mention.context.block, words_before(mention)
        if self._name.title and (direction := naming.apposed(leading, following, figure.direction)):
            return naming.Name(self._name.title, direction)
        if words := naming.predicate(leading, following):
            return naming.Name(self._title_of_part(words, figure))
        if figure.unit.dimension == "count" and figure.unit.name in figure.text:
            following = (
                f" {figure.unit.name}{figure.text.partition(figure.unit.name)[2]}{following}"
            )
        direction = None if _LEVEL.match(figure.text) else figure.direction
        if direction is None and leading.rstrip().rpartition(" ")[2] in sentences.CHANGING:
            leading += "to "  # "fell below 400"
        unit_word = figure.text.rpartition(" ")[2]
        is_money = figure.unit.dimension.startswith("money:")
        is_measured = figure.unit.dimension not in ("", "count", "percent")
        measure = unit_word if unit_word.isalpha() and not is_money else "amount"
        name = naming.name(
            leading,
            following,
            is_share=figure.unit.dimension == "percent",
            direction=direction,
            measure=measure if is_measured else "",
        )
        if name is not None and name.title:
            is_phrase = name.title.split(maxsplit=1)[0].lower() in sentences.PREPOSITIONS
            is_noun = figure.unit.dimension == "count" and figure.unit.name.isalpha()
            noun = figure.unit.name if is_phrase and is_noun else ""
            return name._replace(title=f"{noun} {name.title}".strip())  # "deaths for males"
        before = self._before.context.block.headings if self._before else None
        title = self._name.title if before == block.headings else ""
        return naming.Name(
            title or _heading(block) or "Figure", name.change if name else figure.direction
        )

    def _title_of_part(self, words: str, figure: Figure) -> str:
        """The title of a part of something counted before: "apprentices", "cyclists killed"."""
        if words.lower() in {name.lower() for name in self._known.names}:
            return self._name.title or words
        if not naming.is_done(words):
            return words
        word = figure.text.rpartition(" ")[2]
        noun = word if word.isalpha() else ""
        if figure.unit.dimension == "percent":
            return f"{words}, share"
        noun = noun or (self._last.unit if self._last and self._last.is_counted else "")
        return f"{noun} {words}".strip()

    def _period(self, mention: Mention, main: Subject | None = None) -> Period | None:
        """The period of a figure, or that of the main one to which it is an aside.

        The time of which a text has just spoken counts in the same paragraph, and farther away if
        the whole text is about it: a wrong period is a false fact, a missing one is asked for.
        """
        when = mention.when
        if any(
            time.period.grain == "split year" and _PART.search(time.text) for time in when.times
        ):
            return None  # "the third quarter of fiscal 2026": nobody says which months
        if when.period is None and main:
            return main.period
        if when.where in ("running", "headings", "nowhere"):
            return self._period_from_afar(mention)
        context, figure = mention.context, mention.plain
        start = max(context.sentence(figure.start)[0], figure.start - REACH)
        before = [time.start for time in when.times if time.start < figure.start]
        if any(_SINCE.search(context.block.text, start, time) for time in before):
            return self._period_from_afar(mention)
        times = [time for time in when.times if time.start > figure.end]
        if times and when.where in ("sentence", "afar"):
            # "$5 million, or $1 per share, compared with $4 million in 2023"
            between = context.block.text[figure.end : times[0].start]
            return None if _COMPARING.search(between[:REACH]) else when.period
        return when.period

    def _period_from_afar(self, mention: Mention) -> Period | None:
        """The period of a figure whose own clause names none: an open span, or that of the text."""
        context, figure = mention.context, mention.plain
        if period := self._introduced.get(context.block.paragraph):
            return period
        start, end = context.sentence(figure.start)
        start, end = max(start, figure.start - REACH), min(end, figure.end + REACH)
        for time in context.times(start, end):
            before = context.block.text[figure.end : time.start]
            led = context.block.text[start : time.start]
            is_since = time.relation == "since" or _SINCE.search(led)
            if is_since and not _SUPERLATIVE.search(before):
                return Period.parse(f"{time.period.iso.partition('/')[0]}/..")
            if time.relation not in ("in", "by", "since") and time.end <= figure.start:
                return None  # "through June 30"
        when, usual = mention.when, self._usual_period
        is_year = when.period is not None and when.period.grain == "year"
        of_other_length = _QUARTERLY if is_year else _ANNUAL
        if when.period and of_other_length.search(context.block.text, start, end):
            is_part = usual is not None and usual != when.period and when.period.contains(usual)
            return usual if is_part else None
        is_from_afar = when.period == context.course[0][1].time
        if when.where != "running" or not is_from_afar or when.period == self._usual_period:
            return when.period
        return None


def _sort_of(unit: Unit) -> tuple[str, str | None]:
    """The dimension of a unit, and per what it is; a bare number may count something."""
    return unit.dimension or "count", unit.per or None


def _is_base(mention: Mention) -> bool:
    """Whether a figure is the one from which another has changed."""
    start = mention.plain.start
    return mention.context.block.text.endswith("from ", 0, start)


def _with_place(title: str, place: str, known: Known) -> str:
    """A title with the place of its figure, unless it is a known area or group."""
    is_told = not place or place in known.names or place.lower() in title.lower()
    return title if is_told else f"{_IN_PLACE.sub('', title)}, {place}"


# After a verb of change, this is where it ended: "fell below 5%".
_LEVEL = re.compile(r"(?:below|above|under|beyond|over(?! [\d.]+ ?(?:%|per)))\b", re.IGNORECASE)
_PART = re.compile(r"quarter|half|month|\b[QH][1-4]\b|\b[1-4][QH]\b", re.IGNORECASE)
# "103,000 (1.9%)", "$44 million, or $0.89"; "38 ships, up from 31", "$52 million against $48".
_ASIDE = re.compile(r"[\w\s-]{0,30}[(\[](?:or\s)?|,?\s(?:or|i\.e\.)\s")
_COMPARED = re.compile(
    r"(?:(?!\b(?:and|but|or|while|whereas)\b)(?:[^.;:()\d]|(?<=[A-Za-z])\d)){0,120}?"
    r"[,\s](?:(?:up|down)\s)?(?:from|against|versus|compared\s(?:with|to)"
    r"|times\s(?:the|that|those))\s(?:[^.,;:()]{0,60}\sof\s)?"
)
_BRACKET = re.compile(r"\(\s*(?:(?:previously|prior year|before)\b)?[\s:=,]*\Z")
_THIS_COMPARES = re.compile(
    r"[.]\s(?:This|That|It|These)\s(?:(?:compares?|compared)\s(?:with|to)"
    r"|(?:is|are|was|were|represents|represented)\s[\w\s]{1,20}\sfrom)\s+\Z"
)
_COMPARING = re.compile(r"\b(?:compared|against|versus|up|down)\b|\bfrom\s[$€£¥]?\d")
_SINCE = re.compile(r"\b[Ss]ince\s[^\W\d_][^,;.]*\Z")  # "Since announcing it in 2020, …"
_QUARTERLY = re.compile(r"\b(?:quarter|quarterly|half|month)\b", re.IGNORECASE)
_ANNUAL = re.compile(r"\b(?:annual|annually|yearly|full[ -]year)\b", re.IGNORECASE)
_TO = re.compile(r"[^.;:()\d]{0,40}\sto\s")
_IN_PLACE = re.compile(r"(?:,|\sin)\s(?:the\s)?[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)*\Z")
_SUPERLATIVE = re.compile(r"\b(?:most|least|first|record|worst|best|[a-z]{2,}est)\b")
_RATES = ("percent", "points")


def is_listed(words: str) -> bool:
    """Whether words between two figures only go on with a list: " in the east, ", " and "."""
    lower = words.lower().split()
    goes_on = lower[-1:] == ["and"] or words.rstrip().endswith(",")
    return goes_on and sentences.FINITE.isdisjoint(lower)


def _money_of_columns(mentions: Iterable[Mention]) -> dict[_Column, str]:
    """The currency of each table column whose first amount has its sign, as in accounts."""
    money: dict[_Column, str] = {}
    for mention in mentions:
        block = mention.context.block
        if block.kind == "cell":
            is_signed = mention.plain.unit.dimension.startswith("money")
            money.setdefault((block.table, block.column), currency(mention) if is_signed else "")
    return money


def _opening(text: Text) -> Period | None:
    """The time that the title or the first lines of a text say it is about.

    Without a title only a quarter, a half or a financial year: a first sentence may tell of a past.
    """
    prose = [block for block in text.blocks if block.is_prose and block.kind != "cell"]
    context = of_blocks(prose[:_OPENING])
    if not context:
        return None
    title, told = context[0].course[-1][1].time, context[-1].course[-1][1].time
    if title and (prose[0].kind == "heading" or not prose[0].text.endswith(".")):
        return title
    return told if told and told.grain in ("quarter", "half", "split year") else None


_LETTER = re.compile(r"[^\W\d_]")


def _introduced(text: Text) -> dict[int | None, Period]:
    """The period of each item of a list, by its paragraph, if the line above the list names one."""
    periods: dict[int | None, Period] = {}
    period = None
    for block in text.blocks:
        if is_item(block):
            if period:
                periods[block.paragraph] = period
        elif block.kind != "cell":
            is_line = block.is_prose and len(block.text) <= _LONGEST_LINE
            times = times_of(block.text) if is_line and not block.text.endswith(".") else ()
            named = times[0].period if times else None
            # "Between 2012 and 2013" is the time of changes only.
            period = named if named and named.last - named.first < _LONGEST_TIME else None
    return periods


def _lowered(title: str, mention: Mention) -> str:
    """A title inside another: with a small first letter, unless it is an abbreviation or a name.

    The first word of a sentence has a capital letter for no other reason.
    """
    word = title.split(" ", 1)[0]
    is_name = title[1:2].isupper() or title[len(word) + 1 : len(word) + 2].isupper()
    is_inside = re.search(rf"[\w,] {re.escape(word)} ", mention.context.block.text)
    return title if is_name or is_inside else title[:1].lower() + title[1:]


def _heading(block: Block) -> str:
    """The nearest heading that is neither a time nor the label of a picture."""
    for heading in reversed(block.headings):
        first = heading.split(maxsplit=1)[0].lower() if heading.split() else ""
        title = naming.tidy(without_times(heading))
        if title and first not in sentences.CAPTIONS:
            return title
    return ""


def _of_cell(block: Block, known: Known) -> str:
    """The corner, row and column of a cell without times, units, areas and groups; or the caption.

    A row for all areas or groups together needs no name, either.

    The corner counts if it names a unit; otherwise it names the rows: "Country".
    """
    corner = _without_unit(block.corner)
    headers = [corner if corner != block.corner else "", *block.row, *block.column]
    headers = [MARKED_HEADER.sub("", header) for header in headers]
    named = {name.lower() for name in known.names}
    names = [_without_unit(without_times(name)) for name in headers if not leads_to_time(name)]
    parts = dict.fromkeys(filter(_LETTER.search, map(naming.tidy, names)))
    if _is_whole(whole := _part(block)[1]):
        named.add(naming.tidy(whole).lower())
    told = [part for part in parts if part.lower() not in named]
    if len(told) < 2:
        labels = [heading for heading in block.headings[-1:] if _LABEL.match(heading)]
        label = _LABEL.sub("", _IN_BRACKETS.sub("", block.caption or "".join(labels)))
        label = label.partition(", by ")[0]
        words = without_times(label).split()
        caption = naming.tidy(" ".join(words[:_LONGEST_CAPTION]))
        is_sentence = not sentences.SURE_VERBS.isdisjoint(map(str.lower, words))
        told = told if is_sentence or not caption else [caption, *told]
    title = ", ".join(told) or _heading(block)
    return naming.titled(title or ", ".join(parts) or "Figure")


_LONGEST_CAPTION = 8  # words
_LABEL = re.compile(r"(?:Table|Figure|Chart)\s[\w.-]+[:.|]?\s*", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s?[(\[]([^()\[\]]{1,40})[)\]]")


def names_in_tables(text: Text) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The areas and the groups that the headers of tables are, as their corners or titles say."""
    names: dict[str, dict[str, None]] = {"area": {}, "group": {}}
    for block in text.blocks:
        dimension, header = _part(block)
        if header[:1].isupper() and not _is_whole(header):
            names[dimension][header] = None
    return tuple(names["area"]), tuple(names["group"])


def _part(block: Block) -> tuple[str, str]:
    """The header of a cell that is an area or a group, after which of them it is; or ""."""
    corner = set(block.corner.lower().split())
    title = f"{block.caption} {' '.join(block.headings[-1:])}".lower().partition("by ")[2]
    parts = set(re.findall(r"[a-z]+", title)) if block.kind == "cell" else set[str]()
    for kinds, dimension in ((sentences.AREAS, "area"), (sentences.GROUPED_BY, "group")):
        headers = block.row[-1:] if corner & kinds else ()
        if not headers and block.row and parts & kinds:
            headers = (*block.row, *block.column)
        if header := next((name for name in headers if not times_of(name)), ""):
            return dimension, header
    return "area", ""


def _is_whole(header: str) -> bool:
    """Whether a header names all areas or groups together, or the rest: "Both hospitals"."""
    return not sentences.WHOLES.isdisjoint(header.lower().split()[:1])


def _without_unit(words: str) -> str:
    """The header of a table without its unit: "Rate (%)" is a rate."""
    rest = _IN_BRACKETS.sub(lambda found: "" if _is_unit(found[1]) else found[0], words)
    return "" if _is_unit(rest) else rest


def _is_unit(words: str) -> bool:
    unit = unit_of(words)
    is_magnitude = not unit.dimension and unit.factor != 1
    return is_magnitude or unit.dimension not in ("", "count")
