"""What looks like a figure and is none, and why: dates, times, labels, names, addresses, codes."""

from __future__ import annotations

import re
from typing import NamedTuple

from factreport.figures import english
from factreport.figures.grammar import Amount, currency_before
from factreport.figures.qualifiers import Lead
from factreport.figures.units import unit_after
from factreport.figures.tokens import GAP, Token, token_after, words_after

FIRST_YEAR, LAST_YEAR = 1500, 2100
_LAST_DAY = 31
_GREATEST_AGE = 150
_LAST_IN_NAME = 99  # "in the Gulf War 382 soldiers"
_MONTH = "|".join(sorted(english.MONTHS, key=len, reverse=True))
_YEAR = "(?:1[5-9]|20)[0-9]{2}"
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"

# The shapes that digits have in what is no figure.  At a place the first that fits counts.
_SHAPES: tuple[tuple[str, str], ...] = (
    ("an age group", r"[0-9]{1,3}-?[ ]?(?:[-–]|to\b|or\b|and\b)[- ]?[0-9]{1,3}[- ]years?[- ]olds?\b"
                     r"|[0-9]{1,3}[- ]years?[- ]olds\b|[0-9]{1,3}[-–][0-9]{1,3}(?=[ ]age[ ])"),
    ("a code", r"10\.[0-9]{4,9}/\S*\w"),
    ("a date", r"(?:[12][0-9]{3})-[01][0-9](?:-[0-3][0-9](?:t[0-9:.]+(?:z|[+-][0-9:]+)?)?)?(?![0-9-])"),
    ("a date", r"[0-3]?[0-9]/[0-3]?[0-9]/(?:[12][0-9])?[0-9]{2}(?![0-9/])"),
    ("a date", r"[0-3]?[0-9](?:\.[01]?[0-9]\.|-[01]?[0-9]-)[12][0-9]{3}(?![0-9])"),
    ("a date", r"[12][0-9]{3}/[01]?[0-9]/[0-3]?[0-9](?![0-9/])"),
    ("a time of day", r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?(?![0-9:])"
                      r"(?:[ ]?[ap]\.?m\b\.?)?"),
    ("a time of day", r"[01]?[0-9](?:\.[0-5][0-9])?[ ]?(?:[ap]m\b|[ap]\.m\b\.?)"),
    ("a time of day", r"[01]?[0-9][ ]?o['’]clock\b"),
    ("a ratio", r"[0-9]+(?:\.[0-9]+)?(?::[0-9]+(?:\.[0-9]+)?)+"),
    ("an address", r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?:[:/][0-9]+)?(?![0-9.])"),
    ("a version", r"[0-9]+(?:\.[0-9]+){2,}(?![0-9])"),
    ("a date", rf"{_YEAR}年(?:[01]?[0-9]月(?:[0-3]?[0-9]日)?)?|[01]?[0-9]月[0-3]?[0-9]日"),
    ("a telephone number", r"0[0-9]{2,4}\)?[ -][0-9]{3,4}(?:[ -][0-9]{3,4})+"
                             r"|(?:1[-. ])?[2-9][0-9]{2}[-.][0-9]{3}[-.][0-9]{4}(?![0-9])"),
    ("a code", r"[0-9]+(?:[-‐‑][0-9]+){2,}[a-z]?(?![0-9])"),
    ("an ordinal", r"[0-9]+(?:,[0-9]{3})*(?:st|nd|rd|th)(?![a-z])"),
    ("a decade", r"(?:1[5-9]|20)[0-9]0['’]?s(?![a-z])"),
    ("a span of years", rf"{_YEAR}[ ]?[-–—‐‑/][ ]?(?:{_YEAR}|[0-9]{{2}})(?![0-9a-z%])"),
    ("a size", r"[0-9]+(?:\.[0-9]+)?[ ]?[x×][ ]?(?!10[-−+^⁻⁰¹²³⁴-⁹])[0-9]+(?:\.[0-9]+)?"
               r"(?:[ ]?[x×][ ]?[0-9]+(?:\.[0-9]+)?)?"),
    ("an idiom", r"(?:24/7(?:/365)?|9/11|50/50|20/20)(?![0-9/])"),
    ("a name", r"[0-9]+[-‐‑][a-z](?![a-z])|[0-9]{1,2}[dgq](?![a-z])"),
    ("a code", r"0[0-9]+(?![0-9.,:/'’%])"),
    ("a power", r"[0-9.]+\^[-−+]{0,2}[0-9.]*[0-9]"),
    ("a reference", r"(?<=\[)[0-9]{1,3}(?:(?:, ?|[-–])[0-9]{1,3})*(?=\])"),
)  # fmt: skip
_SHAPE = re.compile("|".join([f"({shape})" for _, shape in _SHAPES]))
_DAYS = re.compile(
    rf"{_DAY}(?:st|nd|rd|th)?"
    rf"(?:(?:[-–‐‑]|,{GAP}(?:and{GAP})?|{GAP}(?:and|or|to|&|–){GAP}){_DAY}(?:st|nd|rd|th)?(?![0-9]))*"
    rf"(?:{GAP}|-)(?:of{GAP})?(?P<month>{_MONTH})\b\.?(?:(?:,?{GAP}|-){_YEAR}(?![0-9]))?"
)
_AFTER_MONTH = re.compile(
    rf"{_DAY}(?:st|nd|rd|th)?(?![0-9a-z%.,/]*[0-9a-z%])"
    rf"(?:(?:[-–‐‑]|,{GAP}(?:and{GAP})?|{GAP}(?:and|or|to|&|–){GAP}){_DAY}(?:st|nd|rd|th)?(?![0-9a-z%])"
    rf"(?!{GAP}[a-z]))*(?:,?{GAP}{_YEAR}(?![0-9]))?"
)
_PHONE = re.compile(r"\+?\(?[0-9][0-9() .-]{6,20}[0-9](?![0-9])")
_SHORT_PHONE = re.compile(r"([0-9]{3,4})-([0-9]{4})(?![0-9,.]*[0-9])")
_LABEL_REST = re.compile(rf"[0-9a-z.()/-]*[0-9a-z)]|[0-9]+")
_LETTERED = re.compile(r"[0-9]{1,3}[a-z](?![a-z0-9])")  # "Figure 14b" is no billion
_MORE_LABELS = re.compile(
    rf"(?:(?:[-–‐‑]|,{GAP}(?:and{GAP})?|{GAP}(?:and|or|to|&|–){GAP})[0-9]{{1,4}}[a-z]?(?![0-9a-z%]|[-.,][0-9a-z]))+"
)
_GLUED_BEFORE = re.compile(r"[^\s()\[\]{}\"“”‘=,;:|<>≤≥~≈±+*/!?…—–−$€£¥₹%_-]*[-]?\Z")
_CHUNK = re.compile(r"[^\s,;)\]\"”]*")
_OPENS_NAME = re.compile(
    r"\.[a-z]|\([0-9a-z]{1,3}\)|@[a-z]|['’]s\b|_[0-9a-z]|/[a-z]+/|-to-|[a-z]*[0-9@_]"
)
_AGE_GROUP = re.compile(
    rf"(?:[-–‐‑]|{GAP}to{GAP}|-to-)[0-9]{{1,3}}(?:-|{GAP})year(?:-|{GAP})olds?|s(?![a-z])|"
    rf"(?:-|{GAP})(?:and|or)(?:-|{GAP})(?:over|under)s\b"
)
_AGES = re.compile(rf"(?:[-–‐‑]|{GAP}(?:to|and|or){GAP})[0-9]{{1,3}}(?![0-9,.%])")
_BRITISH_POSTAL = re.compile(r"(?<=[A-Z0-9][A-Z0-9] )[0-9][A-Z]{2}(?![A-Za-z0-9])")
_AGES_BEHIND = re.compile(r"[0-9]{1,3}s(?![a-z])")
_POSTAL = re.compile(r"[0-9]{5}(?:-[0-9]{4})?(?![0-9,.]*[0-9])")
_LIST_MARK = re.compile(r"[0-9]{1,3}[.)](?=[ \t]|\Z)")


