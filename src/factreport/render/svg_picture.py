"""Pictures: boxes, lines and texts in SVG, in colours for light and dark screens.

Each element has its light colour, for programs that don't support style sheets; the style sheet has
the dark colours, only for screens.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple
from unicodedata import combining, east_asian_width

from factreport.answers import Answer
from factreport.render.html_text import COLOURS, FONTS, escaped, isolated
from factreport.render.wrapping import wrap

WIDTH, HEIGHT = 1200, 675  # of a chart, 16 to 9; more rows or notes make it taller
MARGIN, GAP = 56, 28
LINE = 1.4  # the height of a line in font sizes

# The widths of characters that differ much from the average, in font sizes.
_EMS = {
    **dict.fromkeys("iljI'|", 0.29),
    **dict.fromkeys(" .,·", 0.33),
    **dict.fromkeys('ftr()[]{}!:;-/–“”"', 0.44),
    **dict.fromkeys("+<>=≈≲≥≤~", 0.84),
    **dict.fromkeys("mwMW@%—…", 0.98),
}


class Style(NamedTuple):
    """How a text looks; the colour is a name in the tables above."""

    colour: str = "ink"
    is_strong: bool = False
    is_right: bool = False
    is_middle: bool = False


STRONG, FAINT = Style(is_strong=True), Style("faint")


class Picture:
    """Elements placed from top to bottom; ``y`` is the position of the next one."""

    def __init__(self, y: float) -> None:
        self.y = y
        self.elements: list[str] = []

    def box(self, name: str, x: float, y: float, size: tuple[float, float]) -> None:
        """A filled rectangle."""
        self.elements.append(
            f'<rect class="{name}" fill="{COLOURS[name][0]}" x="{x:.1f}" y="{y:.1f}"'
            f' width="{size[0]:.1f}" height="{size[1]:.1f}"/>'
        )

    def path(self, name: str, data: str, *, width: float = 0, dashes: str = "") -> None:
        """A line of this width, or a filled shape if the width is 0."""
        if not width:
            self.elements.append(f'<path class="{name}" fill="{COLOURS[name][0]}" d="{data}"/>')
            return
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.elements.append(
            f'<path class="{name} stroke" fill="none" stroke="{COLOURS[name][0]}"'
            f' stroke-width="{width:g}" stroke-linejoin="round"{dashed} d="{data}"/>'
        )

    def text(self, line: str, x: float, y: float, size: float, style: Style) -> None:
        """A line of text with its baseline at y."""
        if not line:
            return
        anchor = "middle" if style.is_middle else "end" if style.is_right else ""
        anchored = f' text-anchor="{anchor}"' if anchor else ""
        weight = ' font-weight="600"' if style.is_strong else ""
        shown = isolated(line, *[r'<tspan style="unicode-bidi:isolate">\g<0></tspan>'] * 2)
        fill = COLOURS[style.colour][0]
        self.elements.append(
            f'<text class="{style.colour}" fill="{fill}" x="{x:.1f}" y="{y:.1f}"'
            f' font-size="{size:g}"{anchored}{weight}>{shown}</text>'
        )

    def paragraph(self, text: str, room: float, size: float, style: Style) -> None:
        """Text at the left margin, on as many lines as needed."""
        for line in lines(text, room, size, is_strong=style.is_strong):
            self.text(line, MARGIN, self.y + size, size, style)
            self.y += size * LINE

    def svg(self, size: tuple[float, float], title: str, description: str) -> str:
        """The whole picture.  Its ids are unique, so that one page can hold several pictures."""
        name = f"p{zlib.crc32(repr((title, self.elements)).encode('utf-8', 'replace')):08x}"
        width, height = (f"{length:.0f}" for length in size)
        dark = "".join(
            f"#{name} .{part}{{fill:{colour}}}#{name} .{part}.stroke{{fill:none;stroke:{colour}}}"
            for part, (_, colour) in COLOURS.items()
            if re.search(rf'class="{part}\b', "".join(self.elements)) or part == "paper"
        )
        elements = "\n".join(self.elements)
        return (
            f'<svg id="{name}" xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
            f' viewBox="0 0 {width} {height}" role="img" lang="en"'
            f' aria-labelledby="{name}-title {name}-about" font-family="{FONTS}"'
            ' xml:space="preserve"'
            ' style="font-variant-numeric:tabular-nums;max-width:100%;height:auto">'
            f'<title id="{name}-title">{escaped(title)}</title>'
            f'<desc id="{name}-about">{escaped(description)}</desc>'
            f"<style>@media screen and (prefers-color-scheme:dark){{{dark}}}"
            f"#{name} text{{white-space:pre}}</style>"
            f'<rect class="paper" fill="{COLOURS["paper"][0]}" width="100%" height="100%"/>\n'
            f"{elements}\n</svg>\n"
        )


def draw_header(
    picture: Picture, answer: Answer, room: float, size: float, label_size: float
) -> None:
    """Draw the title and the lines about the whole answer."""
    if answer.title:
        picture.paragraph(answer.title, room, size, STRONG)
        picture.y += size * 0.15
    for label, text in answer.about:
        shown = f"{label}: {text}" if label else text
        picture.paragraph(
            shown, room, label_size if label else size * 0.6, Style() if label else FAINT
        )
    if answer.title or answer.about:
        picture.y += size * 0.6


def draw_notes(picture: Picture, answer: Answer, room: float, size: float) -> None:
    """Draw the notes and the footer."""
    picture.y += GAP / 2 if answer.below else 0
    for text in answer.below:
        picture.paragraph(text, room, size, FAINT)


def text_width(text: str, size: float, *, is_strong: bool = False) -> float:
    """The width of a line at a font size, as in DejaVu Sans, the widest common font."""
    ems = 0.0
    for character in text:
        if character in _EMS:
            ems += _EMS[character]
        elif east_asian_width(character) in "WF":
            ems += 1
        elif not combining(character):
            ems += 0.76 if character.isupper() else 0.64
    return size * ems * (1.13 if is_strong else 1)


def lines(text: str, room: float, size: float, *, is_strong: bool = False) -> Sequence[str]:
    """The lines of the text in this much room."""
    return wrap(text, room, partial(text_width, size=size, is_strong=is_strong))
