"""English: the words beside the names of places and groups, by which their figures are known."""

from __future__ import annotations

import re
from functools import lru_cache

from factreport.english import months, sentences
from factreport.english.vocabulary import words_of

_NAME = r"[A-Z][\w'’.-]*(?:\s(?:(?:and|of|the)\s){0,2}[A-Z][\w'’-]*){0,5}"
# Beside a figure: "11.0% in England", "an increase in London of 20.1%", "the South East (9.6%)".
_SEEING = "saw|had|has|recorded|reported|posted|reached"
PLACES_BEFORE = (
    re.compile(
        rf"\bin (?:the )?(?P<place>{_NAME})(?: at| of| by| where| it was| it is| they were)?\s*\Z"
    ),
    re.compile(rf"(?:\b(?:in|and|by|for)|\),)(?: the)? (?P<place>{_NAME}) \(\Z"),
    re.compile(
        rf"\b(?:in|across|throughout)(?: the)? (?P<place>{_NAME}(?: region| area)?)"
        rf" (?:{'|'.join(sentences.FINITE)})\b[^.;:()\d]*\Z"
    ),
    re.compile(rf"\b(?:followed by|and|,)(?: the)? (?P<place>{_NAME}) (?:at|with) \Z"),
    # "Whereas Scotland saw 94%", "while Wales in the west was the lowest at 12%".
    re.compile(
        rf"\b(?:while|whereas|but|and)\s(?:the\s)?(?P<place>{_NAME})\s(?:{_SEEING}"
        r"|(?:in\s[\w ]{1,30}\s)?(?:was|had)\sthe\s[a-z]+est(?:\sat)?)\s\Z"
    ),
    # "An exception is France, where it fell by 9%", "Wales, which had the highest rate (9%)".
    re.compile(rf"\b(?P<place>{_NAME}), (?:where|which (?:had|was|saw))\s[^.;:()\d]*\(?\Z"),
)
# "London remains the most expensive region, at £556,000", "the North East has the lowest, £5".
SUBJECT = re.compile(
    rf"\s*(?:[Tt]he\s)?(?P<place>{_NAME})\s(?:(?:remain(?:s|ed)|is|was|became)\sthe\s[^.;:()]{{0,60}}?"
    r"\b(?:region|area|city|country|county|nation|state|district|town|borough)\b"
    r"|ha(?:s|d)\sthe\s(?:lowest|highest|smallest|largest|most|fewest|best|worst)\b)[^.]{0,150}\Z"
)
IN_TITLE = re.compile(rf"\bin (?:the )?(?P<place>{_NAME})(?=,|:| [-–—] |\Z)")
# "£293,000 (2.0%) in England": of both figures.
_BRACKET = r"(?:\s\([^()]{1,25}\)|\))?"
PLACE_AFTER = re.compile(
    rf"{_BRACKET}(?: (?!and |but |while )[a-z]+){{0,2}} in (?:the )?(?P<place>{_NAME})"
)
RIGHT_AFTER = re.compile(rf"{_BRACKET}\s(?:in|for|among|of)\s(?:the\s)?")
# Names that begin or end like this are not places: "in Table 3", "in the Finance Act".
NO_PLACES = words_of(
    "act report survey index programme program plan table figure chart section part chapter annex "
    "group company market trust sector division firm bank office note bill directive regulation "
    "bulletin census review statement phase stage band scheme"
)
# The label of a row that is a place: "North Norland", "Europe".
IS_PLACE = re.compile(
    r"\b(?:(?:North|South|East|West)(?:ern)?|Europe|Africa|Asia|America|Oceania|Caribbean)\b"
)
# "Ljubljana Airport (LJU)", "Ljubljana Airport in Slovenia served 105,470 passengers".
_PROPER = r"[A-Z][\w'’.&-]*(?:\s(?:(?:of|and|the|de)\s){0,2}[A-Z][\w'’&-]*)"
CODED = re.compile(rf"(?P<name>{_PROPER}{{0,4}})\s\((?P<code>[A-Z]{{2,5}})\)")
ACTING = re.compile(
    rf"(?:\A|(?<=[.!?]\s))(?P<name>{_PROPER}{{1,4}})(?:\sin\s{_PROPER}{{0,2}})?\s(?P<verb>[a-z]+)"
    r"\s(?:by\s)?(?:[a-z]+\s){0,3}\d[\d.,]*(?:\smillion)?\s[a-z]+s\b"
)
# At the beginning of a sentence.
LEAD = re.compile(
    rf"(?:In (?:the )?(?P<place>{_NAME})(?=,| the )"
    r"|(?:For|Among) (?!the |our |example|instance)(?P<group>[^,;:]{3,60})"
    r"|(?P<rest>Excluding [^,;:]{3,60}))(?:,| the)\s"
)
# "Adult men (3.6%), adult women (3.9%) and teenagers (14.0%)".
IN_LIST = re.compile(
    r"(?:\A|[,;:]\s|--|\s[–—-]\s)(?:and\s)?"
    r"(?P<part>[^\W\d](?:(?!--)[^,;:()–—\d%]){1,40}?)\s\((?=[+−-]?\d)"
)
CONTRASTED = re.compile(
    r"\A(?:compared\swith|followed\sby|unlike|than|against|both|among|for|of)\s", re.IGNORECASE
)
# "Urban households" beside "rural households".
_NO_KINDS = "|".join({*sentences.NO_SUBJECTS, *sentences.LEADING, "most", "some", "other"} - {""})
KIND = re.compile(
    rf"\b(?P<kind>(?!(?:{_NO_KINDS})\s)[a-z-]+\s(?P<head>[a-z]{{3,}}s))\b", re.IGNORECASE
)
# "Aged 18–44 years (24.0%)".
AGE_BESIDE = re.compile(
    r"(?P<group>(?:(?:[a-z]+\s)?aged\s)?(?<!\d)\d{1,3}(?:\syears)?(?:\s?[-–]\s?|\sto\s|\sand\s|\sor\s)"
    r"(?:\d{1,3}|over|older)(?:\syears)?)\s\(\Z"
)
# "In Spain, Italy and Greece (56%, 51% and 50%)", "in men and women it was 33% and 29%".
_ITEM = r"(?:[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,3}|[a-z]{2,}(?:s|en))"
NAMES_IN_ORDER = re.compile(
    rf"\b(?:in|for|among|of|between|at)\s(?P<names>{_ITEM}(?:,\s{_ITEM})*,?\sand\s{_ITEM})"
    r"[^.;:\d]{0,60}\Z"
)
BETWEEN_NAMES = re.compile(r",?\sand\s|,\s")
# "9.2 weeks for children and 13.6 weeks for adults".
PARALLEL = re.compile(
    r"\s(?P<preposition>for|among|at|in)\s(?:the\s)?(?P<part>[^\W\d][\w'’ -]{1,40}?)"
    r"(?=[,;.]|\s(?:and|but|or|while)\b|\Z)"
)
LEADING_PLACE = re.compile(
    r"(?:In|For)\s(?:the\s)?[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)*\s(?=the\s)"
    r"|(?:[Ff]or|[Aa]mong)\s[a-z]+\s(?=the\s)"
    r"|(?:By|In)\s(?:comparison|contrast|addition|total|turn),?\s|As\sa\sresult,?\s"
    r"|(?:[Ii]n|[Oo]ver|[Dd]uring)\sthe\ssame\s[a-z]+,?\s"
    r"|(?:Over|During|In|Within)\sthe\s(?:last|past|previous|next)\s+(?:\w+\s+){0,3}?(?=the\s)"
)
# "At Ljubljana Airport in Slovenia", "among men".
AREA = r"(?:(?:,?\s(?:at|of|in|for)|,)\s(?:the\s)?|\A){}(?:['’]s?)?(?:\sin\s[A-Z].*)?(?=\s|,|\Z)"
_OTHER = r"(?:the\s)?[a-z-]+(?:\s[a-z-]+)?"
GROUP = (
    r"\s(?:of|among|for|in|by|to|and)\s(?:the\s)?{}"
    rf"(?:(?:,\s{_OTHER})*,?\sand\s{_OTHER}(?=,|\Z)|(?=\s|,|\Z))"
)
IN_PLACE = re.compile(r"(?:,|\sin)\s(?:the\s)?[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)*\Z")
IN_PAIR = r"\b{0}(?:\s\([A-Z]+\))?\sand\s[A-Z]|\b[A-Z][\w'’]*(?:\s\([A-Z]+\))?\sand\s{0}\b"
# "Port Ellis, ", but not "Price bulletin, ".
DATELINE = re.compile(
    r"(?:(?!(?i:report|bulletin|results|review|statement|release|digest|news|update|survey|figures"
    r"|minutes|notice|summary|statistics)\b)[A-Z][\w'’.-]*,?\s){0,4}(?:[–—-]\s)?"
)
# A name after one of these is not the area of a figure: "exports to the Islands".
APART = re.compile(
    r"\b(?:to|from|than|with|(?<!followed\s)by|against|between|into|near|outside|except|excluding)"
    r"(?:\s(?:the|its|their|all|other))?\s\Z",
    re.IGNORECASE,
)
# A name after one of these says why, not where: "up 5%, driven by growth in the Islands".
REASON = re.compile(
    r"\b(?:driven|led|caused|boosted|helped|offset|supported)\sby\b|\b(?:due|owing|thanks)\sto\b"
    r"|,\sthe\s(?:[a-z]+\s)?[a-z]+est\s[a-z]+\sin\b|\b(?:because|reflecting|reflects|reflected)\b|,\s(?:after|following)\s(?:an?|the)\b"
)
WHOLE = re.compile(
    r"\b(?:total|totals|totalled|all|altogether|overall(?!,)|together|whole|combined|both|country)\b",
    re.IGNORECASE,
)
# "25% of the 9,800 people": the second figure is the whole, whatever the first one counts.
OF_WHOLE = re.compile(r"\s?[^.,;:()]{0,30}\bof(?:\s(?:the|all|its|their|some|about))*\s?")
# The word that leads into a name: "among" of "among the girls".
LEAD_IN = re.compile(r"\b([a-z]+)\s(?:the\s)?\Z", re.IGNORECASE)
FOLLOWS = re.compile(r"\s(?:\(?\D{0,3}\d|[a-z]+\b)")
_CONTRASTING = "than|and|while|whereas|unlike"