class Skip(NamedTuple):
    """From where to where something is no figure, and why."""

    start: int
    end: int
    reason: str


def skip_shape(text: str, low: str, spot: int, floor: int) -> Skip | None:
    """What the digits at ``spot`` belong to, where its shape alone says that it is no figure."""
    if found := _glued(text, low, spot, floor):
        return found
    if day := _DAYS.match(low, spot):
        if is_month(text, day.start("month"), day["month"]):
            return Skip(spot, day.end(), "a date")
    if shape := _SHAPE.match(low, spot):
        reason = _SHAPES[(shape.lastindex or 1) - 1][0]
        if reason != "a version" or not re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}", shape[0]):
            if not (reason == "a size" and shape[0].startswith("0")):
                return Skip(spot, shape.end(), reason)
    return (
        _skip_phone(low, spot, floor)
        or _skip_postal(text, low, spot)
        or _skip_list_mark(low, spot)
    )


def _glued(text: str, low: str, spot: int, floor: int) -> Skip | None:
    """Digits that are glued to letters before them: "A320", "Covid-19", "me52@example.org"."""
    before = low[spot - 1 : spot] if spot > floor else ""
    if not before or before.isspace():
        return None
    if before in "#№":
        return Skip(spot - 1, chunk_end(low, spot), "a label")
    if before in "^\\@&_/." and not currency_before(text, spot) and spot - 1 > floor and low[spot - 2].isalnum():
        return Skip(spot, chunk_end(low, spot), "a name")
    if before in "'’" and re.compile(r"[0-9]{2}s?(?![0-9a-z])").match(low, spot):
        end = spot + 2 + (low[spot + 2 : spot + 3] == "s")
        return Skip(spot - 1, end, "a year")
    if (before != "-" and not before.isalpha()) or currency_before(text, spot):
        return None
    glued = _GLUED_BEFORE.search(low, max(floor, spot - 40), spot)
    if glued is None or not any(char.isalpha() for char in glued[0]):
        return None
    head = glued[0].rstrip("-")
    if head in english.PREFIXES and not _AGES_BEHIND.match(low, spot):
        return None
    reason = "a year" if head in english.YEAR_PREFIXES else "a name"
    reason = "a date" if head in ("q", "h", "fy", "cy") else reason
    return Skip(glued.start(), chunk_end(low, spot), reason)


