"""Word's files: XML parts in a zip archive, read with care because strangers may have made them."""

from __future__ import annotations

import io
import lzma
import posixpath
import zipfile
import zlib
from typing import Any
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from factreport.errors import TextError
from factreport.files import named
from factreport.wording import quoted

# A thousand pages of text are about 20 MB of XML; the parts that are parsed into a tree are far
# smaller.
_MOST_BYTES = 50_000_000
_MOST_BYTES_OF_TREE = 10_000_000
# What a document unpacks to is ten to forty times its size.
_ALWAYS_READ = 5_000_000
_MOST_TIMES = 60
# The first bytes of the container in which Office encrypts a document, and of the old ".doc".
_OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError),
    *(RuntimeError, OSError, ValueError, OverflowError),
)


class Archive:
    """The parts of a document; every failure is a TextError that names the file and the cause."""

    def __init__(self, name: str, content: bytes) -> None:
        self._name = name
        # For all parts together: a part may be named a thousand times, or be nothing but spaces.
        self._left = min(_MOST_BYTES, max(_ALWAYS_READ, _MOST_TIMES * len(content)))
        if content.startswith(_OLD_CONTAINER):
            raise self._error("it is encrypted or an old .doc; save it as .docx without a password")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _DAMAGE:
            raise self._error("it is damaged, or not a Word document") from None

    def main(self) -> str:
        """The name of the part that contains the document."""
        documents = self.related("").get("officeDocument")
        if not documents:
            raise self._error("it is not a Word document: it has no main part")
        return documents[0]

    def related(self, part: str) -> dict[str, list[str]]:
        """The parts that a part names as related, by the kind of relation."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        by_kind: dict[str, list[str]] = {}
        for relation in (
            self.tree(relations).iterfind(".//{*}Relationship") if relations in self else ()
        ):
            kind = relation.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            by_kind.setdefault(kind, []).append(target.lstrip("/"))
        return by_kind

    def __contains__(self, part: str) -> bool:
        return part in self._zip.NameToInfo

    def tree(self, part: str) -> Element:
        """A part as a tree."""
        root: Element = self._parse(part, _Tree(), _MOST_BYTES_OF_TREE)
        return root

    def feed(self, part: str, target: Target) -> None:
        """Feed the elements of a part to a target, one by one."""
        self._parse(part, target, _MOST_BYTES)

    def _parse(self, part: str, target: Any, most: int) -> Any:
        parser = ET.XMLParser(target=target)  # noqa: S314  (no target takes a document type)
        try:
            with self._zip.open(part) as stream:
                content = stream.read(most + 1)
        except KeyError:
            raise self._error(f"it is damaged: it has no {quoted(part)}") from None
        except _DAMAGE as error:
            if "password" in str(error):
                raise self._error("it is encrypted; save it without a password") from None
            raise self._error(f"{quoted(part)} in it is damaged") from None
        if len(content) > most:
            unpacked = f"{quoted(part)} in it has more than {most // 10**6} MB when unpacked"
            raise self._error(unpacked)
        self._left -= len(content)
        if self._left < 0:
            raise self._error("it unpacks to far more than a document of its size can hold")
        try:
            parser.feed(content)
            return parser.close()
        except ET.ParseError:
            raise self._error(f"{quoted(part)} in it is damaged") from None
        except _DocumentTypeError:
            cause = "has a document type, which could name other files; Word never writes one"
            raise self._error(f"{quoted(part)} in it {cause}") from None

    def _error(self, cause: str) -> TextError:
        return TextError(f"{named(self._name)}: {cause}")


class _DocumentTypeError(Exception):
    """A part has a document type declaration."""


def _refuse(*_: str | None) -> None:
    raise _DocumentTypeError


class _Tree(ET.TreeBuilder):
    """Builds a tree; without a document type, entities can't make it grow."""

    doctype = staticmethod(_refuse)


class Target:
    """A receiver of the elements of a part, in ElementTree's protocol for parser targets."""

    doctype = staticmethod(_refuse)

    def close(self) -> None:
        """The part ends."""
