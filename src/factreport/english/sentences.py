"""English: the words by which a sentence is analysed to name what it counts."""

from __future__ import annotations

import re

from factreport.english.comparisons import CHANGING as _CHANGING
from factreport.english.directions import AFTER_DIRECTIONS
from factreport.english.directions import VERBS as _VERBS_OF_CHANGE
from factreport.english.vocabulary import HELPERS, is_plural, words_of

# Verbs that are followed by a level: the words before them are its name.
LINKING = words_of(
    "is are was were be been remains remained continue continues continued stands stood reach "
    "reaches reached exceed become comprise comprises comprised totals totalled totaled averages "
    "averaged hits hit became equals equalled represent represents represented account accounts "
    "accounted amounts amounted comes came has have had exceeds exceeded surpassed topped numbers "
    "numbered ranges ranged measures measured costs cost weighs weighed yields yielded holds held"
)
# Auxiliaries, which have no meaning of their own.
AUXILIARIES = HELPERS | words_of("is are was were be been being")
# Verbs that are followed by a change.
CHANGING = words_of(
    "gain gains gained lose loses lost edged improved eased widened narrowed changed went moved "
    "doubled tripled halved"
) | {verb for verb in _VERBS_OF_CHANGE if not verb.endswith("ing")}
# What follows is only expected, and so is all that the same verb governs.
EXPECTING = (
    r"(?<!the\s)(?<!of\s)\b(?:expects?|forecasts|predicts?|projects|anticipates?|foresees?)\b"
)
# What follows is what somebody says: "figures show that exports rose".
REPORTING = (
    r"said|says|announced?|announces|report(?:s|ed)|show(?:s|ed|n)?|f(?:ound|inds)|estimate[sd]?"
    r"|reveal(?:s|ed)|suggest(?:s|ed)?|indicate[sd]?|confirm(?:s|ed)|mean(?:s|t)|note[sd]"
)
TELLING_THAT = (
    r"stated?s?|disclose[sd]?|add(?:s|ed)|explain(?:s|ed)|claim(?:s|ed)|calculate[sd]?|warn(?:s|ed)"
    r"|conclude[sd]?|observe[sd]?|stress(?:es|ed)|underline[sd]?|told|tells"
    r"|point(?:s|ed)\sout"
)
# The verb of a sentence that states a figure, and what may stand before its subject: "In 2023, ".
MEASURING = re.compile(
    rf"(?<!there\s)\b(?:was|were|is|are|has|have|had|will|stood|amounted|came|totall?ed|reached|"
    rf"averaged|hit|remained|accounted|accounts|{_CHANGING}|halved|doubled|tripled)\b",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"\s*(?:[A-Z]\w+,\s|(?:In|On|At|By|Since|During|For|After|Over|From|Between|Throughout|Last|This|"
    r"Across|Under|With|Compared)\b[^,.;]{0,60},\s)"
)
PRONOUN_ANYWHERE = re.compile(r"\b(?:it|they|them|he|she)\b", re.IGNORECASE)
PRONOUN_AT_START = re.compile(r"\s*(?:its|their|his|her|this|that|these)\b", re.IGNORECASE)
PRONOUN_BEFORE = re.compile(
    r",\s(?:it|they|this|that|these|those|the\s(?:figure|number|total|rate|share|count))\s\Z",
    re.IGNORECASE,
)
# Verbs with an object that is counted: "the office trained 2.7 million people".
DOING = words_of(
    "trained employed produced built sold bought exported imported recorded reported received "
    "spent earned made paid created opened closed delivered treated helped served visited "
    "registered counted planted harvested generated installed completed launched won scored lost "
    "raised invested carried shipped processed issued approved supported reached attended used "
    "consumed emitted operated operates employs employ produces produce sells sell "
    "includes include included owned owns own achieved posted saw"
)
# Past forms that don't end in -ed, with their participles.
IRREGULAR = {
    **{verb: verb for verb in words_of("built sold bought made paid won spent lost lent sent")},
    **{verb: verb for verb in words_of("caught taught brought found met dealt laid fed held led")},
    "took": "taken",
    "gave": "given",
    "drew": "drawn",
    "flew": "flown",
    "drove": "driven",
    "wrote": "written",
}
DOING |= words_of("lent sent caught taught brought took gave drew flew drove wrote")
# Verbs of those who count: they say nothing of what is counted.
COUNTING = words_of(
    "registered recorded counted reported logged welcomed noted posted showed listed "
    "calculates calculated"
)
# Verbs of those who tell what others have.
TELLING = COUNTING - words_of("recorded reported posted showed")
DOING |= words_of("make makes counted logged welcomed noted listed calculates calculated")
FINITE = LINKING | CHANGING | DOING
# After "to" these have what they state before them: "exports are expected to reach".
STATING = words_of(
    "be reach become exceed average total hit remain stay stand come amount number cost represent "
    "account rise fall grow increase decrease drop decline climb gain lose jump slip surge shrink "
    "equal near approach top range measure a an the its their some about around over under"
)
# These are never what a number counts, even if they look like plurals.
VERBS = (
    FINITE | AUXILIARIES | words_of("makes compares shows gives takes means says sees sets leads")
)
# Verbs that can also be nouns: "the largest increase was".
NOUN_OR_VERB = words_of(
    "account rise rises fall falls increase increases decrease decreases decline declines drop "
    "drops gain gains climb climbs jump jumps slip slips surge cost costs numbers measures hits "
    "totals averages ranges"
)
# Before a duration that is a value: "rose by two years".
LEADING_TO_LEVEL = LINKING | CHANGING | words_of("by to from took takes lasted lasts")
# Beside one of these in a clause, a word that is only possibly a verb is not read as one.
SURE_VERBS = (LINKING | CHANGING) - NOUN_OR_VERB
# What was done to an amount, as a noun.
NOUNS = {
    "spent": "spending",
    "paid": "payments",
    "earned": "earnings",
    "invested": "investment",
    "received": "receipts",
    "lost": "loss",
    "raised": "funds raised",
    "generated": "income",
}
PRONOUNS = words_of(
    "this it that these those they there he she we which who what such both all one some each i "
    "you compared including up down company"
)
# Words that refer to something named before: "the figure for 2022".
VAGUE = words_of(
    "figure number total amount value level count rate share proportion percentage figures numbers "
    "totals amounts values levels counts rates shares proportions percentages remaining estimate "
    "estimates"
)
# Verbs before what somebody has: "holds assets of".
HAVING = words_of(
    "has have had holds held owns owned reports reported posts posted records recorded achieved "
    "saw showed"
)
# Verbs before the whole that a share is of: "made up 5% of".
MAKING_UP = words_of(
    "comprise comprises comprised made makes make accounted accounts represents represented "
    "constitutes formed"
)
ARTICLES = words_of("the a an this these those its their our his her total overall")
# Adverbs that join a sentence to the one before.
CONNECTIVES = words_of(
    "however therefore thus hence meanwhile moreover conversely overall also then while although "
    "though whereas nevertheless nonetheless similarly additionally furthermore consequently "
    "respectively worldwide globally nationally nationwide"
)
# Words that can't begin a name.
LEADING = ARTICLES | CONNECTIVES | words_of("and but or both")
# Words that can't end a name.
LOOSE_ENDS = words_of(
    "the even a an of in on at by for from to with and or as than that which is are was were "
    "be been being also only just about some around its their our this these those there has "
    "have had will would could not now still already who was estimated projected expected "
    "forecast thus hence then therefore again currently recently once alone including per "
    "every almost during since until under over between within into if so when while because "
    "although "
    "compared versus last first past next previous same full up down said say says aged monday "
    "tuesday wednesday thursday friday saturday sunday"
) | {""}
NO_SUBJECTS = LOOSE_ENDS | FINITE
PREPOSITIONS = words_of(
    "of in on at by for from to with as than during since until under over between into among "
    "across per within through against before after without via despite amid unlike besides"
)
ADDING = words_of("and or")
JOINING = ADDING | words_of(
    "but while whereas although though because when where if that which who compared versus "
    "respectively"
)
RELATIVE = words_of("who which whose that")
# Words that end the noun after a figure.
NO_NOUN = PREPOSITIONS | JOINING | FINITE | words_of("making accounting representing comprising")
# A change as a noun: "a fall of 103,000".
CHANGE = "change"
NAMES_OF_CHANGE = AFTER_DIRECTIONS.keys() | {CHANGE}
CHANGES = NAMES_OF_CHANGE | words_of("loss")
# Not what is counted, but how it stands: "reached a record of", "with an increase of".
STANDINGS = CHANGES | words_of(
    "record total average high low level peak maximum minimum figure value rate"
)
# Counted things that are named in the singular.
COUNTED = dict.fromkeys(
    words_of("employment unemployment population workforce headcount employees workers staff")
    | {"people"},
    "people",
) | {word: word for word in words_of("cattle sheep poultry livestock fish salmon")}
# Things that a row of a table of money may count.
COUNTS = words_of("shares number stores customers subscribers employees units branches headcount")
# Words that lead into a time: "for the 13-week fiscal quarter ended".
TIME_LEADS = words_of(
    "in at for during as of on by since from until to the a an year years quarter quarters month "
    "months week weeks period half season ended ending end ends beginning start fiscal financial "
    "calendar first second third fourth prior previous last same three six nine twelve early late "
    "mid between and dated about around"
)
# What the rows of a table may be, by its corner or by its title: "Patients, by hospital".
# The groups that a table names without saying so.
GROUPS = ("men", "women", "boys", "girls", "males", "females")
# Labels of charts and tables, which are not headings of the text below.
CAPTIONS = ("figure", "table", "chart", "map", "box", "exhibit")
# At the end of a quotation these want more words.
LEADING_ON = PREPOSITIONS | ARTICLES | words_of("were was are is have has had and or")
# Before a number that counts nothing: "quarter 2".
NUMBERED = words_of(
    "quarter phase stage step level type class grade section part chapter note appendix annex tier "
    "category option article question wave round volume issue page paragraph schedule table figure"
)
# Words that are left out of an id.
UNNAMED = ARTICLES | PREPOSITIONS | JOINING


def plural(word: str) -> str:
    """The word if it is a plural in lower case, else ""."""
    return word if is_plural(word) and word.isalpha() and word.islower() else ""


def participle(verb: str) -> str:
    """The participle of a regular verb in the present: "supported" of "supports"."""
    if verb.endswith("ies"):
        return f"{verb[:-3]}ied"
    base = verb.removesuffix("s")
    return f"{base}d" if base.endswith("e") else f"{base}ed"
