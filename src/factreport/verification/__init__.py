"""Verification: checks whether each fact of a store is in the text that it cites."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple

from factreport.errors import TextError
from factreport.model import Record
from factreport.texts import Text, read_text
from factreport.wording import quoted

if TYPE_CHECKING:
    from factreport.store import Store
    from factreport.store.query import Query

Result = Literal["found", "elsewhere", "not found", "unchecked"]


class Verification(NamedTuple):
    """The result for one fact.

    ``paragraphs`` and ``pages`` say where it is in the text, from 1.  ``message`` contains the
    words around it; if it was not found or not checked, it says why and what to write instead.
    ``is_doubted`` says that a long quotation is there, but that other words contradict the fact.
    ``lacks_area`` says that neither the text nor its citation names the area of the fact.
    """

    record: Record
    result: Result
    paragraphs: tuple[int, ...]
    pages: tuple[int, ...]
    message: str
    is_doubted: bool = False
    lacks_area: bool = False


def verify(
    store: Store, query: Query | None = None, *, text: Text | None = None
) -> list[Verification]:
    """One finding for each fact that matches the query, or for all facts if it is None.

    ``text`` replaces the texts of their sources.  QueryError if either has the wrong type.
    """
    from factreport.store import Store
    from factreport.store.query import Query, check_type

    check_type("store", store, Store, "a store that open_store opened")
    check_type("text", text, (Text, type(None)), "a text that read_text read")
    others = store.select(Query())
    records = others if query is None else store.select(query)
    return verify_records(records, lambda source: text or text_of_source(store, source), others)


def text_of_source(store: Store, id_: str) -> Text | str:
    """The text of a source, or why it can't be read and what to do."""
    from factreport import files
    from factreport.store import locate

    source = store.sources(id_)[0]
    if source.text is None:
        return f"source {id_} has no `text`; add text = …"
    named_by = store.file_of_source(id_)
    path = locate.beside(named_by, source.text)
    if reason := files.objection_to_text(path, named_by):
        return f"{quoted(source.text)} is not read: {reason}"
    try:
        return read_text(path)
    except TextError as error:
        return str(error)


# The text of a source, or why it has none and what to do.
TextOf = Callable[[str], "Text | str"]


def verify_records(
    records: Iterable[Record], text_of: TextOf, others: Iterable[Record]
) -> list[Verification]:
    """One finding for each record, in order; ``text_of`` gives the text of a source id.

    ``others`` are all facts of the store, whose areas and groups the text may name.
    """
    from factreport.verification.judging import judge
    from factreport.verification.passages import Passages
    from factreport.verification.relevance import Relevance

    relevance = Relevance(others)
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
            finding = judge(record, passages, relevance)
            findings.append(finding._replace(lacks_area=not relevance.names_area(record, passages)))
    return findings


def unchecked(record: Record, reason: str) -> Verification:
    """The finding for a fact that could not be checked."""
    return Verification(record, "unchecked", (), (), reason)
