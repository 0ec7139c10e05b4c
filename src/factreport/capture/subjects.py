"""Subjects: names what each figure of a text is the value of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from factreport.capture import Mention, naming
from factreport.capture.units import currency, is_scaled, scales_of, unit_words
from factreport.capture.words import (
    REACH,
    between,
    leads_to_time,
    where,
    without_times,
    words_after,
    words_before,
)
from factreport.figures.english import sentences
from factreport.figures.figure import Direction, Figure
from factreport.figures.surroundings import is_adjective, of_blocks, times_of
from factreport.figures.tables import MARKED_HEADER
from factreport.figures.units import unit_of
from factreport.periods import Period
from factreport.texts.blocks import Block, Text

_OPENING = 3  # blocks at the beginning of a text
_LONGEST_FORMER = 40  # characters
_SMALL = 100  # numbers that may be marks and labels


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
    """The subject that a figure is the value of, before it has an id."""

    title: str
    unit: str
    tail: str
    change: Direction | None
    period: Period | None
    is_counted: bool = False
    is_rate: bool = False


class Subjects:
    """Names what each figure is the value of, in order.

    A figure without a name gets the subject of the figure before it, or of its heading.
    """

    def __init__(self, text: Text, mentions: Sequence[Mention], known: Known) -> None:
        self._known = known
        self._usual_period = _opening(text)
        self._money, self._scales = _money_of_columns(mentions), scales_of(text)
        self._name = naming.Name("")
        self._last: Subject | None = None
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
        return Subject(title, unit, "", None, self._period(mention, is_aside=False))

    def of_prose(self, mention: Mention) -> Subject:
        """The subject of a figure in a sentence."""
        last, following, place = self._last, words_after(mention), where(mention)
        words = between(mention, self._before)
        is_rate = mention.figure.unit.dimension in ("percent", "points")
        is_aside = bool(_ASIDE.fullmatch(words)) and not (place or self._changes_subject(words))
        is_compared = bool(_COMPARED.fullmatch(words)) and (
            not self._name.change or (is_rate and last is not None and last.is_rate)
        )
        name = self._name if is_aside or is_compared else self._named(mention, following)
        if last and last.is_rate == is_rate and name.title == self._name.title and is_listed(words):
            name = self._name  # "rose 5% in the east, 6% in the west"
        title = naming.titled(name.title)
        if name.change:
            title = f"Change in {_lowered(title, mention)}"
        elif is_aside and is_rate and last and last.is_counted:
            title = f"{title}, share"
        per = mention.figure.unit.per
        title = f"{title} per {per}" if per and per not in title else title
        if place and place not in self._known.names and place.lower() not in title.lower():
            title = f"{title}, {place}"
        unit = unit_words(mention, title, noun=naming.counted_unit(following))
        if last and mention.figure.unit.dimension in ("", "count"):
            is_change = name.change and name.title == self._name.title
            is_part = title.lower().startswith(last.unit)
            # "38 ships, up from 31"; "312 cyclists were injured and 4 were killed"
            if is_compared or (last.is_counted and (is_change or is_part)):
                unit = last.unit
                title = title if name.change or not is_compared else last.title
        period = self._period(mention, is_aside=is_aside)
        is_counted = mention.figure.unit.dimension == "count"
        subject = Subject(
            title, unit, naming.tail(following), name.change, period, is_counted, is_rate
        )
        self._name, self._before = name, mention
        if not (is_aside and is_rate and last and last.is_counted):
            self._last = subject
        return subject

    def _changes_subject(self, words: str) -> bool:
        """Whether the words before an aside name another subject than that of the last change."""
        lower = set(words.lower().split())
        others = sentences.PREPOSITIONS | sentences.COMPARED.keys()
        return bool(self._name.change) and not lower.isdisjoint(others)

    def _named(self, mention: Mention, following: str) -> naming.Name:
        """What a figure counts, by its sentence, else by the figure before it or the heading."""
        figure, block, leading = mention.figure, mention.context.block, words_before(mention)
        if self._name.title and (direction := naming.apposed(leading, figure.direction)):
            return naming.Name(self._name.title, direction)
        if words := naming.predicate(leading, following):
            return naming.Name(self._title_of_part(words, figure))
        is_share = figure.unit.dimension == "percent"
        direction = None if _LEVEL.match(figure.text) else figure.direction
        if direction is None and leading.rstrip().rpartition(" ")[2] in sentences.CHANGING:
            leading += "to "  # "fell below 400"
        name = naming.name(leading, following, is_share=is_share, direction=direction)
        if name is not None and name.title:
            is_phrase = name.title.split(maxsplit=1)[0].lower() in sentences.PREPOSITIONS
            noun = figure.unit.name if is_phrase and figure.unit.name.isalpha() else ""
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
        own = word if word.isalpha() else ""
        noun = own or (self._last.unit if self._last and self._last.is_counted else "")
        return f"{noun} {words}".strip()

    def _period(self, mention: Mention, *, is_aside: bool) -> Period | None:
        """The period of a figure.

        The time of which a text has just spoken counts in the same paragraph, and farther away if
        the whole text is about it: a wrong period is a false fact, a missing one is asked for.
        """
        when = mention.when
        if any(
            time.period.grain == "split year" and _PART.search(time.text) for time in when.times
        ):
            return None  # "the third quarter of fiscal 2026": nobody says which months
        if when.period is None and is_aside and self._last:
            return self._last.period
        is_from_afar = when.period == mention.context.course[0][1].time
        if when.where != "running" or not is_from_afar or when.period == self._usual_period:
            return when.period
        return None


# After a verb of change, this is where it ended: "fell below 5%".
_LEVEL = re.compile(r"(?:below|above|under|beyond|over(?! [\d.]+ ?(?:%|per)))\b", re.IGNORECASE)
_PART = re.compile(r"quarter|half|month|\b[QH][1-4]\b|\b[1-4][QH]\b", re.IGNORECASE)
# "103,000 (1.9%)", "$44 million, or $0.89"; "38 ships, up from 31", "$52 million against $48".
_ASIDE = re.compile(r"[\w\s-]{0,30}[(\[]|,?\s(?:or|i\.e\.)\s")
_COMPARED = re.compile(
    r"[^.;:()\d]{0,30}?[,\s](?:(?:up|down)\s)?(?:from|against|versus|compared\s(?:with|to)"
    r"|times\s(?:the|that|those))\s"
)


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


_FILE_SIZE = re.compile(r"\s?[kKMG]i?[bB]\b")
_RATIO = re.compile(r"\stimes\s(?:the|that|those|as|more|higher|larger|greater)\b")
_LETTER = re.compile(r"[^\W\d_]")
# The text itself replaces a figure: "revised from 298".
_FORMER = re.compile(r"\brevised (?:up |down )?from\s(?:[a-z]+\s){0,2}[$€£¥]?\Z")
_LABELLED = re.compile(r":\s")  # "Headline 1: …"


def says_nothing(mention: Mention) -> bool:
    """Whether a figure is not a fact: a footnote mark, part of a name, a file size, or unnamed."""
    block, figure = mention.context.block, mention.plain
    text, end = block.text, figure.number[1]
    if block.kind == "cell":
        return not block.row and not block.column
    is_bare = figure.unit.dimension in ("", "count") and figure.qualifier is None
    is_size = text[figure.start - 1 : figure.start] == "(" and _FILE_SIZE.match(text, end)
    is_label = is_bare and _is_small(figure) and _LABELLED.match(text, end)
    near = text[max(figure.start - REACH, 0) : figure.end + REACH]
    is_named = _LETTER.search(near) and _LETTER.search(words_before(mention) + words_after(mention))
    start = figure.number[0]
    return bool(
        is_adjective(figure, text)
        or _RATIO.match(text, end)
        or _FORMER.search(text, max(start - _LONGEST_FORMER, 0), start)
        or mention.context.is_in_time(figure)
        or is_size
        or is_label
        or (is_bare and _is_mark(figure, text))
        or not is_named
    )


def _is_small(figure: Figure) -> bool:
    return figure.value is not None and 0 < figure.value < _SMALL


def _is_mark(figure: Figure, text: str) -> bool:
    """Whether a figure is a footnote mark: "2.6%(1)", or "(1)" before the footnote."""
    start, end = figure.number
    before, is_closed = text[max(start - 2, 0) : start], text[end : end + 1] == ")"
    is_glued = before == "(" or (before.endswith("(") and not before[0].isspace())
    return is_closed and is_glued and _is_small(figure)


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
