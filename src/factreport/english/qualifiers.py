"""English: qualifiers before and after a number, and what else is right beside it."""

from __future__ import annotations

import re

from factreport.english.vocabulary import HELPERS, NEGATIONS, words_of
from factreport.model import Qualifier

# Qualifiers: phrases before a number, and what they say about it.

_BEFORE: dict[Qualifier, str] = {
    "about": (
        "about|around|near|some|roughly|approximately|approx|approx.|circa|ca.|ca|c.|c|close to|"
        "an estimated|estimated|in the region of|in the order of|"
        "on the order of|of the order of|in the neighbourhood of|in the neighborhood of|"
        "in the vicinity of|more or less|somewhere around|something like|close on|"
        "plus or minus about|~|≈|\u223c|≃|≅"
    ),
    "nearly": (
        "nearly|almost|approaching|nearing|shy of|just shy of|just short of|not quite|virtually|"
        "practically|verging on|near-|≲"
    ),
    "more than": (
        "more than|over|above|greater than|higher than|larger than|bigger than|better than|"
        "in excess of|upwards of|upward of|north of|exceed|exceeds|exceeded|exceeding|surpass|"
        "surpasses|surpassed|surpassing|topped|topping|tops|beyond|longer than|older than|"
        "outstripped|heavier than|faster than|>"
    ),
    "at least": (
        "at least|at the least|at a minimum|a minimum of|minimum of|minimum|min.|as few as|"
        "as little as|as low as|at least or equal to|≥|>=|⩾"
    ),
    "less than": (
        "less than|fewer than|lower than|smaller than|under|below|beneath|south of|short of|"
        "shorter than|younger than|sub-|not reach|not reached|not reaching|fail to reach|"
        "fails to reach|failed to reach|failing to reach|unable to reach|lighter than|"
        "slower than|<"
    ),
    "at most": (
        "at most|at the most|up to|a maximum of|maximum of|maximum|max.|max|as many as|"
        "as much as|as high as|as long as|as large as|capped at|limited to|not top|fail to top|"
        "failed to top|≤|<=|⩽"
    ),
}
_OR_EQUAL: dict[Qualifier, str] = {
    "at least": "more|greater|higher|larger|bigger",
    "at most": "less|fewer|lower|smaller",
}
BEFORE: dict[str, Qualifier] = {
    phrase: name for name, phrases in _BEFORE.items() for phrase in phrases.split("|")
} | {
    phrase: name
    for name, words in _OR_EQUAL.items()
    for word in words.split("|")
    for phrase in (
        f"{word} than or equal to",
        f"{word} or equal to",
        f"{word} or equal than",
        f"equal to or {word} than",
        f"equal or {word} than",
    )
}
# "did not exceed", "no fewer than": the opposite side, including the number itself.
NEGATED: dict[Qualifier, Qualifier] = {
    "more than": "at most",
    "less than": "at least",
    "at least": "less than",
    "at most": "more than",
    "nearly": "less than",
}

