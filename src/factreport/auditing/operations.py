"""Operations: how a figure may be worked out from facts, and which words call for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from factreport.auditing.choices import (
    Chosen,
    compared,
    earlier,
    lists,
    lists_of_whole,
    parts,
    rates,
    within,
)
from factreport.auditing.directions import direction_of, is_of_change
from factreport.auditing.facts import Fact
from factreport.auditing.mentions import Mention
from factreport.auditing.operands import Operands, amount
from factreport.english import arithmetic
from factreport.english.comparisons import FROM, TO
from factreport.figures.figure import Figure
from factreport.figures.reading import is_multiple
from factreport.model import Direction

_NEAR = 40  # characters after a figure


class Operation(NamedTuple):
    """A way to work a figure out from facts: how they are chosen, and how it is written.

    The result is an amount in the unit of the facts, unless it has a ``sign``.  ``takes_rates``
    says whether the facts are percentages; None if either will do.
    """

    choose: Callable[[Operands], Iterable[Chosen]]
    compute: Callable[..., Fraction]
    joint: str  # between the facts in the arithmetic
    sign: str = ""
    last_joint: str = ""  # before the last of several facts
    places: int = 6
    is_of_new_unit: bool = False
    is_change: bool = False
    is_relative: bool = False
    is_of_one_metric: bool = False
    takes_rates: bool | None = None

    def suits(self, facts: Sequence[Fact]) -> bool:
        """Whether the result for these facts would mean something."""
        metric = facts[0].metric
        return (
            self.takes_rates in (None, metric.unit.dimension == "percent")
            and not (self.is_relative and any(amount(fact) <= 0 for fact in facts))
            and not (self.is_of_one_metric and any(fact.metric is not metric for fact in facts))
        )


CHANGE = Operation(compared, lambda old, new: new - old, " to ", is_change=True, takes_rates=False)
POINTS = CHANGE._replace(sign=" points", takes_rates=True)
RATIO = Operation(
    compared,
    lambda old, new: new / old,
    " to ",
    " times",
    places=2,
    is_relative=True,
    is_of_one_metric=True,
)
PERCENT_CHANGE = RATIO._replace(
    compute=lambda old, new: (new / old - 1) * 100,
    sign="%",
    places=1,
    is_change=True,
    takes_rates=False,
)
SHARE = Operation(
    parts,
    lambda part, whole: part / whole * 100,
    " of ",
    "%",
    places=1,
    is_relative=True,
    takes_rates=False,
)
SHARE_OF_EARLIER = SHARE._replace(choose=earlier)
SUM = Operation(lists, lambda *addends: sum(addends, Fraction()), " + ")
SUM_OVER_TIME = SUM._replace(choose=within)
SHARE_OF_SUM = SHARE._replace(
    choose=lists_of_whole,
    compute=lambda *addends: sum(addends[:-1], Fraction()) / addends[-1] * 100,
    joint=" + ",
    last_joint=" of ",
)
QUOTIENT = Operation(
    rates, lambda total, number, size: total * size / number, " / ", is_of_new_unit=True
)


def operations_of(mention: Mention) -> list[Operation]:
    """The operations that the words around a figure suggest, the likeliest first."""
    figure, sentence = mention.figure, mention.sentence
    if figure.value is None:
        return []
    before = sentence.text[sentence.start : figure.start]
    after = sentence.text[figure.end : min(figure.end + _NEAR, sentence.end)]
    if figure.unit.dimension == "points" or arithmetic.IN_POINTS.search(figure.text):
        return [POINTS, CHANGE]
    is_again = arithmetic.AGAIN.match(after)
    is_part = figure.unit.name == "share" and arithmetic.PART_OF_OTHER.match(after)
    if is_again or is_part or arithmetic.TIMES_AS.match(after) or is_multiple(figure):
        return [PERCENT_CHANGE if is_again else RATIO]
    if FROM.search(before) or (TO.search(before) and not arithmetic.AMOUNTS.search(before)):
        # "From 7.9 to 12.4 percent" gives levels, "slid to 27% of revenue" a share
        is_share = figure.unit.dimension == "percent" and (
            arithmetic.SHARE_AFTER.match(after) or arithmetic.SHARES.search(before)
        )
        return [SHARE] if is_share or figure.unit.name == "share" else []
    headers = " ".join(sentence.row_and_column)
    direction = sign_of(figure) or direction_of(mention) or arithmetic.CHANGE_NOUN.search(headers)
    if figure.unit.dimension == "percent":
        return _of_percent(mention, before, after, is_change=bool(direction or mention.is_size))
    clause = sentence.text[mention.clause[0] : figure.start]
    is_difference = bool(direction or any(map(arithmetic.DIFFERENCE.search, (clause, after))))
    called = {
        SUM: (sentence.is_of_sum and not mention.is_size)
        or arithmetic.PARTS_FOLLOW.fullmatch(after),
        SUM_OVER_TIME: not mention.is_size and any(when.is_span for when in mention.times),
        QUOTIENT: figure.unit.per,
        CHANGE: mention.is_size or is_difference,
    }
    return [operation for operation, is_called in called.items() if is_called]


def _of_percent(mention: Mention, before: str, after: str, *, is_change: bool) -> list[Operation]:
    """The operations that the words before and after a percentage or a fraction suggest."""
    figure, text = mention.figure, mention.sentence.text
    around = text[max(figure.start - 2, 0) : figure.start] + after[:1]
    is_in_brackets = around[1:] == "()" or around == ", ,"
    is_of_whole = arithmetic.SHARE_AFTER.match(after)
    is_share = is_in_brackets or is_of_whole or arithmetic.SHARE_BEFORE.search(before)
    shares: list[Operation] = []
    if (is_share or figure.unit.name == "share") and (is_of_whole or not mention.is_size):
        shares = [SHARE, SHARE_OF_EARLIER] if arithmetic.OF_EARLIER.match(after) else [SHARE]
    if mention.sentence.is_of_sum:
        shares = [SHARE_OF_SUM, *shares]
    if is_change:
        return [PERCENT_CHANGE, *shares]
    return [*shares[:1], PERCENT_CHANGE, *shares[1:]] if is_of_change(mention) else shares


def sign_of(figure: Figure) -> Direction | None:
    """The direction of a figure that is written with a sign: "+9.0%"."""
    if figure.value is not None and figure.value < 0:
        return "down"
    return "up" if figure.text.startswith("+") else None
