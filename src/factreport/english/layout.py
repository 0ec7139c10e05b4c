"""English words by which texts are read: times in headers, captions, numbers of pages."""

from __future__ import annotations

import re

from factreport.english import months

# They keep their hyphen at the end of a line.
TENS = re.compile(r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty$", re.IGNORECASE)
# "Three months ended", "June 30,", "2026", "Q1".
TIME = re.compile(
    rf"\b(?:{months.NAME}|Q[1-4]|H[12]|FY|"
    r"(?:1[5-9]|20)\d\d|years?|quarters?|months|weeks|ended|ending)\b",
    re.IGNORECASE,
)
# A time with a mark of statistical offices after it: "2025 Q3p", "Jul–Sep 2025 p", "2024/25 [r]".
MARKED_TIME = re.compile(
    rf"(?P<time>(?:(?:(?:{months.NAME}|(?:year|quarter|month)s?|end(?:ed|ing)?"
    r"|to)(?![a-z])|Q[1-4]|[1-4]Q|H[12]|FY|[0-9]{1,4}(?![0-9]))[-–—/., ]*){1,12}?)"
    r"[ ]?[(\[]?(?P<mark>[prefb]|\*{1,3})[)\]]?(?:,[prefb*])*"
    r"(?P<rest>(?: (?:1[5-9]|20)[0-9]{2})?)",
    re.IGNORECASE,
)
# The title of a table in plain text.
CAPTION = re.compile(r"(?:Table|Figure|Chart)\s\S*\d", re.IGNORECASE)
# The unit of a whole table, above its right end: "(Per cent)", "(in thousands)".
UNIT_OF_TABLE = re.compile(
    r"\((?:in\s[^()]+|[^()]*(?:[%$€£¥]|per\s?cent|thousand|million|billion|crore|lakh|000)[^()]*)\)",
    re.IGNORECASE,
)
# How Pandoc and Quarto begin the caption of a table.
CAPTION_LEADS = (": ", "Table: ")
# The number of a page: "- 12 -", "Page 3 of 9", "12".
FOLIO = re.compile(
    r"\s*(?P<mark>(?P<dash>[-–—] ?)|Page )?(?P<number>[0-9]{1,4})"
    r"(?: (?:of|/) [0-9]{1,4}|(?(dash) ?[-–—]))?\s*",
    re.IGNORECASE,
)
# In a cell that has no value: "n/a", "not meaningful".
NO_VALUE = r"n/?a\.?|nil|nm"
# Before the number of a note in brackets: "[note 3]".
NOTE = "note|nb"
# Short units, besides those of one letter, that may have an exponent: "5 ft²".
WITH_EXPONENT = r"[kcdn\u00b5\u03bc]m|ft|yd|mi|(?<=\d)in|(?<=\d )in"
# Before the label of a row that is a part of a row above it: "– services", "of which: food".
PART = re.compile(r"[-–—•]\s+(?=[^\W\d_])|(?:of which|o/w)\b", re.IGNORECASE)
