"""Stems: the words of a text without endings, so that "smokers" and "smoke" are the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from factreport.english.related import RELATED as _RELATED
from factreport.english.synonyms import OPPOSITES, SYNONYMS
from factreport.english.vocabulary import table, words_of
from factreport.wording import fold

# Words of a sentence that don't show what it counts.
_STOP_WORDS = words_of(
    "a about above after against all also among an and any are around as at be been before being "
    "below between both but by can could did do does during each every few for from had has have "
    "he her his how if in into is it its less many may more most much no nor not of off on only "
    "or other our out over own per said same she so some such than that the their them then there "
    "these they this those through to too under until up upon very was we were what when where "
    "which while who whose will with within without would you your i one's s not another already "
    "still now today however thus meanwhile altogether together instead likewise moreover "
    "similarly furthermore nevertheless nonetheless contrast comparison addition"
)
# Words that nearly every fact has: alone they do not show which fact is meant.
_GENERIC_WORDS = words_of(
    "number total average mean median share rate percentage percent per cent proportion people "
    "person persons population year month quarter week day figure level value amount new size "
    "all unit index ratio change count by time annual yearly monthly quarterly half country "
    "million billion thousand trillion dollar euro pound franc crown yen yuan cent point "
    "whole main part type kind large high low net gross overall estimated expected projected "
    "long older younger aged age old growth increase decrease rise fall decline drop gain "
    "difference gap record sum tally result report reports data national nationwide season end"
)
_PART_WORDS = words_of(
    "division company group firm party faculty department town city region district club business"
)
_IRREGULAR = {
    word: base
    for base, words in table(
        "billion: billion|billions; birth: born; build: built; buy: bought; child: children; "
        "death: die|died|dies|dying|dead|fatality|fatalities; fly: flown|flew|flight|flights; "
        "foot: feet; grow: grew|grown|growth; influenza: flu; life: lives; live: living|lived; "
        "million: million|millions; trillion: trillion|trillions; "
        "man: men|men's; mouse: mice; pay: paid; person: people|persons; rise: rose|risen; "
        "sal: sold|sell|sells|selling; satisfy: satisfied|satisfaction|satisfactory; "
        "score: scored; spend: spent|spending; "
        "teach: taught; think: thought; win: won; woman: women|women's; write: wrote|written; "
        # Verbs, adjectives and their nouns.
        "absent: absence|absences|absenteeism; acquisit: acquire|acquires|acquired; "
        "admiss: admit|admits|admitted|admitting; applic: apply|applies|applied|applying; "
        "bankrupt: bankruptcy|bankruptcies; burn: burnt; catch: caught; crash: collide|collided; "
        "complain: complaint|complaints; depart: departure|departures; "
        "destruct: destroy|destroys|destroyed; detent: detain|detains|detained; "
        "disabil: disabled; driv: drove|driven; emiss: emit|emits|emitted; "
        "enrol: enroll|enrolls|enrolled|enrolling|enrollment|enrollments; "
        "exclu: exclude|excludes|excluded; expan: expand|expands|expanded|expanding; "
        "expul: expel|expels|expelled; exten: extend|extends|extended|extending; "
        "homeless: homelessness; ill: illness|illnesses; insolvent: insolvency|insolvencies; "
        "marr: marriage|marriages; occup: occupancy; permiss: permit|permits|permitted; "
        "poor: poverty; prescript: prescribe|prescribes|prescribed; "
        "provi: provide|provides|provided; registr: register|registers|registered|registering; "
        "respon: respond|responds|responded|responding; retent: retain|retains|retained; "
        "rid: rode|ridden|riding|ridership; seiz: seizure|seizures; sentenc: sentence|sentences; "
        "sick: sickness; sink: sank|sunk; submiss: submit|submits|submitted; "
        "subscript: subscribe|subscribes|subscribed|subscriber|subscribers; "
        "suspen: suspend|suspends|suspended; tour: tourism; "
        "transmiss: transmit|transmits|transmitted; withdraw: withdrew|withdrawn"
    ).items()
    for word in words
}
# Endings to remove from a word if three letters are left.
_ENDINGS = words_of(
    "izations ization isations isation ations ation ements ement ments ment ities ity nesses "
    "ness ingly ings ing edly ers er ors or ees ee ants ant ies ied es ed ly al s e y ists "
    "ist ives ive ions ion ates ate ated ating ators ator ances ance ences ence ables able "
    "eering eers eer izing izes ized ize"
)
_LENGTHS = range(max(map(len, _ENDINGS)), 0, -1)
# British spellings, also before an ending, and the American ones.
_SPELLINGS = tuple(
    (re.compile(british), american)
    for british, american in (
        ("(?<=[a-z]{2})our", "or"),
        ("ys(?=(?:e|es|ed|er|ers|ing)$)", "yz"),
        ("is(?=(?:e|es|ed|er|ers|ing|ation|ations)$)", "iz"),
        ("ogue(?=s?$)", "og"),
    )
)

WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_NUMBER = re.compile(r"\d+(?:s|st|nd|rd|th)?")
_SHORTEST = 3


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word in lower case without accents and endings; "" if it carries no meaning of its own.

    Synonyms have the stem of the first of them.
    """
    base = _base(word)
    return _SYNONYMS.get(base, base)


