"""Entries: what the figures of a text would be as facts of a store."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from factreport.capture import Mention, english, naming
from factreport.capture.quoting import quote
from factreport.capture.units import currency, is_scaled, scales_above, unit_words
from factreport.figures.figure import Direction, Figure
from factreport.figures.units import unit_of
from factreport.model import Record
from factreport.periods import Period
from factreport.surroundings import Surroundings, is_adjective, times_of
from factreport.texts.blocks import Block, Text
from factreport.wording import shortened, visible_line

# How far from a figure the words may stand that name it, in characters.
_REACH, _STATUS_REACH = 300, 80
_LONGEST_COMMENT = 400
_LONGEST_HEADING = 120
_SMALL = 100  # numbers that may be marks and labels
_TIME_WORD = re.compile(r"[^\W_][\w-]*\W*\Z")


class Proposal(NamedTuple):
    """A fact that a text states, and the sentence in which it does."""

    record: Record
    sentence: str


class Known(NamedTuple):
    """What a store has: its names of areas and groups, and whether an id is taken."""

    areas: Sequence[str] = ()
    groups: Sequence[str] = ()
    is_taken: Callable[[str], bool] = lambda _: False

    @property
    def names(self) -> frozenset[str]:
        """The names of areas and groups."""
        return frozenset((*self.areas, *self.groups))


_Column = tuple[int | None, tuple[str, ...]]


class _Subject(NamedTuple):
    """What a figure is the value of, before it has an id."""

    title: str
    unit: str
    tail: str
    change: Direction | None
    period: Period | None


def propose(
    text: Text, mentions: Iterable[Mention], known: Known, *, source: str, topic: str
) -> list[Proposal]:
    """The facts of a text, those of one subject together; a figure that is repeated comes once."""
    ids: dict[tuple[str, str], str] = {}
    new_ids = _Ids(known.is_taken)
    numbers: dict[tuple[object, ...], int] = {}
    stated: dict[tuple[object, ...], Record] = {}
    found: dict[str, list[Proposal]] = {}
    telling = [mention for mention in mentions if not _says_nothing(mention)]
    subjects = _Subjects(text, telling, known)
    for mention in telling:
        is_cell = mention.around.block.kind == "cell"
        subject = subjects.of_cell(mention) if is_cell else subjects.of_prose(mention)
        record = _record(mention, subject, known)
        if record is None:
            continue
        titles = (record.title, *(f"{record.title}, {tail}" for tail in [subject.tail] if tail))
        title = _free_title(titles, record, stated, numbers)
        key = _key(title, record)
        if key in stated:
            continue  # the text says it again
        entry = (title.lower(), subject.unit)
        if entry not in ids:
            ids[entry] = new_ids.new(title)
        record = record._replace(id=ids[entry], title=title, source=source, topics=(topic,))
        stated[key] = record
        found.setdefault(record.id, []).append(Proposal(record, _sentence(mention)))
    return [one for some in found.values() for one in _without_repeats(some)]


def _without_repeats(facts: Sequence[Proposal]) -> list[Proposal]:
    """The observations of a metric without those that say again for no time what is dated."""
    dated = {_says(one.record) for one in facts if one.record.period}
    return [one for one in facts if one.record.period or _says(one.record) not in dated]


def _free_title(
    titles: Sequence[str],
    record: Record,
    stated: Mapping[tuple[object, ...], Record],
    numbers: dict[tuple[object, ...], int],
) -> str:
    """A title under which nothing else is stated for the same time, area and group.

    ``numbers`` are the last ones that titles were given which have nothing to tell them apart.
    """
    for title in titles:
        same = stated.get(_key(title, record))
        if same is None or _says(same) == _says(record):
            return title
    key = _key(titles[-1], record)
    last = f"{titles[-1]} ({numbers.get(key, 2)})"
    same = stated.get(_key(last, record))
    if same is not None and _says(same) != _says(record):
        numbers[key] = numbers.get(key, 2) + 1
    return f"{titles[-1]} ({numbers.setdefault(key, 2)})"


def _key(title: str, record: Record) -> tuple[object, ...]:
    return title.lower(), record.unit, record.period, record.area, record.group


class _Ids:
    """Ids for new entries, each of them free in the store and given once."""

    def __init__(self, is_taken: Callable[[str], bool]) -> None:
        self._is_taken = is_taken
        self._given: set[str] = set()
        self._counts: Counter[str] = Counter()

    def new(self, title: str) -> str:
        """An id of the words of a title, with a number where others have the same words."""
        slug = naming.slug(title)
        while True:
            self._counts[slug] += 1
            count = self._counts[slug]
            numbered = slug if count == 1 else f"{slug}-{count}"
            if numbered not in self._given and not self._is_taken(numbered):
                self._given.add(numbered)
                return numbered


def _says(record: Record) -> tuple[object, ...]:
    return record.value, record.low, record.high, record.qualifier


def _sentence(mention: Mention) -> str:
    block = mention.around.block
    if block.kind == "cell":
        headers = " · ".join((*block.row, *block.column))
        return f"{headers}: {block.text}" if headers else block.text
    start, end = mention.around.sentence(mention.plain.start)
    start, end = max(start, mention.plain.start - _REACH), min(end, mention.plain.end + _REACH)
    return shortened(visible_line(block.text[start:end]), _LONGEST_COMMENT)


class _Subjects:
    """Tells of each figure, from the first to the last, what it is the value of.

    One that nothing names has the subject of the figure before it, or that of its heading.
    """

    def __init__(self, text: Text, mentions: Sequence[Mention], known: Known) -> None:
        self._known = known
        self._usual_period = _period_of_title(text)
        self._money, self._scales = _money_of_columns(mentions), scales_above(text)
        self._name = naming.Name("")
        self._last: _Subject | None = None
        self._before: Mention | None = None

    def of_cell(self, mention: Mention) -> _Subject:
        """The subject of a figure in a table, by its headers."""
        block = mention.around.block
        title = _of_cell(block, self._known)
        unit = unit_words(mention, title, usual=_usual(block, self._money))
        scale = self._scales.get(block.table or 0, "")
        unit = f"{scale} {unit}" if is_scaled(mention, unit, scale) else unit
        return _Subject(title, unit, "", None, mention.when.period)

    def of_prose(self, mention: Mention) -> _Subject:
        """The subject of a figure in a sentence."""
        behind = _behind(mention)
        between = _between(self._before, mention)
        is_aside = bool(_ASIDE.fullmatch(between))
        is_compared = bool(_COMPARED.fullmatch(between)) and not self._name.change
        name = self._name if is_aside or is_compared else self._named(mention, behind)
        title = naming.titled(name.title)
        title = f"Change in {_lowered(title)}" if name.change else title
        per = mention.figure.unit.per
        title = f"{title} per {per}" if per and per not in title else title
        unit = unit_words(mention, title)
        if self._last and is_compared and not mention.figure.unit.name:
            unit = self._last.unit  # "38 ships, up from 31"
        period = self._period(mention, is_aside=is_aside)
        self._name, self._before = name, mention
        self._last = _Subject(title, unit, naming.tail(behind), name.change, period)
        return self._last

    def _named(self, mention: Mention, behind: str) -> naming.Name:
        """What a figure counts, by its sentence, else by the figure before it or the heading."""
        figure, block = mention.figure, mention.around.block
        is_share = figure.unit.dimension == "percent"
        name = naming.name(_ahead(mention), behind, is_share=is_share, direction=figure.direction)
        if name is not None and name.title:
            return name
        before = self._before.around.block.headings if self._before else None
        title = self._name.title if before == block.headings else ""
        return naming.Name(
            title or _heading(block) or "Figure", name.change if name else figure.direction
        )

    def _period(self, mention: Mention, *, is_aside: bool) -> Period | None:
        when = mention.when
        if when.period is None and is_aside and self._last:
            return self._last.period
        if when.period or when.where != "nowhere":
            return when.period
        return None if mention.around.is_compared(mention.figure) else self._usual_period


# "103,000 (1.9%)", "$44 million, or $0.89"; "38 ships, up from 31", "$52 million against $48".
_ASIDE = re.compile(r"[\w\s-]{0,30}[(\[]|,?\s(?:or|i\.e\.)\s")
_COMPARED = re.compile(
    r"[^.;:()\d]{0,30}?[,\s](?:(?:up|down)\s)?(?:from|against|versus|compared\s(?:with|to))\s"
)


def _between(before: Mention | None, mention: Mention) -> str:
    """What stands between two figures of one block, nothing if they are of different ones."""
    if before is None or before.around is not mention.around:
        return ""
    return mention.around.block.text[before.plain.end : mention.plain.start][:_REACH]


def _money_of_columns(mentions: Iterable[Mention]) -> dict[_Column, str]:
    """The currency of each column of a table that has one: it stands in some cells alone."""
    return {
        _column(mention.around.block): currency(mention)
        for mention in mentions
        if mention.around.block.kind == "cell" and currency(mention)
    }


def _column(block: Block) -> _Column:
    return block.table, block.column


def _usual(block: Block, money: Mapping[_Column, str]) -> str:
    """The money of a column, unless the row says that something is counted: "shares"."""
    words = " ".join(block.row).lower().replace("per share", "").split()
    is_counted = any(word in english.COUNTED or word in english.COUNTS for word in words)
    return "" if is_counted else money.get(_column(block), "")


def _period_of_title(text: Text) -> Period | None:
    """The period that the first line of a text without headings names, as its title does."""
    blocks = [block for block in text.blocks if block.is_prose and block.text]
    if text.format not in ("plain", "pdf") or not blocks:
        return None
    start, end = Surroundings(blocks[0]).sentence(0)
    named = {time.period for time in times_of(blocks[0].text[start:end][:_LONGEST_HEADING])}
    return named.pop() if len(named) == 1 else None


_FILE_SIZE = re.compile(r"\s?[kKMG]i?[bB]\b")
_LETTER = re.compile(r"[^\W\d_]")
_LABELLED = re.compile(r":\s")  # "Headline 1: …"


def _says_nothing(mention: Mention) -> bool:
    """Whether a figure is no fact: a mark, a sort of thing, a file's size, what nothing names."""
    block, figure = mention.around.block, mention.plain
    text, end = block.text, figure.number[1]
    if block.kind == "cell":
        return not block.row and not block.column
    is_bare = figure.unit.dimension in ("", "count") and figure.qualifier is None
    is_size = text[figure.start - 1 : figure.start] == "(" and _FILE_SIZE.match(text, end)
    is_label = is_bare and _is_small(figure) and _LABELLED.match(text, end)
    near = text[max(figure.start - _REACH, 0) : figure.end + _REACH]
    is_named = bool(_LETTER.search(near)) and bool(
        _LETTER.search(_ahead(mention) + _behind(mention))
    )
    return bool(
        is_adjective(figure, text)
        or mention.around.is_in_time(figure)
        or is_size
        or is_label
        or (is_bare and _is_mark(figure, text))
        or not is_named
    )


