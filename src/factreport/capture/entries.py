"""Entries: the figures of a text as facts of a store."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from factreport.auditing.names import Dimension
from factreport.capture import Known, Sighting, phrases
from factreport.capture.quoting import quote
from factreport.capture.stored import Series, before, of_series
from factreport.capture.subjects import Subject, Subjects, gain_of, without_names
from factreport.capture.tables import Members, Tables, members_of, names_of
from factreport.capture.trivia import marks_of, why_left_out
from factreport.capture.words import REACH, Part, kinds_compared, stretch, subjects_of, where
from factreport.english import capture as english
from factreport.english import places, sentences, statuses
from factreport.english.headers import RESTS
from factreport.english.names import spellings_of
from factreport.english.places import NO_PLACES
from factreport.english.stems import GENERIC, stems_of
from factreport.figures.context import Context
from factreport.figures.tables import MARKED_CELL, MARKED_HEADER
from factreport.model import Record
from factreport.periods import Period
from factreport.texts.blocks import Text
from factreport.verification import verify_records
from factreport.verification.nearby_names import NearbyNames
from factreport.wording import fold, shortened, visible_line

_DIMENSIONS: tuple[Dimension, Dimension] = ("area", "group")
_CHANGE = ("Change in ", "Decrease in ")
_MOST = 20  # facts with the value of a headline that are looked at
_HEADLINES = 2  # first lines of a text
_STATUS_REACH = 80
_LONGEST_COMMENT = 400
_IN_BRACKETS = re.compile(r"\([^()]*\)")


class Proposal(NamedTuple):
    """A fact that a text states, and the figure that states it.

    A fact ``of_store`` is one more observation of a metric of the store; if it ``replaces``
    another one, that has been revised.  ``doubts`` are other values for the same title and time.
    """

    record: Record
    sighting: Sighting
    of_store: bool = False
    replaces: Record | None = None
    doubts: tuple[Proposal, ...] = ()


def comments_of(proposals: Iterable[Proposal]) -> Iterator[str]:
    """The comment above each fact: its sentence, and what a reader should look at.

    A sentence is not repeated for the next fact of a metric, unless there is a question about it.
    """
    before = ("", "")
    for proposal in proposals:
        sentence, old = _said(proposal.sighting), proposal.replaces
        marks = [] if old is None else [f"Revised from {old.written or old.value or old.low}?"]
        marks += ["When?"] if proposal.record.period is None else []
        source = proposal.record.id, sentence
        marks += [sentence] if marks or source != before else []
        others = [
            (visible_line(doubt.sighting.plain.text), _said(doubt.sighting))
            for doubt in proposal.doubts
        ]
        doubts = [f"Or {figure}?" + f" {words}" * (words != sentence) for figure, words in others]
        before = source
        yield "\n".join(filter(None, (" ".join(marks), *doubts)))


def _said(sighting: Sighting) -> str:
    """The sentence or the headers of a figure."""
    block, (start, end) = sighting.context.block, stretch(sighting)
    if block.kind == "cell":
        return " · ".join((*block.row, *block.column)) + f": {block.text}"
    return shortened(visible_line(block.text[start:end]), _LONGEST_COMMENT)


class Origin(NamedTuple):
    """The source and the topic of new facts, and their area where the text names no other."""

    source: str
    topic: str
    area: str | None = None


def propose(
    text: Text, stated: Mapping[Sighting, Sequence[str]], known: Known, origin: Origin
) -> tuple[list[Proposal], dict[Sighting, str]]:
    """The facts of a text, grouped by subject, and why other new figures are left out.

    ``stated`` are the figures, with the ids of the facts of the store that each of them states:
    these figures give no facts, but lead others of their series to its metric.  Every fact is
    verified in the text.
    """
    marks = marks_of(text)
    left_out = {sighting: why_left_out(sighting, marks) for sighting in stated}
    worth_keeping = [sighting for sighting, reason in left_out.items() if not reason]
    beside = _names_beside(text, worth_keeping)
    tables = members_of(text, worth_keeping, (*known.areas, *beside["area"]))
    known = _with_own_names(known, beside, chain(*tables.values()))
    if not origin.area and (place := places.IN_TITLE.search(phrases.title_of(text))):
        # "Labour market in Norland", if the text names the place again
        prose = (block.text for block in text.blocks if block.kind != "heading")
        named = any(place["place"] in words for words in prose)
        origin = origin._replace(area=place["place"] if named else None)
    subjects = list(_subjects_of(text, worth_keeping, known, tables=tables, area=origin.area))
    series = Series(known.facts_of)
    for sighting, subject, _ in subjects:
        if stated[sighting]:
            series.learn(subject, stated[sighting][0])
    titles = {subject.title.lower() for _, subject, _ in subjects}
    candidates: list[tuple[Proposal, Sequence[Record]]] = []
    for sighting, subject, names in subjects:
        if stated[sighting]:
            continue
        gain = gain_of(subject)
        is_loss = gain is not None and (
            (sighting.figure.value or 0) < 0
            or gain.title.lower() in titles
            or bool(series.facts_of(gain))
        )
        subject_of_value = gain if gain and is_loss else subject
        facts = series.facts_of(subject_of_value)
        unit = (facts[0].unit if facts else None) or subject_of_value.unit
        record = _record(sighting, subject_of_value._replace(unit=unit), names)
        left_out[sighting] = "repeated" if record else "no words state it"
        if record:
            candidates.append((Proposal(record, sighting), facts))
    entries, body = _Entries(known, origin), defaultdict[object, list[Proposal]](list)
    for proposal, _ in candidates:
        if not _is_headline(proposal):
            body[_statement(proposal.record)[2:5]].append(proposal)
    for proposal, facts in candidates:
        if not _is_headline(proposal) or not any(
            _repeats(proposal, other) for other in body[_statement(proposal.record)[2:5]][:_MOST]
        ):
            entries.add(proposal, facts)
    proposals = entries.proposals()
    kept = _found_again(proposals, text, origin)
    left_out |= {proposal.sighting: "verify would not find it" for proposal in proposals}
    for proposal in kept:
        del left_out[proposal.sighting]
        left_out |= dict.fromkeys((doubt.sighting for doubt in proposal.doubts), "in doubt")
    return kept, {
        sighting: why for sighting, why in left_out.items() if why and not stated[sighting]
    }


def _subjects_of(
    text: Text, sightings: Sequence[Sighting], known: Known, *, tables: Tables, area: str | None
) -> Iterator[tuple[Sighting, Subject, dict[Dimension, str]]]:
    """Each figure with what it measures, its area and its group.

    ``area`` is the one of figures for which the text names no other.
    """
    subjects = Subjects(text, sightings, known, tables)
    nearby = NearbyNames(areas=known.areas, groups=known.groups)
    for sighting in sightings:
        names = _names(sighting, nearby)
        if sighting.context.block.kind == "cell":
            subject = subjects.of_cell(sighting)
            labels = names_of(sighting.context.block, tables)
            is_titled = subject.title in labels.values()  # nothing else says what it measures
            names |= {} if is_titled else labels
        else:
            subject = subjects.of_prose(sighting, names)
            own = names if names.get("area") or not area else {**names, "area": area}
            # The title may have another area, that of the figure before it.
            others = [(name.dimension, name.name) for name in nearby.all_in(subject.title)]
            others = [*own.items(), *(other for other in others if own.get(other[0]))]
            subject = subject._replace(title=without_names(subject.title, others, sighting))
        yield sighting, subject, names


def _found_again(proposals: Sequence[Proposal], text: Text, origin: Origin) -> list[Proposal]:
    """The facts that verification finds in the text; if need be, without their period."""
    waiting, confirmed = dict(enumerate(proposals)), dict[int, Proposal]()
    others: list[Record] = []
    while waiting:
        # The reader knows the area that was given, even if the text does not name it.
        records = [
            record._replace(area=None) if record.area == origin.area else record
            for record in (proposal.record for proposal in waiting.values())
        ]
        others = others or records
        findings = verify_records(records, lambda _: text, others)
        results = {
            number: finding.result for number, finding in zip(waiting, findings, strict=True)
        }
        confirmed |= {number: waiting[number] for number in waiting if results[number] == "found"}
        waiting = {
            number: proposal._replace(
                record=proposal.record._replace(period=None, year=None, start=None, end=None)
            )
            for number, proposal in waiting.items()
            if number not in confirmed and proposal.record.period
        }
    return [confirmed[number] for number in sorted(confirmed)]


def _names_beside(text: Text, sightings: Sequence[Sighting]) -> dict[Dimension, list[str]]:
    """The areas and groups named beside a text's figures; many subjects replace the areas."""
    beside: dict[Dimension, list[str]] = {"area": [], "group": []}
    for sighting in sightings:
        if sighting.context.block.kind == "cell":
            continue
        if (part := where(sighting)).dimension:
            beside[part.dimension].append(part.name)
        beside["group"] += kinds_compared(sighting)
    return {**beside, "area": [*subjects_of(text)] or beside["area"]}


