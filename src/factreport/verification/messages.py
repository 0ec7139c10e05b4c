"""Messages: where a fact was found, or what the text has there instead."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from decimal import Decimal

from factreport import citation
from factreport.figures.comparing import Stated
from factreport.model import Record
from factreport.verification import Result, Verification
from factreport.verification.passages import Occurrence, Passage, Passages, words_of
from factreport.wording import counted, listed, quoted, shortened, visible_line

# How much of the text is shown on each side, in characters.
_AROUND = 30
_MOST_SHOWN = 5
_MOST_COMPARED = 200
# What to do with a fact that is right: its words alone count then.
WAY_OUT = "; if the fact is right, quote six more words in `written`"
_LONGEST_WORDING, _LONGEST_STRETCH = 120, 40


def verification(
    record: Record, result: Result, hits: Sequence[Occurrence], message: str
) -> Verification:
    """The finding for a fact that was found."""
    paragraphs = dict.fromkeys(hit.place.paragraph for hit in hits)
    pages = dict.fromkeys(hit.place.page for hit in hits)
    return Verification(
        record,
        result,
        tuple(number for number in paragraphs if number is not None),
        tuple(number for number in pages if number is not None),
        message,
    )


def elsewhere(
    record: Record, hits: Sequence[Occurrence], not_there: str, has_pages: bool
) -> Verification:
    """The finding for a fact that was found elsewhere, with what to write instead."""
    key = "page" if has_pages and record.pages and not record.paragraphs else "paragraph"
    numbers = list(dict.fromkeys(getattr(hit.place, key) for hit in hits))
    cure = f"write {key} = {numbers[0]}" if len(numbers) == 1 else "cite the right one"
    return verification(record, "elsewhere", hits, f"{not_there}, but {at(hits, key)}; {cure}")


def no_such_place(record: Record, passages: Passages) -> str | None:
    """Why a cited place does not exist, or None."""
    if record.pages and not record.paragraphs and not passages.has_pages:
        return "the text has no pages; cite the paragraph"
    lasts = [("paragraph", record.paragraphs, passages.last_paragraph)]
    if passages.has_pages:
        lasts.append(("page", record.pages, passages.last_page))
    for noun, numbers, last in lasts:
        for number in numbers:
            if number > last:
                return f"there is no {noun} {number}; the text has {counted(last, noun)}"
    return None


def at(hits: Iterable[Occurrence], key: str = "paragraph") -> str:
    """``in paragraphs 3 and 7`` or ``on page 2``."""
    numbers = tuple(dict.fromkeys(getattr(hit.place, key) for hit in hits))[:_MOST_SHOWN]
    if key == "page":
        return f"on {citation.full_place((), numbers)}"
    return f"in {citation.full_place(numbers, ())}"


def not_there(cited: Iterable[tuple[str, int]]) -> str:
    """``not in paragraphs 3 and 4``, ``not on page 2``, ``not in the text``."""
    paragraphs = tuple(number for noun, number in cited if noun == "paragraph")
    pages = tuple(number for noun, number in cited if noun == "page")
    if not paragraphs and not pages:
        return "not in the text"
    return f"not {'in' if paragraphs else 'on'} {citation.full_place(paragraphs, pages)}"


def written_there(hit: Occurrence) -> str:
    """Advice to write the figure as the text has it."""
    return f"{quoted(hit.shown)}; write that, or correct the citation"


def excerpt(hit: Occurrence) -> str:
    """Words or a figure with the words around them, on one line; a cell with its headers."""
    block = hit.context.block
    text = block.text
    first, last = max(hit.start - _AROUND, 0), min(hit.end + _AROUND, len(text))
    before, after = text[first : hit.start], text[hit.end : last]
    if first:
        before = "…" + before.partition(" ")[2]
    if last < len(text):
        after = after.rpartition(" ")[0] + "…"
    headers = " · ".join(filter(None, (*block.row, *block.column)))
    named = f"{headers}: " if headers else ""
    return visible_line(f"{named}{before}{text[hit.start : hit.end]}{after}")


def not_found(
    record: Record, cited: Sequence[Passage], not_there: str, *, words: str, stated: Stated | None
) -> Verification:
    """The finding for a fact that the text does not have, with what comes nearest to it."""
    instead, near = [], list[tuple[Decimal, int, int]]()
    if stated:
        wanted = stated.value if stated.value is not None else stated.low or Decimal(0)
        for at, passage in enumerate(cited[:_MOST_COMPARED]):
            nearest = bisect_left(passage.by_size, (wanted, 0))
            around = passage.by_size[max(nearest - _MOST_SHOWN, 0) : nearest + _MOST_SHOWN]
            near += [(abs(value - wanted), at, number) for value, number in around]
    # The nearest, in the order of the text.
    shown = sorted((at, number) for _, at, number in sorted(near)[:_MOST_SHOWN])
    figures = [cited[at].figures[number].shown for at, number in shown]
    if figures:
        total = sum(len(passage.figures) for passage in cited[:_MOST_COMPARED])
        more = [f"{total - len(figures):,} more"] if total > len(figures) else []
        instead.append(f"there: {listed(figures + more)}")
    if words and (wording := _nearest_wording(words, cited)):
        instead.append(f"the nearest words are {quoted(wording)}")
    return Verification(record, "not found", (), (), "; ".join((not_there, *instead)))


def _nearest_wording(phrase: str, cited: Sequence[Passage]) -> str:
    """The part of the passages, as long as the words, that has most of them."""
    wanted = set(words_of(phrase))
    length = max(len(phrase.split()), 1)
    best, most = "", (0, False)
    for passage in cited[:_MOST_COMPARED]:
        # It may begin at or a little before one of the rarer words.
        known = sorted(
            (passage.positions[word] for word in wanted & passage.positions.keys()), key=len
        )
        places = [place for positions in known for place in positions[:_MOST_COMPARED]]
        last = max(len(passage.words) - length, 0)
        starts = {
            min(max(place - back, 0), last)
            for place in places[:_MOST_COMPARED]
            for back in range(min(length, _LONGEST_STRETCH))
        }
        for start in sorted(starts):
            stretch = passage.words[start : start + length]
            parts = [set(words_of(word)) for word in stretch]
            # Of equally good parts, one that begins with one of the words reads best.
            inside = sum(not wanted.isdisjoint(part) for part in parts)
            likeness = (inside, not wanted.isdisjoint(parts[0]))
            if likeness > most:
                best, most = " ".join(stretch), likeness
    is_near = most[0] >= max(len(wanted) / 2, 1)
    return visible_line(shortened(best, _LONGEST_WORDING)) if is_near else ""