def chunk_end(low: str, spot: int) -> int:
    """Where the characters that hang together with a digit end, without closing punctuation."""
    found = _CHUNK.match(low, spot)
    end = found.end() if found else spot + 1
    while end > spot + 1 and not low[end - 1].isalnum():
        end -= 1
    return end


def _skip_phone(low: str, spot: int, floor: int) -> Skip | None:
    start = spot
    while start > floor and low[start - 1] in "+(":
        start -= 1
    is_international = start < spot and "+" in low[start:spot]
    if is_international and (phone := _PHONE.match(low, start)):
        digits = sum(map(str.isdigit, phone[0]))
        if 8 <= digits <= 15 and any(char in " -.(" for char in phone[0]):
            return Skip(start, phone.end(), "a telephone number")
    short = _SHORT_PHONE.match(low, spot)
    if short and low[spot - 1 : spot] not in "$€£¥~" and _is_telephone(low, int(short[1]), int(short[2]), short.end()):
        return Skip(spot, short.end(), "a telephone number")
    return None


def _is_telephone(low: str, first: int, second: int, end: int) -> bool:
    """Whether two numbers tied by a hyphen are a telephone number: "555-1234".

    A range of such size is rounded, "800-1200", or goes with what it counts, "512-1024 people".
    """
    is_odd = bool(first % 10 or second % 10)
    return is_odd and token_after(low, end).word not in english.COUNTED | {"%", "percent"}


def _skip_postal(text: str, low: str, spot: int) -> Skip | None:
    """ "CA 94105", "SW1A 1AA"."""
    code = _POSTAL.match(low, spot)
    if code and text[spot - 3 : spot - 1].isupper() and low[spot - 3 : spot - 1] in english.STATES:
        return Skip(spot, code.end(), "a postal code")
    code = _BRITISH_POSTAL.match(text, spot)
    if code and not unit_after(text, spot + 1):
        return Skip(spot, code.end(), "a postal code")
    return None


def _skip_list_mark(low: str, spot: int) -> Skip | None:
    """The number that opens a line as that of a list or of a heading."""
    line = low.rfind("\n", max(0, spot - 8), spot) + 1
    if line == 0 and spot > 8:
        return None
    lead = low[line:spot].strip(" \t>-*")
    mark = _LIST_MARK.match(low, spot)
    if lead == "(" and mark and low[mark.end() - 1] == ")":
        return Skip(spot, mark.end(), "a list marker") if mark.end() < len(low) else None
    if lead.strip("#"):
        return None
    if "#" in lead:
        heading = re.compile(r"[0-9]+(?:\.[0-9]+)*\.?(?=\s)").match(low, spot)
        return Skip(spot, heading.end(), "a list marker") if heading else None
    if not mark or mark.end() >= len(low) or (mark[0][-1] == "." and mark.end() - spot > 3):
        return None
    above = low[max(line - 80, 0) : line]
    sentence = above.rstrip()
    is_wrapped = sentence and sentence[-1] not in ".:;!?)" and "\n\n" not in above[len(sentence) :]
    if is_wrapped and mark[0][-1] == "." and not _LIST_MARK.match(sentence.rpartition("\n")[2]):
        return None  # "there were\n52. Then"
    return Skip(spot, mark.end(), "a list marker")