def _is_small(figure: Figure) -> bool:
    return figure.value is not None and 0 < figure.value < _SMALL


def _is_mark(figure: Figure, text: str) -> bool:
    """Whether a figure is the mark of a footnote: "2.6%(1)", or "(1)" before what it says."""
    start, end = figure.number
    before, is_closed = text[max(start - 2, 0) : start], text[end : end + 1] == ")"
    is_glued = before == "(" or (before.endswith("(") and not before[0].isspace())
    return is_closed and is_glued and _is_small(figure)


def _lowered(title: str) -> str:
    """A title in the middle of another: small at first, unless it is an abbreviation or a name."""
    is_word = title[1:2].islower() or title[1:2] == " "
    return title[:1].lower() + title[1:] if is_word else title


def _heading(block: Block) -> str:
    """The nearest heading that is no time and stands above no picture."""
    for heading in reversed(block.headings):
        first = heading.split(maxsplit=1)[0].lower() if heading.split() else ""
        title = naming.tidy(_without_times(heading))
        if title and first not in english.CAPTIONS:
            return title
    return ""


def _of_cell(block: Block, known: Known) -> str:
    """The row and the column of a cell without times, units, areas and groups; or its caption."""
    headers = [name for name in (*block.row, *block.column) if name not in known.names]
    names = [_without_unit(_without_times(name)) for name in headers]
    parts = dict.fromkeys(filter(None, map(naming.tidy, names)))
    title = ", ".join(parts) or naming.tidy(_without_times(block.caption))
    return naming.titled(title or _heading(block) or "Figure")