def _with_own_names(
    known: Known, beside: Mapping[Dimension, list[str]], tables: Iterable[Members]
) -> Known:
    """The areas and groups of a store, and those that a text names beside figures and in tables."""
    in_tables: dict[Dimension, list[str]] = {"area": [], "group": []}
    for members in tables:
        names = (name for name in members.names.values() if name[:1].isupper())
        in_tables[members.dimension] += [
            name for name in names if (NO_PLACES | RESTS).isdisjoint(name.lower().split())
        ]
    groups = (*beside["group"], *in_tables["group"], *sentences.GROUPS, *known.groups)
    return known._replace(
        areas=tuple(dict.fromkeys((*known.areas, *in_tables["area"], *beside["area"]))),
        groups=tuple({name.lower(): name for name in groups}.values()),
    )


def _is_headline(proposal: Proposal) -> bool:
    """Whether a fact stands in a heading, or in a first line that is not a sentence."""
    block = proposal.sighting.context.block
    is_line = block.kind == "paragraph" and not block.text.endswith((".", "”", '"'))
    return block.kind == "heading" or (is_line and (block.paragraph or 0) <= _HEADLINES)


def _repeats(headline: Proposal, other: Proposal) -> bool:
    """Whether another fact with the value of a headline may be the one that it announces."""
    announced, record = headline.record, other.record
    of_body = stems_of(f"{record.title} {_said(other.sighting)}")
    is_alike = announced.unit == record.unit and announced.area in (None, record.area)
    is_then = announced.period is None or announced.period == record.period or record.period is None
    return is_alike and is_then and not of_body.isdisjoint(stems_of(announced.title) - GENERIC)