def skip_amount(text: str, low: str, amount: Amount, lead: Lead, floor: int) -> Skip | None:
    """Whether an amount tells which or when, not how many: a label, a date, a year, a name."""
    if not amount.names_unit and (label := _label(text, low, amount, lead)):
        return label
    if amount.names_unit and lead.word in english.PRICES_OF and is_year(
        amount._replace(names_unit=False)
    ):
        return Skip(amount.start, amount.number.end, "a year")  # "in 2010 dollars"
    if amount.names_unit or amount.number.is_scaled:
        return None
    for reason in (_age_group, _month_before, _address, _year, _name_behind):
        if found := reason(text, low, amount, lead):
            return found
    return None


def _month_before(text: str, low: str, amount: Amount, lead: Lead) -> Skip | None:
    before = [token for token in lead.before if token.word != "."]
    if lead.qualifier or not amount.is_bare or not before:
        return None
    month = before[-1]
    if month.word == "the" and len(before) > 1:
        month = before[-2]
    if not is_month(text, month.start, month.word) or amount.value > _LAST_DAY:
        return None
    days = _AFTER_MONTH.match(low, amount.number.start)
    return Skip(month.start, days.end(), "a date") if days else None


def is_month(text: str, start: int, word: str) -> bool:
    """Whether the word is the name of a month, and not "may" or "march" in small letters."""
    if word not in english.MONTHS:
        return False
    return word not in english.MONTHS_AND_WORDS or text[start].isupper()


def _label(text: str, low: str, amount: Amount, lead: Lead) -> Skip | None:
    """ "Table 3", "FTSE 100", "World War 2"."""
    if lead.qualifier or amount.number.form == "fraction":
        return None
    if amount.number.is_scaled and not _LETTERED.match(low, amount.number.start):
        return None
    before, point = lead.before, False
    if before and before[-1].word == ".":
        before, point = before[:-1], True
    if before and before[-1].word in ("(", "-", ":", "#"):
        before = before[:-1]
    if not before:
        return None
    word = before[-1].word
    if not _is_label(text, low, word, before, amount, is_pointed=point):
        return None
    end = _label_end(low, amount.number.start)
    if word in english.PLURAL_LABELS or word in ("pp", "page", "chapter"):
        more = _MORE_LABELS.match(low, end)
        end = more.end() if more else end
    return Skip(before[-1].start, end, "a label")


def _is_label(
    text: str, low: str, word: str, before: list[Token], amount: Amount, *, is_pointed: bool
) -> bool:
    if word in english.INDEXES or (word == "p" and len(before) > 2 and before[-2].word == "&"):
        return True
    if word in english.CAPITAL_LABELS:
        following = token_after(low, amount.end).word
        if not text[before[-1].start].isupper():
            return not following.isalpha() or following in english.NO_NOUN
        return amount.value <= _LAST_IN_NAME and following not in english.COUNTED
    if word in english.LABELS:
        return is_pointed or word not in english.POINTED_LABELS
    return False


def _label_end(low: str, start: int) -> int:
    found = _LABEL_REST.match(low, start)
    if not found:
        token = token_after(low, start)
        return token.end
    end = found.end()
    if low[start:end].count("(") < low[start:end].count(")"):
        end = low.index(")", start, end)
    return end


def _age_group(text: str, low: str, amount: Amount, lead: Lead) -> Skip | None:
    """ "aged 15–24", "under 15s", "over-65s", "16-24 year olds"."""
    if lead.word in english.AGES and amount.is_bare and amount.value < _GREATEST_AGE:
        more = _AGES.match(low, amount.end)
        end = more.end() if more else amount.end
        for phrase in (
            " and over",
            " and older",
            " and under",
            " or over",
            " or older",
            " or under",
        ):
            if low.startswith(phrase, end):
                end += len(phrase)
        return Skip(lead.before[-1].start, end, "an age group")
    is_small = amount.value < _GREATEST_AGE and not amount.names_unit
    if lead.phrase in english.OF_AGES and lead.word in english.AGED and is_small:
        return Skip(lead.start, amount.end, "an age group")
    if amount.is_bare and (group := _AGE_GROUP.match(low, amount.end)):
        return Skip(lead.start, group.end(), "an age group")
    return None