# "Did not fall below".
MOVES = words_of(
    "go goes going gone went get got rise rises risen rising rose climb climbed grow grew fall "
    "falls fallen falling fell drop dropped dip dipped sink sank slip slipped decline declined "
    "move moved come came"
)
# "Did not exceed", "must not be more than", "never fell below", "failed to rise above".
NEGATION = re.compile(
    rf"(?<![^ ])(?:{'|'.join(NEGATIONS)}|[a-z]+n['’]t|(?:fail(?:s|ed|ing)?|unable) to"
    rf"|(?:nor|neither) (?:{'|'.join(HELPERS)}) (?:it|they|he|she|this|that))"
    rf"(?: (?:be|been|{'|'.join(MOVES)}))?\Z"
)
# "just under" is nearly, "just over" more than, "well below" less than.
SLIGHT = ("just", "slightly", "a little", "a bit", "a shade", "a touch", "a fraction", "marginally")
STRONG = ("well", "far", "much", "significantly", "substantially", "considerably", "even", "still")
COMPARED = frozenset(("less than", "fewer than", "lower than", "under", "below", "short of"))
# "Lower than 20 years ago" is not a bound of 20 years.
OF_LEVELS = ("lower than", "higher than", "larger than", "smaller than", "better than")
# "Fell below 5%" names a level, "fell more than 5%" the size of a change.
OF_A_LEVEL = words_of("above below under beneath")
# "Pushed the claims up to $37bn" is not a limit.
PUSHING = words_of(
    "push pushed pushes pushing bring brought brings bringing take took taking takes"
)
# "Growth picked up to 6.8%" is not a limit, "pick up to 6 apples" is.
PICKING = words_of("pick picks picked picking")
# These also come before a year: "over 2020", "up to 2019".
LOOSE = words_of("about around over approaching beyond circa ca ca. c. c estimated") | {"up to"}
# These also come before the pronoun: "about one of them", "above one another".
OF_PRONOUNS = words_of("about around some over above under below beyond") | {"close to", "up to"}
# "handed over 10", "brought about 5": the word belongs to the verb.
PARTICLES: dict[str, frozenset[str]] = {
    "over": words_of(
        "hand hands handed handing take takes took taken taking turn turns turned turning sign "
        "signed signing all go goes went going come came pulled knocked fell think look "
        "looked flew crossed pass passes passed passing sweep sweeps swept sweeping "
        "wash washed rolled stretch stretches stretched stretching "
        "extend extends extended extending"
    ),
    "up to": words_of(
        "jumped climbed went gone add adds added adding sum sums summed moved edged edging ticked "
        "ticking crept creeping inched inching nudged shot bumped revised back"
    ),
    "about": words_of(
        "bring brings brought bringing come comes came talk talks talked talking hear heard know "
        "knows knew what how worry worried concern concerned complained complain think thought "
        "asked ask told learn speak spoke write wrote read reading questions doubts"
    ),
    **dict.fromkeys(
        ("as many as", "as much as", "as high as"), words_of("twice times half thrice")
    ),
    "around": words_of("turn turned turning look looked get got go went come came"),
    "some": words_of("and"),
    "above": words_of("see described stated mentioned set as cited from the"),
    "below": words_of("see described stated mentioned set as cited from the"),
    "under": words_of("go went come came as listed"),
    "tops": words_of("the"),
}
# "exceeded the 10 million mark".
THROUGH_ARTICLE = words_of(
    "exceed exceeds exceeded exceeding surpass surpassed surpasses over above topped topping tops "
    "around near below under approaching nearing beyond"
)

AFTER: dict[str, Qualifier] = {
    **dict.fromkeys(
        (
            "or more", "or above", "or over", "or higher", "or greater", "or better", "or longer",
            "or older", "or upwards", "and above", "and over", "and up", "and more", "and older",
            "and upwards", "plus", "at least", "at the least", "at a minimum", "minimum", "or up",
        ),
        "at least",
    ),
    **dict.fromkeys(
        (
            "or less", "or fewer", "or below", "or under", "or lower", "or smaller", "or shorter",
            "or younger", "and below", "and under", "at most", "at the most", "maximum", "max",
            "and younger", "and less", "tops",
        ),
        "at most",
    ),
    **dict.fromkeys(
        (
            "or so", "or thereabouts", "odd", "ish", "more or less", "approx", "approximately",
            "give or take", "roughly",
        ),
        "about",
    ),
}  # fmt: skip
GLUED_AFTER = words_of("plus odd ish")
AFTER_FIRST = frozenset(phrase.split()[0] for phrase in AFTER)

# After these words a phrase says something else: "10 or more than 20", "5 plus $3".
AFTER_NO_BOUND = words_of("than from $ € £")
BETWEEN = words_of(
    "a an another further additional only just even whopping staggering massive mere"
)
# Between a qualifier and its number: "more than a further 10", "at least another 5".
FILLERS = words_of("another further additional a an extra of total average by its their every")
# A number after these is a year, meaning its value, unless it is round: "sales exceed 2019".
EXCEEDING = words_of("exceed exceeds exceeded exceeding surpass surpasses surpassed surpassing")
# "spread over three years".
ACROSS = words_of(
    "floors storeys stories legs rounds holes laps innings nights weekends evenings sessions "
    "consecutive successive"
)
COURSES = words_of("period periods course span window stretch interval term cycle")
# "Rose to $5m in the third quarter over $4m a year before".
BEFORE_OVER = re.compile(
    r" (?:in|for|during) (?:the|this|its) (?:[a-z-]+ ){0,3}(?:quarter|year|half|period|month)"
    r"(?: of (?:the|this|its) (?:[a-z]+ )?(?:fiscal|year))? \Z"
)
ARRANGED = words_of("spread split arranged divided distributed")
SPREAD = words_of(
    ", spread paid rise fall growth increase invested invest repaid phased averaged average total "
    "dollars euros pounds investment out payable place built staggered performance change changes"
)
# "For over three hours", but "7 g/t over 17 m".
LASTING = words_of(
    "for in of is was are were be been lasted lasts lasting takes took take taking at with and or "
    "by to just well has have had after than ran run walked travelled from stands stood rose spent "
    "not"
)