class _Entries:
    """Collects facts under metrics with ids, each unused in the store and given only once."""

    def __init__(self, known: Known, origin: Origin) -> None:
        self._is_taken, self._origin = known.is_taken, origin
        self._own_areas = {"", *map(fold, spellings_of(origin.area or ""))}
        self._ids: dict[tuple[str, str], str] = {}  # by title and unit
        self._counts: Counter[str] = Counter()  # of ids with the same words
        self._stated: dict[tuple[object, ...], Proposal] = {}  # by metric, time, area and group
        self._doubts: dict[Record, list[Proposal]] = defaultdict(list)
        self._metrics: dict[str, list[Proposal]] = {}
        self._mains: dict[Context, str] = {}  # the first title of each paragraph

    def add(self, proposal: Proposal, facts: Sequence[Record]) -> None:
        """Add a fact, unless it repeats another, or one of the ``facts`` of its metric.

        A second value for one title, time, area and group is a doubt about the first, unless it
        has another basis, or stands in a paragraph about something else.
        """
        self._mains.setdefault(proposal.sighting.context, proposal.record.title)
        source, topic, area = self._origin
        record, basis = proposal.record, _basis_of(proposal)
        if fold(record.area or "") in self._own_areas:
            record = record._replace(area=area)  # "the UK" is the "United Kingdom" of the option
        if basis.isdigit() and not record.title.endswith(f"on {basis}"):
            record = record._replace(title=f"{record.title}, on {basis}")
        record = record._replace(source=source, topics=(topic,))
        appended = of_series(record, facts)
        replaced, agrees = before(appended, facts) if appended else (None, False)
        if agrees:
            return
        if appended:
            appended = appended._replace(status="revised") if replaced else appended
            proposal = proposal._replace(record=appended, of_store=True, replaces=replaced)
        else:
            entry = record.title.lower(), record.unit or ""
            if entry not in self._ids:
                self._ids[entry] = self._new_id(record.title)
            proposal = proposal._replace(record=record._replace(id=self._ids[entry]))
        record = proposal.record
        text, at = proposal.sighting.context.block.text, proposal.sighting.plain.start
        is_rival = record.period is None and english.VERSUS.search(text, max(0, at - REACH), at)
        rivals = self._metrics.get(record.id, [])[-1:] if is_rival else []
        when = record.period or _statement(next(iter(rivals), proposal).record)
        first = self._stated.setdefault((record.id, when, record.area, record.group), proposal)
        if first is proposal:
            self._metrics.setdefault(record.id, []).append(proposal)
        elif _statement(first.record) != _statement(record):
            mains = [self._mains[other.sighting.context] for other in (first, proposal)]
            aspect = ""
            if basis and not basis.isdigit() and basis != _basis_of(first):
                aspect = f"on the {basis}"
            if not aspect and len({*mains, record.title}) > len(mains):
                aspect = phrases.lowered(mains[1].removeprefix(_CHANGE[0]))
            if aspect and aspect not in record.title:
                title = f"{record.title}, {aspect}"
                self.add(proposal._replace(record=record._replace(title=title)), ())
            else:
                self._doubts[first.record].append(proposal)

    def _new_id(self, title: str) -> str:
        """An id from the words of a title, with a number if other ids have the same words."""
        slug = phrases.slug(title)
        while True:
            self._counts[slug] += 1
            count = self._counts[slug]
            numbered = slug if count == 1 else f"{slug}-{count}"
            if numbered not in self._metrics and not self._is_taken(numbered):
                return numbered

    def proposals(self) -> list[Proposal]:
        """The facts by metric; a value without a time only if none with a time is equal."""
        proposals = []
        for facts in self._metrics.values():
            dated = {_statement(fact.record) for fact in facts if fact.record.period}
            proposals += [
                fact._replace(doubts=tuple(self._doubts.get(fact.record, ())))
                for fact in facts
                if fact.record.period or _statement(fact.record) not in dated
            ]
        return proposals


