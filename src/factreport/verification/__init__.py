"""Verification: whether each fact of a store stands in the text that it cites."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple

from factreport.errors import TextError
from factreport.model import Record
from factreport.texts import Text, read_text
from factreport.wording import escaped, quoted

if TYPE_CHECKING:
    from factreport.store import Store
    from factreport.store.query import Query

Result = Literal["found", "elsewhere", "not found", "unchecked"]


class Finding(NamedTuple):
    """What became of one fact.

    ``paragraphs`` and ``pages`` are where in the text it stands, from 1.  ``words`` are those
    around it; where it was not found or not checked, they say why and what to write instead.
    """

    record: Record
    result: Result
    paragraphs: tuple[int, ...]
    pages: tuple[int, ...]
    words: str


def verify(store: Store, query: Query | None = None, *, text: Text | None = None) -> list[Finding]:
    """One finding for each fact of a store that answers a query, all of them if None.

    ``text`` is that of their sources, whatever the store names.
    """
    from factreport.store.query import Query

    others = store.select(Query())
    records = others if query is None else store.select(query)
    return verify_records(records, lambda source: text or text_of_source(store, source), others)


def text_of_source(store: Store, id_: str) -> Text | str:
    """The text of a source, or the reason why it can't be read and what to do about that."""
    from factreport import files
    from factreport.store import locate

    source = store.sources(id_)[0]
    if source.text is None:
        return f"source {id_} has no `text`; add text = …"
    home = store.lines(id_)[id_].file
    named_by = next(file for file in store.files if escaped(file.name) == home)
    path = locate.beside(named_by, source.text)
    if reason := files.text_of_source(path, named_by):
        return f"{quoted(source.text)} is not read: {reason}"
    try:
        return read_text(path)
    except TextError as error:
        return str(error)


# The text of a source, or the reason why it has none and what to do about that.
TextOf = Callable[[str], "Text | str"]


def verify_records(
    records: Iterable[Record], text_of: TextOf, others: Iterable[Record] = ()
) -> list[Finding]:
    """One finding for each record, in order; ``text_of`` gives the text of a source id.

    ``others`` are all facts of the store, whose areas and groups the text may name.
    """
    from factreport.verification.judging import judge
    from factreport.verification.meant import Meant
    from factreport.verification.passages import Passages

    records = list(records)
    meant = Meant(others or records)
    known: dict[str, Passages | str] = {}
    findings = []
    for record in records:
        if record.source is None:
            findings.append(unchecked(record, "it cites no source; add source = …"))
            continue
        if record.source not in known:
            text = text_of(record.source)
            known[record.source] = text if isinstance(text, str) else Passages(text)
        passages = known[record.source]
        if isinstance(passages, str):
            findings.append(unchecked(record, passages))
        else:
            findings.append(judge(record, passages, meant))
    return findings


def unchecked(record: Record, reason: str) -> Finding:
    """The finding for a fact that could not be checked."""
    return Finding(record, "unchecked", (), (), reason)
