"""English: words by their class, and how lists of words are written.

Nothing is compiled here, so that a look-up may import it.
"""

from __future__ import annotations

from unicodedata import normalize

# Between two words of one phrase: spaces and at most one line end.
GAP = r"[^\S\n]*(?:\n[^\S\n]*)?"


def words_of(text: str) -> frozenset[str]:
    """A set of words, written as one text."""
    return frozenset(text.split())


def table(text: str) -> dict[str, tuple[str, ...]]:
    """The entries of a table that is written as one text: "name: word|word; name: word"."""
    entries = (entry.split(": ") for entry in text.split("; "))
    return {name: tuple(words.split("|")) for name, words in entries}


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
# Scales that are apart from their number or right after it: "5 bn", "5bn".
APART: dict[str, int] = SCALES | PLURAL_SCALES
APART |= _powers("mn 6 mln 6 mil 6 mio 6 mm 6 bn 9 bln 9 bil 9 tn 12 tr 12 trn 12 tln 12")
APART |= _powers("cr 7 lk 5 lkh 5")
# "5 m", only for money.
LETTER_SCALES: dict[str, int] = _powers("k 3 m 6 b 9")
# Scales that must come right after their number: "5 m" is five metres.
GLUED: dict[str, int] = APART | LETTER_SCALES
GLUED |= _powers("t 12 千 3 万 4 萬 4 亿 8 億 8 万亿 12")
# These may also be units or words: they only scale amounts of money.
MONEY_SCALES = words_of("mm mil tr")
MONEY_GLUED = MONEY_SCALES | {"t"}

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
# Capitals that are no pronouns: "12 US states".
ACRONYMS = words_of("US IT WHO")
VAGUE_SCALES: dict[str, int] = {**PLURAL_SCALES, "tens": 10, "scores": 20}
VAGUE = words_of("several few many some couple untold various")  # "several hundred"
NEGATIONS = words_of("not no never cannot without nor neither")


def is_negation(word: str) -> bool:
    """Whether a word is a negation: "not", "doesn't"."""
    return word in NEGATIONS or word.endswith(("n't", "n’t"))


def is_plural(word: str) -> bool:
    """Whether a word looks like the plural of a noun."""
    return len(word) > 3 and word[-1] == "s" and not word.endswith(("ss", "us", "is", "'s", "’s"))


HELPERS = words_of("do does did has have had will would can could may might must shall should")
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
NO_NOUN = words_of(
    "a an the and or of to in on at by for from with as is are was were be been has have had will "
    "would can could may might than that this these those it its they their he she his her we our "
    "you your not no but if so while when which who whom whose what where how why also each every "
    "last next past per both only just about over under between during since until after before "
    "into out up down off did do does said says say year-on-year there then because although "
    "though however against across among around through more less fewer higher lower above below "
    "or nor yet i my me us them him percent all any some such very too still even again now once "
    "already ago afterwards throughout according compared respectively mark left short instead "
    "means mean apiece abreast most least plus minus times including versus vs via always perhaps "
    "towards inside outside later due took made came went got gave led paid spent kept sold bought "
    "sent met held lost fell rose grew saw knew thought felt told found began became stood wrote "
    "spoke drove flew fled hit must shall should aboard apart away alone http https www themselves "
    "itself himself herself ourselves yourself myself together ahead amid amidst without like "
    "alike elsewhere else ever begin begins inclusive underwent shown whereas"
)
# "The two don't know".
CONTRACTIONS = tuple(f"{sign}{end}" for sign in "'’" for end in ("t", "ve", "re", "ll", "d", "m"))
NO_NOUN_ENDINGS = ("ed", "ly", "ing", "est")
DETERMINERS = words_of("a an the its their his her our your this these those all both")
# "2 in 3 hours" is not a share.
TIMES = words_of(
    "second seconds minute minutes hour hours day days week weeks month months quarters year years "
    "decades games matches appearances starts seasons tests innings attempts"
)
TIED_ADJECTIVES = words_of("strong odd")
# These are not counted: the noun follows, as in "1 red onion".
ADJECTIVES = TIED_ADJECTIVES | words_of(
    "large small new old big red green black white young full whole fresh medium long short "
    "prior main major minor key different various"
)
