"""PDF: converted by pdftotext, then read as plain text with pages.

The text is laid out as on the page, so that tables keep their columns.  Only a page whose prose
stands in columns is read in the order of its content.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from itertools import zip_longest

from factreport.errors import TextError
from factreport.files import named
from factreport.texts.blocks import Text
from factreport.texts.plain import page_starts, paragraphs
from factreport.wording import counted

SECONDS = 30
_MOST_BYTES = 100_000_000
_WIDE_BLANK = re.compile(r" {2,}")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_PROSE, _FEWEST_LINES = 4, 6  # words, lines
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
            laid_out = _converted([program, "-layout"], source)
            in_order = laid_out
            if any(map(_is_in_columns, laid_out)):
                in_order = _converted([program], source)
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
    text = "\f".join(
        _with_edges_apart(other if _is_in_columns(page) else page)
        for page, other in zip_longest(laid_out, in_order, fillvalue="")
    )
    if len(text) > _MOST_BYTES:
        raise TextError(f"{named(name)}: it has more than {_MOST_BYTES // 10**6} MB of text")
    pages = page_starts(text)
    return Text(name, "pdf", tuple(paragraphs(text, pages)), page_starts=pages)


def _converted(command: list[str], source: str) -> list[str]:
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
        return file.read(_MOST_BYTES + 1).decode("utf-8", "replace").split("\f")


def _with_edges_apart(page: str) -> str:
    """A page whose first and last lines are paragraphs if they stand apart, such as its number."""
    page = page.strip("\n")
    before = "\n" if _FIRST_APART.match(page) else ""
    after = "\n" if _LAST_APART.search(page) else ""
    return f"{before}{page}\n{after}"


def _is_in_columns(page: str) -> bool:
    """Whether many lines of a page have prose on both sides of a wide blank."""
    lines = [line for line in page.split("\n") if line.strip()]
    wide = 0
    for line in lines:
        parts = [part for part in _WIDE_BLANK.split(line) if len(_WORDS.findall(part)) >= _PROSE]
        wide += len(parts) > 1
    return wide >= _FEWEST_LINES and wide * 5 > len(lines)
