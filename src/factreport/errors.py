"""The errors that a user can meet, each carrying every problem found, not only the first."""

from __future__ import annotations


class ReportError(Exception):
    """A question could not be answered.

    ``problems`` has at least one object; ``str()`` of the error gives one line for each.  The
    program prints them on standard error and exits with 2.
    """

    def __init__(self, *problems: object) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class StoreError(ReportError):
    """A store can't be found, can't be read, or breaks the rules of the format."""


class QueryError(ReportError):
    """A question names something that is not in the store, or has an unknown form."""


class TextError(ReportError):
    """A text to check against the store can't be read."""


class OutputError(ReportError):
    """An answer could not be written to its destination."""


class ReaderGoneError(ReportError):
    """The reader has closed the pipe; the program ends silently."""
