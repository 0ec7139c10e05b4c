"""English: everything that another language would have to replace.

Here are the words of the grammar of figures; `times` has the forms of years, months and days,
`between` the words around times, `clauses` where sentences and clauses end, `directions` the words
for a change, `units` and `unit_table` the units, `labels` and `shapes` what is not a figure,
`headers` the words of tables.  `sentences`, `stems`, `synonyms` and `names` show what a figure is
about; `comparisons`, `arithmetic` and `claims` how a text compares figures, works them out, and
what else it says of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import normalize

from factreport import periods
from factreport.model import Qualifier

# Between two words of one phrase: spaces and at most one line end.
GAP = r"[^\S\n]*(?:\n[^\S\n]*)?"


def words_of(text: str) -> frozenset[str]:
    """A set of words, written as one text."""
    return frozenset(text.split())


def table(text: str) -> dict[str, tuple[str, ...]]:
    """The entries of a table that is written as one text: "name: word|word; name: word"."""
    entries = (entry.split(": ") for entry in text.split("; "))
    return {name: tuple(words.split("|")) for name, words in entries}


def firsts(words: Iterable[str]) -> str:
    """The first letters of words, small and large: the search for one of these is quick."""
    letters = "".join(sorted({word[0] for word in words}))
    return letters + letters.upper()


def tails(words: Iterable[str]) -> str:
    """A pattern for words of which the first letter is already read: of any of `firsts`."""
    return "|".join([f"(?<={word[0]}){word[1:]}" for word in words])


def _powers(text: str) -> dict[str, int]:
    """Words with the power of ten that follows each: "million 6"."""
    words = text.split()
    return {word: 10 ** int(power) for word, power in zip(words[::2], words[1::2], strict=True)}


# Numbers

_ONES = str.split(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = str.split("twenty thirty forty fifty sixty seventy eighty ninety")
SMALL: dict[str, int] = {word: number for number, word in enumerate(_ONES)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
SMALL |= {"nought": 0, "naught": 0}
SCALES: dict[str, int] = {"dozen": 12} | _powers(
    "hundred 2 thousand 3 lakh 5 lac 5 million 6 crore 7 billion 9 trillion 12 quadrillion 15"
)
PLURAL_SCALES: dict[str, int] = {f"{word}s": scale for word, scale in SCALES.items()}
# Scales that stand apart from their number or right after it: "5 bn", "5bn".
APART: dict[str, int] = SCALES | PLURAL_SCALES
APART |= _powers("mn 6 mln 6 mil 6 mio 6 mm 6 bn 9 bln 9 bil 9 tn 12 tr 12 trn 12 tln 12")
APART |= _powers("cr 7 lk 5 lkh 5")
# "5 m", only for money.
LETTER_SCALES: dict[str, int] = _powers("k 3 m 6 b 9")
# Scales that must stand right after their number: "5 m" is five metres.
GLUED: dict[str, int] = APART | LETTER_SCALES
GLUED |= _powers("t 12 千 3 万 4 萬 4 亿 8 億 8 万亿 12")
# These may also be units or words: they only scale amounts of money.
MONEY_SCALES = words_of("mm mil tr")
MONEY_GLUED = MONEY_SCALES | {"t"}
# "1.8m tall" is metres.
OF_LENGTH = words_of(
    "tall high long wide deep thick away apart above below across race sprint swim freestyle title "
    "line penalty taller hurdles relay butterfly breaststroke backstroke medley dash final finals "
    "semifinal semifinals rope fence height depth width length heat heats steeplechase runner "
    "runners sprinter sprinters radius diameter tower from further down up"
)
# "A best throw of 21.04m", "length 0.75m".
MEASURED = words_of(
    "throw throws threw thrown leap leaps leapt jump jumps jumped vault length width height depth "
    "lengths widths heights depths distances altitude altitudes elevation elevations landed "
    "jumping diameter distance lap measuring measures gap trench fence rope clearance headroom "
    "hole deep tall wide water cleared pole snow flood tide wall bridge outreach reach"
)

NTH = str.split(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINALS = {*NTH} | words_of(
    "thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth thousandth "
    "millionth"
)
DENOMINATORS: dict[str, int] = {"half": 2, "quarter": 4} | _powers("hundredth 2 thousandth 3")
DENOMINATORS |= {NTH[number - 1]: number for number in (*range(3, 11), 12, 16, 20)}
DENOMINATORS |= {f"{word}s": number for word, number in DENOMINATORS.items()} | {"halves": 2}
FRACTION_SIGNS: dict[str, tuple[int, int]] = {
    sign: (int(top), int(bottom))
    for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"
    for top, bottom in [normalize("NFKC", sign).split("\N{FRACTION SLASH}")]
}
ARTICLES = words_of("a an")
VAGUE_SCALES: dict[str, int] = {**PLURAL_SCALES, "tens": 10, "scores": 20}
VAGUE = words_of("several few many some couple untold various")  # "several hundred"

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
NEGATIONS = words_of("not no never cannot without nor neither")


def is_negation(word: str) -> bool:
    """Whether a word is a negation: "not", "doesn't"."""
    return word in NEGATIONS or word.endswith(("n't", "n’t"))


def is_plural(word: str) -> bool:
    """Whether a word looks like the plural of a noun."""
    return len(word) > 3 and word[-1] == "s" and not word.endswith(("ss", "us", "is", "'s", "’s"))


# "Did not fall below".
MOVES = words_of(
    "go goes going gone went get got rise rises risen rising rose climb climbed grow grew fall "
    "falls fallen falling fell drop dropped dip dipped sink sank slip slipped decline declined "
    "move moved come came"
)
HELPERS = words_of("do does did has have had will would can could may might must shall should")
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
# "Lower than 20 years ago" tells of no 20 years.
OF_LEVELS = {f"{word} than" for word in words_of("lower higher larger smaller better greater")}
# "Pushed the claims up to $37bn" is not a limit.
PUSHING = words_of(
    "push pushed pushes pushing bring brought brings bringing take took taking takes"
)
# These also stand before a year: "over 2020", "up to 2019".
LOOSE = words_of("about around over approaching beyond circa ca ca. c. c estimated") | {"up to"}
# These also stand before the pronoun: "about one of them", "above one another".
OF_PRONOUNS = words_of("about around some over above under below beyond") | {"close to", "up to"}
# "handed over 10", "brought about 5": the word belongs to the verb.
PARTICLES: dict[str, frozenset[str]] = {
    "over": words_of(
        "hand hands handed handing take takes took taken taking turn turns turned turning carry "
        "carried carries carrying hold held left leave sign signed signing all give gave won win "
        "go goes went going come came pulled knocked fell think look looked flew crossed"
    ),
    "up to": words_of("jumped climbed went gone add adds added adding sum sums summed moved"),
    "about": words_of(
        "bring brings brought bringing come comes came talk talks talked talking hear heard know "
        "knows knew what how worry worried concern concerned complained complain think thought "
        "asked ask told learn speak spoke write wrote read reading questions doubts"
    ),
    **dict.fromkeys(
        ("as many as", "as much as", "as high as"), words_of("twice times half thrice")
    ),
    "around": words_of("turn turned turning look looked get got go went come came"),
    "some": words_of("and of"),
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

# Ranges

# "Voted 48 to 52", "lost 3-6 to Nadal", "a 3-6 defeat": two results, not a range.
CONTESTS = words_of("voted vote drew beat beaten defeated score ruled won lost wins loses xg")
CONTEST_NOUNS = words_of(
    "defeat win loss draw victory defeats wins losses draws victories lead down up ahead behind "
    "from"
)
CRICKET = re.compile(r"\b(?:wickets?|innings|stumps|overs|bowling|crease|bats(?:man|men))\b")
RANGES = words_of(
    "range ranges ranged ranging vary varies varied varying anywhere anything between spans span "
    "spanning somewhere estimates priced costing"
)

EITHER = words_of("either whether")
# Before two percentages, these say how much is expected, not from what to what: "to grow 3% to 6%".
EXPECTED = words_of("of grow increase rise decline decrease fall")
BETWEEN = words_of(
    "a an another further additional only just even whopping staggering massive mere"
)
# Between a qualifier and its number: "more than a further 10", "at least another 5".
FILLERS = words_of("another further additional a an extra of total average by its their")

# Years, and what is counted

MONTHS: dict[str, int] = {
    spelling.lower(): number
    for number, month in enumerate(periods.MONTHS, start=1)
    for spelling in (month, month[:3], month[: len("Sept")] if month == "September" else month)
}
# A pattern of their spellings, in full and short.
MONTH_NAME = "|".join([*(f"{month[:3]}(?:{month[3:]})?" for month in periods.MONTHS), "Sept"])
# After a number that counts: "12 of 40", "250 more jobs".
MORE = words_of("more fewer less extra other further additional")
# After a number that could be a year or part of a name, these say that it counts something.
COUNTED = words_of(
    "people persons men women children workers labourers laborers students teachers farmers "
    "households families villages schools companies jobs posts places cases deaths tonnes tons "
    "kilometres kilometers km metres meters miles hectares acres dollars euros pounds yuan yen "
    "days hours minutes voters respondents participants patients employees staff members residents "
    "homes houses adults migrants refugees soldiers troops passengers customers users players "
    "pupils girls boys nurses doctors officers firms businesses shops stores stations vehicles "
    "cars buses trucks ships vessels aircraft planes beds seats tickets copies visitors tourists "
    "victims inmates prisoners candidates delegates applicants households consumers readers "
    "subscribers followers shareholders investors graduates mothers fathers babies births goals "
    "points votes shares units items units calls litres liters gallons barrels kilograms kilos "
    "kg watts volts degrees calories words pages lines species sites projects settlements towns"
)
BEFORE_YEAR = words_of(
    "in since by until till during from for the before after to and early late year mid fiscal "
    "its their his her this that next last fy circa of through between around spring summer autumn "
    "winter fall season ended ending end beginning start as"
)
SURELY_BEFORE_YEAR = words_of("in since until till during fiscal year early late mid by")
CIRCA_OF_YEAR = words_of("about around circa ca. ca c. c")
# "For 2019 jobs": a year, though what follows could be counted.
BEFORE_COUNTED_YEAR = words_of("for its their the from")
# A number after one of these is an amount.
NOT_BEFORE_YEAR = words_of(
    "than least most nearly almost approximately roughly only exceed exceeds exceeded exceeding "
    "total totals totalled totaled totalling totaling reached some"
)
# A number after these is a year, meaning its value, unless it is round: "sales exceed 2019".
EXCEEDING = words_of("exceed exceeds exceeded exceeding surpass surpasses surpassed surpassing")
# The name of a month after any other word may be a person's name or a verb.
BEFORE_MONTH = words_of("in of to and or between during last for this next each on from")
NO_NOUN = words_of(
    "a an the and or of to in on at by for from with as is are was were be been has have had will "
    "would can could may might than that this these those it its they their he she his her we our "
    "you your not no but if so while when which who whom whose what where how why also each every "
    "last next past per both only just about over under between during since until after before "
    "into out up down off did do does said says say year-on-year there then because although "
    "though however against across among around through more less fewer higher lower above below "
    "or nor yet i my me us them him percent all any some such very too still even again now once "
    "ago afterwards throughout according compared respectively mark left short instead means mean "
    "plus minus times including versus vs via always perhaps towards inside outside later due"
)
NO_NOUN_ENDINGS = ("ed", "ly")
DETERMINERS = words_of("a an the its their his her our your this these those all both")
MINUS = ("minus ", "negative ")
# "2 in 3 hours" is not a share.
TIMES = words_of(
    "second seconds minute minutes hour hours day days week weeks month months quarters year years "
    "decades games matches"
)
# "spread over three years".
ACROSS = words_of(
    "floors storeys stories legs rounds holes laps innings nights weekends evenings sessions "
    "consecutive successive"
)
TIED_ADJECTIVES = words_of("strong odd")
COURSES = words_of("period periods course span window stretch interval term cycle")
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