def _base(word: str) -> str:
    if word.isascii() and word.isdigit():
        return word
    word = fold(word).replace("’", "'").removesuffix("'s")
    if word in _STOP_WORDS or (len(word) < 2 and not word.isdigit()):
        return ""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for british, american in _SPELLINGS:
        word = british.sub(american, word)
    return _IRREGULAR.get(cut := _without_endings(word), cut)


def stems(texts: Iterable[str]) -> frozenset[str]:
    """The stems of all words of these texts, without numbers; "5G" is a word."""
    words = {word for text in texts for word in WORD.findall(text) if not _NUMBER.fullmatch(word)}
    return frozenset(map(stem, words)) - {""}


@lru_cache(maxsize=8192)
def stems_of(text: str) -> frozenset[str]:
    """The stems of one text, which is asked for again and again."""
    return stems([text])


def _without_endings(word: str) -> str:
    """The word cut at most twice: "generations" is "gener", "employees" is "emplo"."""
    if any(char.isdigit() for char in word):
        return word
    for _ in range(2):
        if word.endswith(("ss", "ay", "ey", "oy")):
            break
        word = next(
            (
                word[:-length]
                for length in _LENGTHS
                if word[-length:] in _ENDINGS
                and len(word) - length >= max(_SHORTEST, min(length + 1, 4))
                # An investor invests; "labor" and "color" have no ending.
                and not (word[-length:] in ("or", "ors") and word[-length - 1] not in "st")
            ),
            word,
        )
    return word


_SYNONYMS = {_base(word): _base(first) for first, *others in SYNONYMS for word in others}
# The stems that nearly every fact has: alone they do not show which fact is meant.
GENERIC = frozenset(map(stem, _GENERIC_WORDS)) - {""}
# The stems of words that stand for a thing named before: "The division had 43%".
PARTS = frozenset(map(stem, _PART_WORDS))
PERSONS = frozenset(map(stem, ("people", "persons")))
# The stems of the things of which a word may speak, by its own stem: "tills" of retail sales.
RELATED: dict[str, list[str]] = {}
for _thing, _others in _RELATED.items():
    for _other in dict.fromkeys(map(stem, _others)):
        RELATED.setdefault(_other, []).append(stem(_thing))

_PAIRS = [tuple(stems([words]) for words in pair) for pair in OPPOSITES]
_PAIRED = frozenset(word for pair in _PAIRS for words in pair for word in words)
# Before what something lacks or is not: "without internet", "not seasonally adjusted".
_LACKING = re.compile(
    r"\b(?:without|lack(?:s|ed|ing)?|not\sseasonally)\s(?:any\s|an?\s|the\s)?(\w+)", re.IGNORECASE
)


@lru_cache(maxsize=4096)  # a clause is compared with many facts
def are_opposite(text: str, of_fact: str) -> bool:
    """Whether one text has a word and the other only its opposite, or says that it is absent.

    "Exports" is the opposite of "imports", and "without internet" of "with internet".
    """
    here, there = stems_of(text), stems_of(of_fact)
    if not (_lacking(text) ^ _lacking(of_fact)).isdisjoint(here & there):
        return True
    here, there = here & _PAIRED, there & _PAIRED
    return bool(here and there) and any(
        (not here.isdisjoint(one) and not there.isdisjoint(other))
        and here.isdisjoint(other)
        and there.isdisjoint(one)
        for pair in _PAIRS
        for one, other in (pair, pair[::-1])
    )


@lru_cache(maxsize=4096)
def _lacking(text: str) -> frozenset[str]:
    """The stems of the words that follow "without"."""
    return frozenset(stem(match[1]) for match in _LACKING.finditer(text))