_IN_BRACKETS = re.compile(r"\s?[(\[]([^()\[\]]{1,40})[)\]]")


def _without_unit(words: str) -> str:
    """The header of a table without its unit: "Rate (%)" is a rate."""
    rest = _IN_BRACKETS.sub(lambda found: "" if _is_unit(found[1]) else found[0], words)
    return "" if _is_unit(rest) else rest


def _is_unit(words: str) -> bool:
    unit = unit_of(words)
    is_magnitude = not unit.dimension and unit.factor != 1
    return is_magnitude or unit.dimension not in ("", "count")


def _without_times(words: str) -> str:
    pieces, position = [], 0
    for time in times_of(words):
        pieces.append(_without_lead(words[position : time.start]))
        position = time.end
    return " ".join((*pieces, words[position:]))


def _without_lead(words: str) -> str:
    """Words without those at their end that lead on to a time."""
    while last := _TIME_WORD.search(words):
        word = last[0].strip(" ,(").lower()
        if word not in english.TIME_LEADS and not re.fullmatch(r"\d+-week", word):
            break
        words = words[: last.start()]
    return words


def _ahead(mention: Mention) -> str:
    """The words of the sentence before a figure, without times and other figures."""
    start = mention.around.sentence(mention.plain.start)[0]
    return _words(mention, max(start, mention.plain.start - _REACH), mention.plain.start)