def _basis_of(proposal: Proposal) -> str:
    """What a change is measured from, "month" or "year", by the words after it; or ""."""
    sighting = proposal.sighting
    is_change = proposal.record.title.startswith(_CHANGE) and proposal.record.period
    basis = english.ON_BASIS.match(sighting.context.block.text, sighting.plain.end)
    if not basis or not is_change:
        return ""
    year, unit = str(proposal.record.period)[:4], basis["unit"]
    if unit.isdigit():
        return "year" if int(unit) == int(year) - 1 else unit
    if not unit[0].isupper():
        return "year" if basis["of_year"] else unit
    return "year" if basis["year"] and basis["year"] < year else "month"


def _statement(record: Record) -> tuple[object, ...]:
    return record.area, record.group, record.value, record.low, record.high, record.qualifier


def _names(sighting: Sighting, nearby: NearbyNames) -> dict[Dimension, str]:
    """The area and the group of a figure; "men and women" count as none."""
    near = nearby.of(sighting.context, sighting.figure)
    part = where(sighting) if sighting.context.block.kind != "cell" else Part()
    start, end = stretch(sighting)
    names: dict[Dimension, str] = {}
    for dimension in _DIMENSIONS:
        own, inherited = (
            {name.name for name in some if name.dimension == dimension}
            for some in (near.own, near.inherited)
        )
        own = own or ({part.name} if part.dimension == dimension else set()) or inherited
        if len(own) == 1:
            pair = places.IN_PAIR.format(re.escape(name := own.pop()))
            if near.is_paired or not re.search(pair, sighting.context.block.text[start:end]):
                names[dimension] = name
    return names