@lru_cache(maxsize=256)
def like(name: str, *, lead: str, follows: str, is_proper: bool) -> re.Pattern[str]:
    """What a name beside this one looks like: in the same position, or with the same last word.

    ``lead`` is the word before this one; ``follows`` is the noun or the figure right after it.
    """
    *rest, last = map(re.escape, name.split())
    if rest and not is_proper:
        return re.compile(rf"\b(?P<a>(?:[a-z-]+ ){{{len(rest)}}}{last})\b", re.IGNORECASE)
    word = rf"(?!(?:{months.NAME})\b){_NAME}" if is_proper else r"[a-z]{2,}s"
    is_contrasted = not lead or lead in _CONTRASTING.split("|")
    leads = _CONTRASTING if is_contrasted or lead == "the" else f"than|and|{lead}"
    forms = [
        rf"\b(?i:{leads})\s(?:the\s)?(?P<a>{word})\b",
        rf"\b(?P<b>{word})\sand\s(?:the\s)?{re.escape(name)}\b",
    ]
    if follows.strip().isalpha():
        forms.append(rf"\b[Tt]he (?P<c>{word}){follows}\b")  # "the Eastdock terminal"
    elif follows:
        forms.append(rf"\b(?P<d>{word})(?=\s\(\D{{0,12}}\d)|(?<=[,;]\s)(?P<e>{word})(?=\s\d)")
    if is_contrasted and lead and not is_proper:
        forms.append(rf"(?:\A|(?<=[.;:]\s))(?P<f>{word.replace('a-z', 'A-Za-z', 1)})\b")
    return re.compile("|".join(forms))