def _behind(mention: Mention) -> str:
    """The words of the sentence behind a figure, without times and other figures."""
    end = mention.around.sentence(mention.plain.start)[1]
    return _words(mention, mention.plain.end, min(end, mention.plain.end + _REACH))


def _words(mention: Mention, start: int, end: int) -> str:
    """A stretch of a block without its times, what leads on to them, and its figures."""
    text, figures = mention.around.block.text, mention.around.reading.figures
    first, last = (bisect_left(figures, at, key=lambda one: one.start) for at in (start, end))
    cuts = [(one.start, one.end, True) for one in mention.around.times(start, end)]
    cuts += [(one.start, one.end, False) for one in figures[first:last]]
    pieces, position = [], start
    for begin, stop, is_time in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        if begin < position:
            continue
        piece = text[position:begin]
        pieces.append(_without_lead(piece) if is_time else piece)
        position = stop
    return " ".join((*pieces, text[position:end]))


def _record(mention: Mention, subject: _Subject, known: Known) -> Record | None:
    """The fact that a figure states, without its id, source and topic; None where it states none.

    A fall that no words of the text tell together with its figure is a decrease, which is positive.
    """
    is_negative = subject.change == "down" or (mention.figure.value or 0) < 0
    quoted = quote(mention, subject.unit, is_negative=is_negative)
    title = subject.title
    if quoted is None and subject.change == "down":
        quoted = quote(mention, subject.unit, is_negative=False)
        title = title.replace("Change in ", "Decrease in ", 1)
    if quoted is None:
        return None
    written, stated = quoted
    block, period = mention.around.block, subject.period
    paragraph, page = mention.place.paragraph, mention.place.page
    beside = " ".join((*block.row, *block.column)) or _sentence(mention)
    return Record(
        kind="metric",
        id="",
        title=title,
        topics=(),
        area=_name_in(known.areas, beside),
        group=_name_in(known.groups, beside),
        period=period.iso if period else None,
        year=period.year if period else None,
        start=period.start if period else None,
        end=period.end if period else None,
        value=stated.value,
        low=stated.low,
        high=stated.high,
        unit=subject.unit,
        qualifier=stated.qualifier,
        status=_status(mention),
        written=written,
        summary=None,
        by=None,
        source=None,
        paragraphs=() if page is not None or paragraph is None else (paragraph,),
        pages=() if page is None else (page,),
        citation=None,
        note=None,
    )


def _status(mention: Mention) -> str | None:
    """What the words before a figure, or its headers, say of how sure it is."""
    block = mention.around.block
    start = mention.around.sentence(mention.plain.start)[0]
    number = mention.plain.number[0]
    words = block.text[max(start, number - _STATUS_REACH) : number]
    told = " ".join((words, *block.row, *block.column)).lower()
    for status, phrases in english.STATUSES.items():
        if any(re.search(rf"\b{phrase}\b", told) for phrase in phrases):
            return status
    return None


def _name_in(names: Sequence[str], words: str) -> str | None:
    """The name that these words have, whole; the longest of several."""
    there = [name for name in names if re.search(rf"\b{re.escape(name)}\b", words)]
    return max(there, key=len, default=None)


def verified(proposals: Sequence[Proposal], text: Text) -> tuple[list[Proposal], list[Proposal]]:
    """The proposals that the text is found to state, and the others."""
    from factreport.verification import verify_records

    findings = verify_records((one.record for one in proposals), lambda _: text)
    pairs = list(zip(proposals, findings, strict=True))
    kept = [proposal for proposal, finding in pairs if finding.result == "found"]
    return kept, [proposal for proposal, finding in pairs if finding.result != "found"]
