"""PDF: converted by pdftotext, then read as plain text with pages."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile

from factreport.errors import TextError
from factreport.files import named
from factreport.texts.blocks import Text
from factreport.texts.plain import page_starts, paragraphs
from factreport.wording import counted

SECONDS = 30
_MOST_BYTES = 100_000_000


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
        source, target = os.path.join(folder, "source.pdf"), os.path.join(folder, "target.txt")
        with open(source, "wb") as file:
            file.write(content)
        try:
            _run([program, "-q", "-enc", "UTF-8", source, target])
            with open(target, "rb") as file:
                converted = file.read(_MOST_BYTES + 1)
        except subprocess.TimeoutExpired:
            cause = f"pdftotext did not finish within {counted(SECONDS, 'second')}"
            raise TextError(f"{named(name)}: {cause}") from None
        except (subprocess.CalledProcessError, OSError):
            raise TextError(f"{named(name)}: {_why_it_failed(content)}") from None
    if len(converted) > _MOST_BYTES:
        raise TextError(f"{named(name)}: it has more than {_MOST_BYTES // 10**6} MB of text")
    text = converted.decode("utf-8", "replace")
    pages = page_starts(text)
    return Text(name, "pdf", tuple(paragraphs(text, pages)), page_starts=pages)


def _run(command: list[str]) -> None:
    subprocess.run(  # noqa: S603  (no shell; the program is the one that PATH names)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=SECONDS,
        check=True,
    )


def _why_it_failed(content: bytes) -> str:
    if not content.lstrip().startswith(b"%PDF"):
        return "it is not a PDF"
    if b"/Encrypt" in content:
        return "it is encrypted, or damaged; save it without a password"
    return "pdftotext can't read it; it may be damaged"