def _address(text: str, low: str, amount: Amount, lead: Lead) -> Skip | None:
    """ "10 Downing Street"."""
    if amount.is_bare and amount.number.step == 1 and amount.value < 100_000:
        for token in words_after(low, amount.end, 4):
            if not text[token.start].isupper():
                break
            if token.word in english.STREETS and token.start > amount.end + 1:
                return Skip(amount.start, amount.end, "an address")
    return None


def is_year(amount: Amount) -> bool:
    """Whether a number looks like a year."""
    return amount.is_bare and amount.number.step == 1 and FIRST_YEAR <= amount.value <= LAST_YEAR


def _year(text: str, low: str, amount: Amount, lead: Lead) -> Skip | None:
    if not is_year(amount) or amount.value < 0 or lead.is_of_number:
        return None
    before = lead.word
    if before in english.SURELY_BEFORE_YEAR or is_month(
        text, lead.before[-1].start if lead.before else 0, before
    ):
        return Skip(amount.start, amount.end, "a year")
    noun = token_after(low, amount.end)
    if noun.gap and noun.word in english.COUNTED:
        if before not in english.BEFORE_YEAR or before in ("of", "from", "for", "to", "and"):
            return None
    if before not in english.BEFORE_YEAR and lead.qualifier is None and _is_plural(noun):
        if lead.before and before.isalpha():
            return None
    return Skip(amount.start, amount.end, "a year")


def _is_plural(token: Token) -> bool:
    word = token.word
    return (
        bool(token.gap)
        and len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "’s", "'s"))
        and word not in english.NO_NOUN
    )


def _name_behind(text: str, low: str, amount: Amount, lead: Lead) -> Skip | None:
    """Digits that go on as a name does: "5.txt", "4(b)", "the 90's"."""
    if amount.is_bare and _OPENS_NAME.match(low, amount.end):
        return Skip(amount.start, chunk_end(low, amount.number.start), "a name")
    return None


def skip_word(text: str, low: str, amount: Amount, lead: Lead) -> Skip | None:
    """Number words that count nothing: a pronoun, an ordinal, a proper name."""
    number = amount.number
    if number.form != "words":
        return None
    end = number.end
    if low[end : end + 1] == "-":
        return _compound(text, low, amount)
    following = token_after(low, end)
    if following.word in english.ORDINALS:
        return Skip(amount.start, following.end, "an ordinal")
    if text[amount.start].isupper() and lead.word in english.NAMED_BY_NUMBER:
        return Skip(amount.start, amount.end, "a name")
    is_point = amount.unit.dimension == "points" and lead.word == "at"
    if number.value == 1 and not number.is_scaled and number.step == 1 and (
        not amount.names_unit or is_point
    ):
        return _pronoun(low, amount, lead, following)
    return None


def _compound(text: str, low: str, amount: Amount) -> Skip | None:
    end = amount.number.end
    following = token_after(low, end + 1)
    word = following.word
    if following.gap or not word.isalpha():
        return None
    if word in english.ORDINALS or word in english.DENOMINATORS:
        return Skip(amount.start, following.end, "an ordinal")
    if word in english.NO_COMPOUND or word in english.SMALL:
        return Skip(amount.start, chunk_end(low, following.start), "an idiom")
    written = text[amount.number.start : end]
    is_title = written[0].isupper() and not written.isupper()
    if is_title and text[following.start].isupper():
        return Skip(amount.start, chunk_end(low, following.start), "a name")
    return None


def _pronoun(low: str, amount: Amount, lead: Lead, following: Token) -> Skip | None:
    """ "one" counts where a unit, a qualifier or what is counted says so."""
    is_said = lead.qualifier is not None and lead.phrase not in english.OF_PRONOUNS
    if amount.value < 0 or is_said or following.word in english.COUNTED_ONCE:
        if lead.word not in english.PRONOUN_BEFORE:
            return None
    return Skip(amount.start, amount.end, "a pronoun")
