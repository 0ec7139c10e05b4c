"""Subjects: what each figure of a text measures."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from factreport.auditing.names import Dimension
from factreport.capture import Known, Sighting, naming, phrases
from factreport.capture.cells import Cells, heading_of
from factreport.capture.dating import Dating
from factreport.capture.tables import Tables
from factreport.capture.units import UNKNOWN, unit_words
from factreport.capture.words import between, where, words_after, words_before
from factreport.english import capture as english
from factreport.english import places, sentences, titles
from factreport.english.directions import AFTER_PERCENT
from factreport.english.stems import stems_of
from factreport.figures.figure import Figure
from factreport.figures.units import unit_of
from factreport.model import Direction
from factreport.periods import Period
from factreport.texts.blocks import Text
from factreport.unit import Unit


class Subject(NamedTuple):
    """What a figure measures: the metric that it will belong to.

    ``sort`` is the dimension of its unit, and what it is per.
    """

    title: str
    unit: str
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
        return self.sort[0] in ("percent", "points")


class Subjects:
    """Names what each figure measures, in order.

    A figure without a name gets the subject of the figure before it, or of its heading.
    """

    def __init__(
        self, text: Text, sightings: Sequence[Sighting], known: Known, tables: Tables
    ) -> None:
        self._known, self._dating = known.names, Dating(text, sightings)
        self._groups = {name.lower() for name in known.groups}
        self._lower = self._groups.union(map(str.lower, known.areas))
        self._cells = Cells(text, self._known, tables)
        self._name = naming.Measure("")
        self._names: dict[bool, naming.Measure] = {}  # the last one of rates, and of other values
        self._titles: list[tuple[bool, str]] = []  # of rates, and of other values
        self._subject = stems_of(phrases.title_of(text))
        self._in_list: dict[bool, naming.Measure] = {}  # the same in one block, with changes
        self._changes: dict[object, Subject] = {}  # the last change of each sort in a block
        self._last: Subject | None = None
        self._levels: dict[object, Subject] = {}  # the last of each sort and unit
        self._is_compared, self._rival = False, ""
        self._main = ""  # the first name in a block
        self._before: Sighting | None = None
        self._names_before: Mapping[Dimension, str] = {}

    def of_cell(self, sighting: Sighting) -> Subject:
        """The subject of a figure in a table, by its headers."""
        title = self._cells.title_of(sighting.context.block)
        unit = self._cells.unit_of(sighting, title)
        return Subject(title, unit, None, self._dating.of(sighting))

    def of_prose(self, sighting: Sighting, names: Mapping[Dimension, str]) -> Subject:
        """The subject of a figure in a sentence that gives it these names."""
        linking, place = between(sighting, self._before), where(sighting).name
        is_rate = sighting.figure.unit.is_percentage
        # An aside to a change may name another subject.
        others = sentences.PREPOSITIONS | AFTER_PERCENT.keys()
        is_other = self._name.change and not others.isdisjoint(linking.lower().split())
        place_before = where(self._before).name if self._before else ""
        is_there = not (place and place_before) or place == place_before
        is_aside = bool(english.ASIDE.fullmatch(linking)) and bool(is_there) and not is_other
        series = self._by_comparison(sighting, linking, place)
        if series is not None:
            if not english.ASIDE.fullmatch(linking):
                # "Net loss", if net income is compared with one.
                named = english.NAMED_LEVEL.search(linking)
                rival = phrases.tidy(named["words"]) if named else ""
                head = phrases.head(rival)
                is_level = phrases.is_standing(rival) and head != "loss"  # "from a peak of 5"
                is_same = is_level or head in series.title.lower().split()
                self._rival = "" if is_same else phrases.titled(rival)
            per = f" per {sighting.figure.unit.per}" if sighting.figure.unit.per else ""
            title = f"{self._rival}{per}" if self._rival else series.title
            title = _with_place(title, place, self._known)
            main = self._last.period if is_aside and self._last else None
            # "Against 4.8% in Sudland" is another area, not another time.
            is_of_other = place or names != self._names_before
            main = self._last.period if is_of_other and self._last else main
            period = self._dating.of(sighting, main=main)
            subject = series._replace(title=title, period=period)
            if english.BRACKET.search(linking) and subject.period == series.period:
                # It is for another time, which the text does not give.
                subject = subject._replace(period=None)
        else:
            subject = self._by_sentence(sighting, linking, place, is_aside=is_aside)
            if self._before is None or self._before.context is not sighting.context:
                self._levels.clear()
                self._changes.clear()
            if subject.change:
                self._changes[subject.sort] = subject
            else:
                self._levels.pop((subject.sort, subject.unit), None)
                self._levels[subject.sort, subject.unit] = subject
        if (
            not subject.period
            and names
            and sighting.context.block.text[: sighting.plain.start].endswith("(")
        ):
            times = sighting.context.times(*sighting.context.sentence(sighting.plain.start))
            periods = {time.period for time in times}  # "more men (33%) than women (29%) in 2023"
            subject = subject._replace(period=periods.pop() if len(periods) == 1 else None)
        self._before, self._is_compared = sighting, series is not None
        self._names_before = names
        if not (is_aside and is_rate and self._last and self._last.is_counted):
            self._last = subject
        return subject

    def _by_comparison(self, sighting: Sighting, linking: str, place: str) -> Subject | None:
        """The subject, if a figure is another value of it: "38 ships, up from 31", "512 (498)"."""
        if (before := self._before) is None or before.context is not sighting.context:
            return None
        unit, last = sighting.figure.unit, self._last
        linking = linking.removeprefix(")")
        head, comma, tail = linking.rpartition(",")
        if sentences.SURE_VERBS.isdisjoint(head.lower().split()):
            linking = f"{comma}{tail}"  # "waste from homes and sites, compared to"
        is_base = before.context.block.text.endswith("from ", 0, before.plain.start)
        has_basis = english.BASIS.match(words_after(sighting))
        is_rate = unit.is_percentage
        is_former = bool(last and last.is_rate and not last.change)  # "margin of 9.3% (9.4%)"
        is_bracketed = not (place or has_basis or (is_rate and not is_former))
        is_bracketed &= self._is_in_sentence(sighting) and bool(english.BRACKET.search(linking))
        if not (
            english.COMPARED.fullmatch(linking)
            # "From 40.1 years in 2011 to 40.0".
            or (is_base and english.TO.fullmatch(linking))
            or (is_bracketed and (unit.dimension == "" or unit == before.figure.unit))
            # "From $2 million, or $0.06 a share".
            or (self._is_compared and english.ASIDE.fullmatch(linking))
            # "Compared to $5 in 2023, and $4 in 2022".
            or (self._is_compared and english.AND.fullmatch(linking))
        ):
            return None
        sort = _sort_of(unit)
        is_bare, is_large = not unit.dimension, abs(sighting.figure.first) >= _LARGE
        is_alike = last and (
            last.sort == sort or (is_bare and not ((is_bracketed or is_large) and last.is_rate))
        )
        is_same_noun = not last or unit.name in ("", last.unit) or not last.is_counted
        if (
            last
            and is_alike
            and is_same_noun
            and not (last.change and (is_bare or not last.is_rate))
        ):
            return last
        levels = [
            level
            for level in reversed(self._levels.values())
            if level.sort == sort
            or (is_bare and not ((is_bracketed or is_large) and level.is_rate))
        ]
        if unit.name and not is_base and not english.COMPARED.fullmatch(linking):
            levels = [level for level in levels if level.unit == unit.name or not level.is_counted]
        levels.sort(key=lambda level: level.unit != unit.name)
        if levels or len(linking.rpartition(",")[2].split()) > _FEW:
            return levels[0] if levels else None
        return self._changes.get(sort) if last and not last.is_rate else None

    def _by_sentence(
        self, sighting: Sighting, linking: str, place: str, *, is_aside: bool
    ) -> Subject:
        """The subject that a figure has by its own words, or shares with the one before it."""
        last, unit, following = self._last, sighting.figure.unit, words_after(sighting)
        is_rate = unit.is_percentage
        name = self._name if is_aside else self._by_list(sighting, linking, following, place)
        is_same = name.title == self._name.title and (self._name.change or not name.change)
        is_of_pair = english.RESPECTIVELY.match(following)
        if last and last.is_rate == is_rate and is_same and is_listed(linking) and not is_of_pair:
            name = self._name  # "rose 5% in the east, 6% in the west"
        elif is_of_pair and self._name.change:
            name = name._replace(change=self._name.change)
        if place and name.title.startswith(place):  # "London has the lowest": the main name
            named = [title for of_rate, title in self._titles if of_rate == is_rate and title]
            about = [title for title in named if stems_of(title) & self._subject]
            name = name._replace(title=(about or named or [name.title])[-1])
        title = phrases.titled(name.title)
        if is_aside and last and last.is_rate and not is_rate:  # "7% (367,000) of adults"
            title = phrases.titled(title.removeprefix("Share of "))
        if is_rate and not name.change:
            name = self._as_change(sighting, linking, name, is_aside=is_aside)
        is_bracketed = sighting.context.block.text[: sighting.plain.start].endswith("(")
        sign = _SIGNS.get(sighting.plain.text[:1]) if is_rate and is_bracketed else None
        name = name._replace(change=name.change or sign)  # "coal (-8.3%)"
        if name.change and not phrases.is_change(title):
            title = f"Change in {_as_inner(name.title, sighting, self._known)}"
        elif is_aside and is_rate and last and not last.is_rate:
            title = f"{title}, share"
        title = f"{title} per {unit.per}" if unit.per and unit.per not in title else title
        basis = english.BASIS.match(following)
        title = f"{title}, {basis[1]}" if basis else title
        title = _with_place(title, place, self._known)
        counted = naming.counted_noun(following)
        noun = sentences.plural(counted.rpartition(" ")[2])
        noun = noun if unit_of(noun).is_count else counted  # "smart meters" are not lengths
        noun = "" if unit.per else noun
        in_words = unit_words(sighting, title, noun=noun)
        if last and last.is_counted and unit.is_count:
            # "38 ships, an increase of 7"; "312 cyclists were injured and 4 were killed"
            is_change = name.change and name.title == self._name.title
            in_words = last.unit if is_change or title.lower().startswith(last.unit) else in_words
        self._name = name
        if self._before is None or self._before.context is not sighting.context:
            self._in_list.clear()
            self._main = name.title
        self._in_list[is_rate] = name
        self._titles.append((is_rate, name.title))
        if not name.change:
            self._names[is_rate] = name
        period = self._dating.of(sighting, main=last.period if is_aside and last else None)
        return Subject(title, in_words, name.change, period, _sort_of(unit))

    def _as_change(
        self, sighting: Sighting, linking: str, name: naming.Measure, *, is_aside: bool
    ) -> naming.Measure:
        """The name of a rate beside another figure, as a change if that figure changed by it."""
        sign = _SIGNS.get(sighting.plain.text[:1]) if linking.strip() in (",", "(") else None
        if sign or (is_aside and sighting.figure.direction):  # "5 (2% increase)", "5, +2%"
            base = self._name if sign else name
            return base._replace(change=sign or sighting.figure.direction)
        if is_aside and self._last and not self._last.is_rate and english.BRACKET.search(linking):
            before = self._in_list.get(True)
            is_same = before and before.title == name.title
            ended = naming.ended(words_before(sighting))  # "increased to 5 (2%)"
            return name._replace(change=before.change if before and is_same else ended)
        return name

    def _by_list(
        self, sighting: Sighting, linking: str, following: str, place: str
    ) -> naming.Measure:
        """What a figure counts: as the one before it in a list, or what its sentence says."""
        is_rate = sighting.figure.unit.is_percentage
        last, before, context = self._last, self._before, sighting.context
        if place and last and is_rate in self._in_list and is_listed(linking):
            return self._in_list[is_rate]
        if last and last.is_counted and before and before.context is context:
            # ", and 200,300 men": another group of the same count.
            names = {sighting.figure.unit.name, phrases.tidy(following).lower()}
            if (
                self._is_in_sentence(sighting)
                and names & self._groups
                and self._name.title.lower() not in {"", *self._groups}
            ):
                return self._name
        is_level = self._name.change and last and not is_rate and english.TO.fullmatch(linking)
        if is_level and self._is_in_sentence(sighting):
            return self._name._replace(change=None)  # "a 16% fall in deaths to 470"
        ellipsis = english.ELLIPSIS.fullmatch(linking) if self._name.change else None
        if ellipsis:
            title = self._name.title
            what, replaced = english.THAT_OF.subn("", ellipsis["what"].strip(), count=1)
            lead = title[: title.find(" of ") + len(" of ")] if " of " in title else ""
            what = f"{lead}{what}" if replaced else phrases.tidy(what)
            return self._name._replace(title=title if place else what)
        share = titles.SHARE_OF.fullmatch(self._name.title) if is_rate else None
        part = english.NEXT_PART.fullmatch(linking) if share else None
        if share and part and following.lstrip()[:1] in ("", ".", ",", "a"):
            return self._name._replace(title=f"{part['what']}{share['whole']}")
        return self._named(sighting, following)

    def _named(self, sighting: Sighting, following: str) -> naming.Measure:
        """What a figure counts, by its sentence, else by the figure before it or the heading."""
        figure, block, leading = sighting.figure, sighting.context.block, words_before(sighting)
        if name := self._by_reference(sighting, leading, following):
            return name
        if figure.unit.dimension == "count" and figure.unit.name in figure.text:
            following = f" {''.join(figure.text.partition(figure.unit.name)[1:])}{following}"
        difference = english.DIFFERENCE.match(block.text, sighting.plain.end)
        direction = AFTER_PERCENT[difference["word"]] if difference else figure.direction
        unit_word = figure.text.rpartition(" ")[2]
        direction = None if english.LEVEL.match(figure.text) else direction
        is_money = figure.unit.is_money
        is_measured = figure.unit.dimension not in ("", "count", "percent")
        is_unit = unit_word.isalpha() and unit_of(unit_word).dimension == figure.unit.dimension
        measure = unit_word if is_unit and not is_money else "amount"
        label = _LABEL.fullmatch(leading)
        if label and following.strip(" .") in ("", figure.unit.name):
            return naming.Measure(phrases.tidy(label["label"]), direction)
        share = titles.WHOLE_OF_SHARE.match(self._name.title)
        is_percent = figure.unit.dimension == "percent"
        if share and is_percent and naming.begins_with_verb(leading, following):
            words = titles.PHRASE_END.split(following.strip(), maxsplit=1)[0]
            return naming.Measure(phrases.tidy(f"{share[0]} that {words}"))
        name = naming.name(
            leading,
            following,
            is_share=figure.unit.dimension == "percent",
            direction=direction,
            measure=measure if is_measured else "",
        )
        is_vague = False
        if name is not None and name.title and self._name.title:
            # Only "rate among women", or the area that has changed the most.
            head, *rest = name.title.lower().split(" ", 2)
            is_rest_known = rest[-1:] != [] and rest[-1].removeprefix("the ") in self._lower
            is_vague = head in sentences.VAGUE and is_rest_known
            is_place = name.title.lower() in self._lower
            is_vague |= is_place and titles.MOST_CHANGED.search(leading) is not None
        if name is not None and name.title and not is_vague:
            is_phrase = name.title.split(maxsplit=1)[0].lower() in sentences.PREPOSITIONS
            is_noun = figure.unit.dimension == "count" and figure.unit.name.isalpha()
            noun = figure.unit.name if is_phrase and is_noun else ""
            title = name.title
            pair, order = english.PAIR.fullmatch(title), english.RESPECTIVELY.match(following)
            if pair and order:  # "wheat" of "wheat and barley"
                title = f"{pair['lead'] or ''}{pair['first'] if order['gap'] else pair['second']}"
            title = titles.with_owner(title, self._main)
            if title.lower() in english.MEASURES and self._main:
                title = f"{self._main}, {title}"  # "a decrease of 2% in quantity"
            return name._replace(title=f"{noun} {title}".strip())  # "deaths for males"
        if label:  # "Tickets sold: 12,400"
            title = phrases.tidy(label["label"])
            if title and sentences.FINITE.isdisjoint(title.lower().split()[:-1]):
                return naming.Measure(title, figure.direction)
        return self._inherited(sighting, name.change if name else figure.direction)

    def _inherited(self, sighting: Sighting, change: Direction | None) -> naming.Measure:
        """What a figure without a name counts: that of the figure before it, or of its heading.

        "Among women the rate was 5%", after a count: the last rate is meant.
        """
        block, is_rate = sighting.context.block, sighting.figure.unit.is_percentage
        before = self._before.context.block.headings if self._before else None
        is_last = change or self._name.change
        last = self._name if is_last else self._names.get(is_rate, self._name)
        title = last.title if before == block.headings else ""
        return naming.Measure(title or heading_of(block) or "Figure", change)

    def _by_reference(
        self, sighting: Sighting, leading: str, following: str
    ) -> naming.Measure | None:
        """The name of a change or a part of what was named before."""
        figure, title = sighting.figure, self._name.title
        direction = naming.apposed(leading, following, figure.direction)
        if figure.direction and english.WHICH_WAS.search(leading):
            direction = figure.direction
        if direction and title and self._is_in_sentence(sighting):
            return naming.Measure(title, direction)
        if words := naming.predicate(leading, following):
            if leading.startswith("Of ") and figure.unit.dimension == "percent":
                whole = leading.removeprefix("Of ").strip(" ,")
                is_named = " who " in whole and titles.PLACEHOLDER not in whole
                whole = whole if is_named else phrases.lowered(title)
                return naming.Measure(f"share of {whole} that were {words}")
            return naming.Measure(self._title_of_part(words, figure))
        is_part = self._before is not None and abs(figure.first) <= abs(self._before.figure.first)
        is_part |= figure.unit.dimension == "percent"
        if is_part and title and (match := english.OF_THEM.match(following)):
            return naming.Measure(self._title_of_them(match, figure))
        if more := english.MORE.match(following):
            is_same = more["noun"].rpartition(" ")[2] in title.lower().partition(",")[0]
            return naming.Measure(title if is_same else more["noun"], AFTER_PERCENT[more["word"]])
        return None

    def _is_in_sentence(self, sighting: Sighting) -> bool:
        """Whether the figure before is in the same sentence."""
        before, context = self._before, sighting.context
        if before is None or before.context is not context:
            return False
        return context.sentence(before.plain.start) == context.sentence(sighting.plain.start)

    def _title_of_them(self, them: re.Match[str], figure: Figure) -> str:
        """The title of a part of what was named before: "passengers travelled on the new route"."""
        words, whole = phrases.tidy(them["words"]), self._name.title
        is_share = figure.unit.dimension == "percent"
        is_phrase = words.split(" ", 1)[0].lower() in sentences.PREPOSITIONS or not words
        if them["was"] and words and not is_phrase and not is_share:
            return self._title_of_part(words, figure)
        is_pair = len(words.split()) == 2
        if is_pair and sentences.plural(words.split()[1]) and not (is_phrase or is_share):
            return words  # "40 of them breeding sows"
        is_counted = self._last is not None and self._last.is_counted
        noun = self._last.unit if self._last and is_counted and not is_phrase else whole
        if is_share:
            return f"Share of {phrases.lowered(noun)} {words}".strip()
        return f"{noun} {words}".strip()

    def _title_of_part(self, part: str, figure: Figure) -> str:
        """The title of a part of something counted before: "apprentices", "cyclists killed"."""
        if part.lower() in {name.lower() for name in self._known}:
            return self._name.title or part
        is_place = part.split(maxsplit=1)[0].lower() in sentences.PREPOSITIONS
        if is_place and self._last and self._last.is_counted:
            return f"{self._last.unit} {part}"  # "firms in retail"
        if not naming.is_done(part):
            is_adjective = " " not in part and not sentences.plural(part) and part != "children"
            unit = self._last.unit if self._last and self._last.is_counted else ""
            return f"{part} {unit}" if is_adjective and unit else part  # "mobile libraries"
        word = figure.text.rpartition(" ")[2]
        noun = word if word.isalpha() else ""
        if figure.unit.dimension == "percent":
            return f"{part}, share"
        noun = noun or (self._last.unit if self._last and self._last.is_counted else "")
        return f"{noun} {part}".strip()


def without_names(title: str, names: Iterable[tuple[Dimension, str]], sighting: Sighting) -> str:
    """A title without the areas and groups of its figures.

    If nothing is left, the title is what is counted.
    """
    lead = "Change in " if title.startswith("Change in ") else ""
    rest = what = title.removeprefix(lead)
    for dimension, name in names:
        pattern = places.AREA if dimension == "area" else places.GROUP
        rest = re.sub(pattern.format(re.escape(name)), "", rest, flags=re.IGNORECASE)
    rest = rest.removesuffix(f", {where(sighting).name}").strip(" ,") if rest != what else rest
    rest = f"{lead}{rest}" if rest else lead.removesuffix(" in ")
    # "Pulkovo grew by 13.5 percent to 1.1 million guests"
    if rest.lower() in ("", sentences.CHANGE):
        figures = sighting.context.reading.figures
        number = bisect_left(figures, sighting.figure.start, key=attrgetter("start"))
        near = (*figures[number : number + 2], *figures[max(number - 1, 0) : number])
        noun = next(filter(sentences.plural, (figure.unit.name for figure in near)), "")
        rest = f"Change in {noun}" if rest and noun else noun or title
    return phrases.titled(rest)


def gain_of(subject: Subject) -> Subject | None:
    """The income that a loss is a negative value of, or None: both are one series."""
    is_money = subject.sort[0].startswith("money:") and not subject.change
    title = english.LOSS.sub("income", subject.title) if is_money else subject.title
    return None if title == subject.title else subject._replace(title=title, change="down")


def _sort_of(unit: Unit) -> tuple[str, str | None]:
    """The dimension of a unit, and what it is per; a bare number may count something."""
    return unit.dimension or "count", unit.per or None


def _with_place(title: str, place: str, known: frozenset[str]) -> str:
    """A title with the place of its figure, unless it is a known area or group."""
    is_told = not place or place in known or place.lower() in title.lower()
    return title if is_told else f"{places.IN_PLACE.sub('', title)}, {place}"


_LABEL = re.compile(r"\W*(?P<label>[^\W\d][^.;:\d()]{1,80}?)[\s,]*:\s*")
_SIGNS: dict[str, Direction] = {"+": "up", "-": "down", "−": "down"}
_FEW = 3  # words: "rose 2%, to 5, down from 3%"
_LARGE = 100  # few shares or rates are so large


def is_listed(text: str) -> bool:
    """Whether words between two figures only go on with a list: " in the east, ", " and "."""
    lower = text.lower().split()
    goes_on = lower[-1:] == ["and"] or text.rstrip().endswith(",")
    # As in ", followed by the north (".
    goes_on |= text.lstrip(" )").startswith((",", "and ")) and lower[-1:] == ["("]
    return goes_on and "." not in text and sentences.FINITE.isdisjoint(lower)


def _as_inner(title: str, sighting: Sighting, known: Iterable[str]) -> str:
    """A title inside another: with a small first letter, unless it is an abbreviation or a name.

    The first word of a sentence has a capital letter for no other reason.
    """
    word = title.split(" ", 1)[0]
    is_name = title[1:2].isupper() or title[len(word) + 1 : len(word) + 2].isupper()
    is_name |= word.endswith(("'s", "’s")) or any(map(title.startswith, known))
    is_inside = re.search(rf"[\w,] {re.escape(word)} ", sighting.context.block.text)
    return title if is_name or is_inside else phrases.lowered(title)
