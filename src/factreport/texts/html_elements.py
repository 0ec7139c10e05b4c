"""HTML's elements: which of them end a paragraph, hide their content, or close others."""

from __future__ import annotations

import re
from collections.abc import Mapping

from factreport.texts.blocks import BlockKind
from factreport.texts.normalise import LINE_BREAK

HEADINGS = {f"h{level}": level for level in range(1, 7)}
KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("caption", "figcaption"), "caption"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("pre", "listing", "xmp"), "code"),
}
_TABLE = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"))
_names = str.split
BLOCKS = frozenset(
    (
        *KINDS,
        *_TABLE,
        *_names("address article aside blockquote body center details dialog dir div dl fieldset"),
        *_names("figure footer form header hgroup hr html legend main menu nav ol optgroup option"),
        *_names("p search section summary ul"),
    )
)
_HIDDEN = frozenset(
    (
        *_names("annotation annotation-xml audio canvas datalist desc dialog head iframe metadata"),
        *_names("noembed noframes noscript object rp script style template title video"),
    )
)
VOID = frozenset(_names("area base br col embed hr img input link meta param source track wbr"))
# Which open elements an element closes, unless one of the second set lies between.
CLOSES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    **dict.fromkeys(BLOCKS, (("p",), ("td", "th", "li", "div", "blockquote", "section", "table"))),
    **dict.fromkeys(("dt", "dd"), (("dt", "dd"), ("dl",))),
    "li": (("li",), ("ul", "ol", "menu", "dir")),
    "option": (("option",), ("select", "datalist")),
    **dict.fromkeys(("td", "th"), (("td", "th", "caption"), ("table",))),
    "tr": (("tr", "caption"), ("table",)),
    **dict.fromkeys(
        ("thead", "tbody", "tfoot"), (("thead", "tbody", "tfoot", "caption"), ("table",))
    ),
}
_STYLE_THAT_HIDES = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE
)
_STYLE_THAT_IS_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
# Void elements that are visible, and what readers see of them.
SEEN_AS = {"br": LINE_BREAK, "img": " "}
_SPAN = re.compile(r"\s*(\d{1,9})")
_LONGEST_SPAN = 1_000


def is_hidden(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether a browser shows nothing of an element."""
    if name in _HIDDEN or "hidden" in attributes:
        return True
    return "style" in attributes and bool(_STYLE_THAT_HIDES.search(attributes["style"]))


def is_bold(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element makes its text bold."""
    style = attributes.get("style", "")
    return name in ("b", "strong") or bool(style and _STYLE_THAT_IS_BOLD.search(style))


def span(written: str | None) -> int:
    """How many columns or rows a cell takes, as HTML reads the attribute."""
    match = _SPAN.match(written) if written else None
    return min(max(int(match[1]), 1), _LONGEST_SPAN) if match else 1
