"""PDF: converted by pdftotext, then read as plain text with pages.

The text is laid out as on the page, so that tables keep their columns.  Where prose is in
columns, they are read one after the other.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise

from factreport.errors import TextError
from factreport.files import named
from factreport.texts.blocks import Text
from factreport.texts.plain import page_starts, paragraphs
from factreport.wording import counted

SECONDS = 30
_MOST_BYTES = 100_000_000
# A part of a line between two wide spaces.
_PART = re.compile(r"\S+(?: \S+)*")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_PROSE, _FEWEST_LINES = 4, 6  # words, lines
_INDENT, _NARROWEST = 4, 20  # characters
_SENTENCE_ENDS = (".", ":", "!", "?", "”", '"')
_FIRST_APART = re.compile(r"[^\n]{1,99}(?:\n *\n|\Z)")
_LAST_APART = re.compile(r"(?:\A|\n *\n)[^\n]{1,99}\Z")


def read(name: str, content: bytes) -> Text:
    """Read the paragraphs of a PDF, with its pages; lines have no meaning there.

    Raises TextError if pdftotext is not installed, fails, or takes too long.
    """
    program = shutil.which("pdftotext")
    if program is None:
        raise TextError(
            f"{named(name)}: pdftotext, which reads PDF, is not installed; install it"
            " (it is in poppler-utils), or save the text as .txt"
        )
    # pdftotext gets a temporary file, so that a name such as -x is never read as an option.
    with tempfile.TemporaryDirectory(prefix="report.") as folder:
        source = os.path.join(folder, "source.pdf")
        with open(source, "wb") as file:
            file.write(content)
        try:
            pages = _converted(name, [program, "-layout"], source)
        except subprocess.TimeoutExpired:
            cause = f"pdftotext did not finish within {counted(SECONDS, 'second')}"
            raise TextError(f"{named(name)}: {cause}") from None
        except (subprocess.CalledProcessError, OSError):
            cause = "pdftotext can't read it; it may be damaged"
            if not content.lstrip().startswith(b"%PDF"):
                cause = "it is not a PDF"
            elif b"/Encrypt" in content:
                cause = "it is encrypted, or damaged; save it without a password"
            raise TextError(f"{named(name)}: {cause}") from None
    for number, page in enumerate(pages):
        ordered = in_reading_order(page).strip("\n")
        # The first and last lines are paragraphs if set apart, as the number of a page is.
        before = "\n" if _FIRST_APART.match(ordered) else ""
        pages[number] = f"{before}{ordered}\n" + "\n" * bool(_LAST_APART.search(ordered))
    text = "\f".join(pages)
    starts = page_starts(text)
    return Text(name, "pdf", tuple(paragraphs(text, starts)), page_starts=starts)


def _converted(name: str, command: list[str], source: str) -> list[str]:
    """The text of each page."""
    target = f"{source}.txt"
    subprocess.run(  # noqa: S603  (no shell; the program is the one that PATH names)
        [*command, "-q", "-enc", "UTF-8", source, target],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=SECONDS,
        check=True,
    )
    with open(target, "rb") as file:
        text = file.read(_MOST_BYTES + 1)
    if len(text) > _MOST_BYTES:
        raise TextError(f"{named(name)}: it has more than {_MOST_BYTES // 10**6} MB of text")
    return text.decode("utf-8", "replace").split("\f")


def in_reading_order(page: str) -> str:
    """A page with its columns of prose one after the other.

    Lines that cross a gap between columns, and the rows of a table, stay where they are.
    """
    lines = page.split("\n")
    parts = [list(_PART.finditer(line)) for line in lines]
    starts = _columns(parts)
    if len(starts) < 2:
        return page
    # The first and the last line, unless it is set apart, as the number of a page does.
    filled = [number for number, line_parts in enumerate(parts) if line_parts]
    first, last = filled[0], filled[-1]
    if len(filled) > 2:
        first = filled[1] if filled[1] > first + 1 else first
        last = filled[-2] if filled[-2] < last - 1 else last
    fits = []
    for number, line_parts in enumerate(parts):
        is_across = any(
            part.start() < start - _INDENT and part.end() > start
            for part in line_parts
            for start in starts[1:]
        )
        is_row = len(line_parts) > len(starts) and not any(map(_is_prose, line_parts))
        fits.append(first <= number <= last and not (is_across or is_row))
    ordered: list[str] = []
    for is_band, group in groupby(range(len(lines)), key=fits.__getitem__):
        band = list(group)
        columns = _one_by_one([parts[number] for number in band], starts) if is_band else []
        ordered += columns or [lines[number] for number in band]
    return "\n".join(ordered)


def _columns(lines: Sequence[Sequence[re.Match[str]]]) -> list[int]:
    """Where the columns of prose of a page begin; nothing if no prose is side by side."""
    counts: Counter[int] = Counter()
    for parts in lines:
        prose = [part.start() for part in parts if _is_prose(part)]
        counts.update(prose if len(prose) > 1 else ())
    starts: list[int] = []
    for start in sorted(counts):
        near = sum(counts[other] for other in range(start, start + _INDENT))
        if near >= _FEWEST_LINES and (not starts or start >= starts[-1] + _NARROWEST):
            starts.append(start)
    return starts


def _is_prose(part: re.Match[str]) -> bool:
    return len(_WORDS.findall(part[0])) >= _PROSE


def _one_by_one(lines: Sequence[Sequence[re.Match[str]]], starts: Sequence[int]) -> list[str]:
    """The lines of each column; nothing if no prose is side by side in these lines."""
    if not any(sum(map(_is_prose, parts)) > 1 for parts in lines):
        return []
    ordered: list[str] = []
    bounds = [0, *(start - _INDENT for start in starts[1:]), sys.maxsize]
    for first, end in pairwise(bounds):
        column: list[str] = []
        for parts in lines:
            line = "  ".join(part[0] for part in parts if first <= part.start() < end)
            # The lines of columns are not always level, so a gap alone ends no paragraph.
            if line or (column and column[-1].endswith(_SENTENCE_ENDS)):
                column.append(line)
        is_begun = ordered and ordered[-1] and not ordered[-1].endswith(_SENTENCE_ENDS)
        goes_on = is_begun and column and column[0][0].islower()
        ordered += column if goes_on else ["", *column]
    return [*ordered, ""]