def _record(sighting: Sighting, subject: Subject, names: Mapping[Dimension, str]) -> Record | None:
    """The fact that a figure states, without its id, source and topic; None if it states none.

    Where `written` can't include the word for the fall, the fact is a decrease with a positive
    value.
    """
    is_negative = subject.change == "down" or (sighting.figure.value or 0) < 0
    quoted, title = quote(sighting, subject.unit, is_negative=is_negative), subject.title
    is_change = subject.change == "down" and title.startswith("Change in ")
    is_money = subject.sort[0].startswith("money:")
    if is_change and (quoted is None or (is_money and sighting.plain.direction != "down")):
        quoted = quote(sighting, subject.unit, is_negative=False)
        title = title.replace("Change in ", "Decrease in ", 1)
    if quoted is None:
        return None
    written, stated = quoted
    period = subject.period
    if period:  # so that a series has one spelling of a quarter
        quarter = Period.parse(f"{period.first.year:04}-Q{(period.first.month + 2) // 3}")
        is_quarter = (period.first, period.last) == (quarter.first, quarter.last)
        period = quarter if is_quarter else period
    when = {name: getattr(period, name) for name in ("year", "start", "end") if period}
    paragraph, page = sighting.place.paragraph, sighting.place.page
    return Record(
        **{
            **dict.fromkeys(Record._fields),
            "area": names.get("area") or None,
            "group": names.get("group") or None,
            "kind": "metric",
            "id": "",
            "title": title,
            "topics": (),
            "period": period.iso if period else None,
            **when,
            **stated._asdict(),
            "unit": subject.unit,
            "status": _status(sighting),
            "written": written,
            "paragraphs": () if page is not None or paragraph is None else (paragraph,),
            "pages": () if page is None else (page,),
        }
    )


def _status(sighting: Sighting) -> str | None:
    """The status that the words before a figure, or its headers, give it."""
    block = sighting.context.block
    start = sighting.context.sentence(sighting.plain.start)[0]
    number, end = sighting.plain.number[0], sighting.plain.end
    before = statuses.LEGEND.sub("", block.text[max(start, number - _STATUS_REACH) : number])
    before = _IN_BRACKETS.sub("", before)
    if statuses.REVISED_FROM.match(block.text, end) or statuses.REVISED_TO.search(before):
        return "revised"
    headers, cell_text = (*block.row, *block.column), block.text if block.kind == "cell" else ""
    if (cell := MARKED_CELL.fullmatch(cell_text)) and cell["mark"] in statuses.STATUS_MARKS:
        return statuses.STATUS_MARKS[cell["mark"]]
    if mark := next(filter(None, map(MARKED_HEADER.search, headers)), None):
        return statuses.STATUS_MARKS[mark[1]]
    words_and_headers = " ".join((before, cell_text, *headers)).lower()
    if statuses.STILL_EXPECTED.search(block.text[max(start, number - REACH) : number]):
        return "projection"
    for status, signs in statuses.STATUSES.items():
        if any(re.search(rf"\b{phrase}\b", words_and_headers) for phrase in signs):
            return status
    return None
