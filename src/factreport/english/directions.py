"""English: the words for a change, and whether it is up or down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from factreport.english.vocabulary import words_of
from factreport.model import Direction


def _inflected(verbs: str) -> Iterator[str]:
    """The forms of regular verbs: "drop" and "dropped"; a verb that doubles its end has a "+"."""
    for verb in verbs.split():
        word = verb.rstrip("+")
        stem = word.rstrip("e") if verb == word else word + word[-1]
        third = f"{word}es" if word.endswith("h") else f"{word}s"
        past = f"{stem}ed"
        yield from (word, third, past, f"{stem}ing")


def _directions(*, up: Iterable[str], down: Iterable[str]) -> dict[str, Direction]:
    return {**dict.fromkeys(up, "up"), **dict.fromkeys(down, "down")}


# "Fell 2.6 percent": these need no object.
VERBS = _directions(
    up=(
        *_inflected(
            "increase climb jump soar surge advance rebound swell accelerate strengthen appreciate"
        ),
        *words_of(
            "rise rises rose risen rising grow grows grew grown growing leap leaps leapt swollen"
        ),
        *words_of("rally rallies rallied rallying expand expands expanded expanding"),
    ),
    down=(
        *_inflected(
            "drop+ decline decrease slip+ slump plunge tumble dip+ retreat plummet depreciate"
        ),
        *words_of("fall falls fell fallen falling sink sinks sank sinking shrink shrinks"),
        *words_of("shrank shrunk shrinking slide slides slid sliding contracted contracting"),
        *words_of("crashed weakened dived"),
    ),
)
DIRECTIONS = VERBS | _directions(
    up=words_of("up growth upturn uptick expansion"),
    down=words_of("down downturn reduction contraction shrinkage"),
)
# These take an object; they give a direction only before "by" or a percentage.
WITH_OBJECT = _directions(
    up=(*_inflected("raise lift boost gain hike"), "added"),
    down=(
        *_inflected("reduce lower trim+ narrow slash ease pare curb"),
        *words_of("cut cuts cutting lose loses lost losing shed"),
    ),
)
# After the figure: "a 5% drop", "5% lower".
AFTER_DIRECTIONS = _directions(
    up=words_of("rise increase gain jump surge growth climb uptick upturn rebound hike boost"),
    down=words_of(
        "fall decrease drop decline reduction cut slump plunge slide slip tumble dip contraction"
    ),
)
AFTER_PERCENT = _directions(
    up=words_of(
        "higher more up above ahead greater larger longer dearer bigger wider heavier faster"
    ),
    down=words_of("lower less fewer down below smaller shorter cheaper narrower lighter slower"),
)
# These say how something stands; it may still go up or down.
SHORTFALLS = words_of("deficit negative loss")
LEVELS = SHORTFALLS.union(AFTER_PERCENT) - {"up", "down"}
# All words for a change between two figures.  What improves or gets worse may go up or down.
BETWEEN_FIGURES = {
    **DIRECTIONS,
    **WITH_OBJECT,
    **AFTER_PERCENT,
    **_directions(
        up=(*_inflected("widen lengthen recover"), *words_of("edged-up upward upwards")),
        down=(
            *_inflected("slow cool moderate shorten soften dwindle recede"),
            *words_of("sooner slimmed halved disappeared vanished downward downwards"),
            *SHORTFALLS,
        ),
    ),
}
# All words that may come before the size of a change.
WITH_SIZE = (
    *BETWEEN_FIGURES,
    *_inflected("improve worsen deteriorate change differ exceed"),
    *words_of("improvement better worse"),
)
SIGNED = words_of("change changes difference differences")  # their values say which way
# Between a change and its noun: "a 12% year on year fall", "6.4 percent (YoY) decline".
COMPARED = re.compile(
    r"\s(?:(?:year|quarter|month)[- ](?:on|over)[- ](?:year|quarter|month))?"
    r"(?:\s?\((?:yoy|qoq|mom|y-o-y)\))?"
)
# "A 20% down payment", "70% up to now".
NO_CHANGE = words_of("to payment payments deposit")
PARTICIPLES = ("ed", "ing")
# What was "racked up" has not risen, what was "turned down" has not fallen.
BEFORE_NO_RISE = words_of(
    "put puts pick picks turn turns shut shuts track tracks chase break breaks broke "
    "tear tore burn burns burnt knock let lets clock clocks "
    "save make makes made making give gives gave given giving take takes took taken taking "
    "hold holds held holding set sets setting sign signs back end lay "
    "laid heat heats heating eat eats ate eating eaten use uses using buy buys bought buying "
    "snap snaps soak soaks mop mops gobble rack racks"
)
# But what has "closed up" is higher.
STOOD_UP = frozenset(
    _inflected("close finish open trade settle tick inch nudge bump move edge end head point")
) | words_of("going coming being revised adjusted pushed pushing driven scaled")
ADVERBS = words_of("up down")  # "a follow-up of 300" gives no direction
# All words that "from 5 to 6" may follow.
CHANGES = frozenset(
    (
        *VERBS,
        *WITH_OBJECT,
        *_inflected("improve widen recover move change edge revise double triple quadruple halve"),
        *words_of("up down growth reduction went gone goes going brought upgraded downgraded"),
    )
)
