"""The words and signs of numbers: number words, magnitudes, currencies, fractions."""

from __future__ import annotations


def split_words(text: str) -> list[str]:
    """A list of words, written as one string."""
    return text.split()


ONES = split_words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
TENS = split_words("twenty thirty forty fifty sixty seventy eighty ninety")
SMALL = {word: number for number, word in enumerate(ONES)} | {
    word: 10 * number for number, word in enumerate(TENS, start=2)
}
MAGNITUDES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
SPACED = MAGNITUDES | {
    **{f"{word}s": magnitude for word, magnitude in MAGNITUDES.items()},
    "mn": 10**6,
    "mln": 10**6,
    "bn": 10**9,
    "tn": 10**12,
    "trn": 10**12,
}
# "5 m" is five metres, "5m" five million.
ATTACHED = SPACED | {"k": 10**3, "m": 10**6, "b": 10**9}
IDEOGRAPHS = {"十": 10, "百": 100, "千": 10**3, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
CURRENCIES = {
    **{sign: sign for sign in "$€£¥₹"},
    "usd": "$",
    "eur": "€",
    "gbp": "£",
    "inr": "₹",
    "jpy": "¥",
    "cny": "¥",
    "rmb": "¥",
}
CURRENCY_NAMES = {
    **dict.fromkeys(("dollar", "dollars"), "$"),
    **dict.fromkeys(("euro", "euros"), "€"),
    **dict.fromkeys(("pound", "pounds", "sterling"), "£"),
    **dict.fromkeys(("yuan", "renminbi", "yen"), "¥"),
    **dict.fromkeys(("rupee", "rupees"), "₹"),
}
MONEY = frozenset("$€£¥₹")
PERCENT = frozenset(("%", "\uff05", "percent", "pct"))
FRACTIONS = {"half": 5, "quarter": 25, "three quarters": 75}
