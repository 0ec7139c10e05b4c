"""Subjects: names what each figure of a text is the value of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from factreport.capture import Mention, english, naming
from factreport.capture.units import currency, is_scaled, scales_of, unit_words
from factreport.capture.words import REACH, ahead, behind, between, without_times
from factreport.figures.figure import Direction, Figure
from factreport.figures.surroundings import Surroundings, is_adjective, times_of
from factreport.figures.units import unit_of
from factreport.periods import Period
from factreport.texts.blocks import Block, Text

_LONGEST_HEADING = 120
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


class Subjects:
    """Names what each figure is the value of, in order.

    A figure without a name gets the subject of the figure before it, or of its heading.
    """

    def __init__(self, text: Text, mentions: Sequence[Mention], known: Known) -> None:
        self._known = known
        self._usual_period = _period_of_title(text)
        self._money, self._scales = _money_of_columns(mentions), scales_of(text)
        self._name = naming.Name("")
        self._last: Subject | None = None
        self._before: Mention | None = None

    def of_cell(self, mention: Mention) -> Subject:
        """The subject of a figure in a table, by its headers."""
        block = mention.around.block
        title = _of_cell(block, self._known)
        unit = unit_words(mention, title, usual=_usual(block, self._money))
        scale = self._scales.get(block.table or 0, "")
        unit = f"{scale} {unit}" if is_scaled(mention, unit, scale) else unit
        return Subject(title, unit, "", None, mention.when.period)

    def of_prose(self, mention: Mention) -> Subject:
        """The subject of a figure in a sentence."""
        following = behind(mention)
        words = between(mention, self._before)
        is_aside = bool(_ASIDE.fullmatch(words))
        is_compared = bool(_COMPARED.fullmatch(words)) and not self._name.change
        name = self._name if is_aside or is_compared else self._named(mention, following)
        title = naming.titled(name.title)
        title = f"Change in {_lowered(title)}" if name.change else title
        per = mention.figure.unit.per
        title = f"{title} per {per}" if per and per not in title else title
        unit = unit_words(mention, title)
        if self._last and is_compared and not mention.figure.unit.name:
            unit = self._last.unit  # "38 ships, up from 31"
        if self._last and self._last.is_counted and title.lower().startswith(self._last.unit):
            unit = self._last.unit  # "312 cyclists were injured and 4 were killed"
        period = self._period(mention, is_aside=is_aside)
        self._name, self._before = name, mention
        is_counted = mention.figure.unit.dimension == "count"
        self._last = Subject(title, unit, naming.tail(following), name.change, period, is_counted)
        return self._last

    def _named(self, mention: Mention, following: str) -> naming.Name:
        """What a figure counts, by its sentence, else by the figure before it or the heading."""
        figure, block, leading = mention.figure, mention.around.block, ahead(mention)
        if (direction := naming.apposed(leading)) and self._name.title:
            return naming.Name(self._name.title, direction)
        if words := naming.predicate(leading, following):
            return naming.Name(self._title_of_part(words, figure))
        is_share = figure.unit.dimension == "percent"
        name = naming.name(leading, following, is_share=is_share, direction=figure.direction)
        if name is not None and name.title:
            return name
        before = self._before.around.block.headings if self._before else None
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
        when = mention.when
        if when.period is None and is_aside and self._last:
            return self._last.period
        if when.period or when.where != "nowhere":
            return when.period
        return None if mention.around.is_compared(mention.figure) else self._usual_period


# "103,000 (1.9%)", "$44 million, or $0.89"; "38 ships, up from 31", "$52 million against $48".
_ASIDE = re.compile(r"[\w\s-]{0,30}[(\[]|,?\s(?:or|i\.e\.)\s")
_COMPARED = re.compile(
    r"[^.;:()\d]{0,30}?[,\s](?:(?:up|down)\s)?(?:from|against|versus|compared\s(?:with|to)"
    r"|times\s(?:the|that|those))\s"
)


def _money_of_columns(mentions: Iterable[Mention]) -> dict[_Column, str]:
    """The currency of each table column that has one; only some of its cells may name it."""
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
    """The period in the first line of a text without headings, which serves as its title."""
    blocks = [block for block in text.blocks if block.is_prose and block.text]
    if text.format not in ("plain", "pdf") or not blocks:
        return None
    start, end = Surroundings(blocks[0]).sentence(0)
    named = {time.period for time in times_of(blocks[0].text[start:end][:_LONGEST_HEADING])}
    return named.pop() if len(named) == 1 else None


_FILE_SIZE = re.compile(r"\s?[kKMG]i?[bB]\b")
_RATIO = re.compile(r"\stimes\s(?:the|that|those|as|more|higher|larger|greater)\b")
_LETTER = re.compile(r"[^\W\d_]")
_LABELLED = re.compile(r":\s")  # "Headline 1: …"


def says_nothing(mention: Mention) -> bool:
    """Whether a figure is not a fact: a footnote mark, part of a name, a file size, or unnamed."""
    block, figure = mention.around.block, mention.plain
    text, end = block.text, figure.number[1]
    if block.kind == "cell":
        return not block.row and not block.column
    is_bare = figure.unit.dimension in ("", "count") and figure.qualifier is None
    is_size = text[figure.start - 1 : figure.start] == "(" and _FILE_SIZE.match(text, end)
    is_label = is_bare and _is_small(figure) and _LABELLED.match(text, end)
    near = text[max(figure.start - REACH, 0) : figure.end + REACH]
    is_named = bool(_LETTER.search(near)) and bool(_LETTER.search(ahead(mention) + behind(mention)))
    return bool(
        is_adjective(figure, text)
        or _RATIO.match(text, end)
        or mention.around.is_in_time(figure)
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


def _lowered(title: str) -> str:
    """A title inside another: with a small first letter, unless it is an abbreviation or a name."""
    is_word = title[1:2].islower() or title[1:2] == " "
    return title[:1].lower() + title[1:] if is_word else title


def _heading(block: Block) -> str:
    """The nearest heading that is neither a time nor the label of a picture."""
    for heading in reversed(block.headings):
        first = heading.split(maxsplit=1)[0].lower() if heading.split() else ""
        title = naming.tidy(without_times(heading))
        if title and first not in english.CAPTIONS:
            return title
    return ""


def _of_cell(block: Block, known: Known) -> str:
    """The row and the column of a cell without times, units, areas and groups; or its caption."""
    headers = [name for name in (*block.row, *block.column) if name not in known.names]
    names = [_without_unit(without_times(name)) for name in headers]
    parts = dict.fromkeys(filter(None, map(naming.tidy, names)))
    title = ", ".join(parts) or naming.tidy(_without_unit(without_times(block.caption)))
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
