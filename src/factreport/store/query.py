"""Query: the question of a look-up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, cast

from factreport.errors import QueryError
from factreport.kinds import KINDS
from factreport.model import Record
from factreport.periods import Period
from factreport.typed_periods import asked
from factreport.wording import is_encodable, quoted, unknown

if TYPE_CHECKING:
    from factreport.figures.figure import Figure

MOST_NAMES = 12  # that an error lists
_NAMES = ("kinds", "ids", "text", "topics", "areas", "groups", "sources", "statuses")


@dataclass(frozen=True, kw_only=True)
class Query:
    """The question of a look-up. An empty part matches everything.

    Values of one part are alternatives (either topic); a fact must match every part (topic and
    year).  A single value may be given instead of a list.  ``text`` contains words that must all
    occur; ``figure`` finds facts with that value, or with a fall of that size, in addition to those
    in which the text occurs.
    ``years`` contains years, periods, or texts as on the command line, ``2016-2020``: a fact
    matches if its period has a day in common with one of them.  The area or group ``""`` selects
    facts without one.  ``latest`` keeps the newest observations of each metric, area and group.
    ``as_of`` is a day: facts whose source was published later are left out, and later revisions are
    ignored.  ``sort`` is a field of Record, with ``-`` in front for descending; ``best_first``
    orders by how well the text or the figure matches.

    QueryError for an unknown kind or field, an invalid period, or a part of the wrong type.
    """

    kinds: Sequence[str] = ()
    ids: Sequence[str] = ()
    text: Sequence[str] = ()
    topics: Sequence[str] = ()
    years: Sequence[int | str | date | Period] | int | date = ()
    areas: Sequence[str] = ()
    groups: Sequence[str] = ()
    sources: Sequence[str] = ()
    statuses: Sequence[str] = ()
    figure: Figure | None = None
    latest: bool = False
    as_of: str | date | None = None
    best_first: bool = False
    sort: str | None = None
    limit: int | None = None

    def __post_init__(self) -> None:
        for name in _NAMES:
            texts = _several(name, getattr(self, name))
            for text in texts:
                check_text(name, text)
            self._set(name, tuple(dict.fromkeys(texts)))
        self._set("years", tuple(map(_period, _several("years", self.years))))
        if self.as_of is not None:
            check_type("as_of", self.as_of, (str, date), "a day")
            try:
                written = self.as_of if isinstance(self.as_of, str) else Period.of(self.as_of).iso
                self._set("as_of", date.fromisoformat(written).isoformat())
            except ValueError:
                why = f"{quoted(written)} is not a day; write it as 2021-01-26"
                raise QueryError(why) from None
        for kind in self.kinds:
            check_known("kind", kind, KINDS)
        if self.sort is not None:
            check_type("sort", self.sort, str, "the name of a field")
            check_known("field", self.sort_field, Record._fields)
        for name in ("latest", "best_first"):
            if type(getattr(self, name)) is not bool:
                raise wrong(name, "True or False", getattr(self, name))
        if self.figure is not None:
            from factreport.figures.figure import Figure  # imported late: few queries have one

            check_type("figure", self.figure, Figure, "a figure")
        if self.limit is not None and (type(self.limit) is not int or self.limit < 0):
            raise wrong("limit", "a whole number, 0 or more", self.limit)

    @property
    def periods(self) -> tuple[Period, ...]:
        """The years, as periods."""
        return cast("tuple[Period, ...]", self.years)

    @property
    def sort_field(self) -> str:
        """The field by which the answer is sorted, or an empty text."""
        return (self.sort or "").removeprefix("-")

    @property
    def sort_direction(self) -> Literal["ASC", "DESC"]:
        """Whether the answer is sorted from the smallest or from the largest."""
        return "DESC" if (self.sort or "").startswith("-") else "ASC"

    def _set(self, name: str, part: Any) -> None:
        object.__setattr__(self, name, part)


def _several(name: str, part: Any) -> tuple[Any, ...]:
    """The values of a part; a single value becomes a list of one, and an iterator is read once."""
    if isinstance(part, str | bytes | int | date | Period):
        return (part,)
    try:
        return tuple(part)
    except TypeError:
        raise wrong(name, "a list", part) from None


def _period(part: Any) -> Period:
    if isinstance(part, Period) and isinstance(part.first, date) and isinstance(part.last, date):
        return part
    if isinstance(part, str):
        return asked(part)
    if isinstance(part, int | date) and not isinstance(part, bool):
        try:
            return Period.of(part)
        except ValueError as error:
            raise QueryError(str(error)) from None
    raise wrong("years", "years, periods or days", part)


def check_type(name: str, part: Any, classes: type | tuple[type, ...], expected: str) -> None:
    """Raise QueryError unless an argument is an instance of one of these classes."""
    if not isinstance(part, classes):
        raise wrong(name, expected, part)


def check_text(name: str, part: Any) -> None:
    """Raise QueryError unless an argument is text that a store can contain."""
    check_type(name, part, str, "text")
    if not is_encodable(part):
        raise QueryError(f"{quoted(part)} is not text in UTF-8")


def wrong(name: str, expected: str, part: Any) -> QueryError:
    """The error for a part of the wrong type."""
    return QueryError(f"{name} must be {expected}, not {quoted(repr(part))}")


def check_known(subject: str, name: str, known: Iterable[str]) -> None:
    """Raise QueryError with the nearest names and the list, unless the name is known."""
    check_type(subject, name, str, "text")
    known = list(known)
    if name not in known:
        raise QueryError(unknown(subject, name, known, MOST_NAMES))
