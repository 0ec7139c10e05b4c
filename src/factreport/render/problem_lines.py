"""Problems: one on each line for people and editors, or annotations of a GitHub workflow."""

from __future__ import annotations

import os
from typing import TextIO

from factreport.answers import Answer
from factreport.render import Look

# https://docs.github.com/actions: workflow commands escape these, and more in properties.
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def write_lines(answer: Answer, stream: TextIO, look: Look) -> None:
    """``FILE:LINE: error: WORDS``, as compilers write them and editors read them.

    At a terminal they are broken at words.
    """
    for problem in answer.problems:
        lines = [str(problem)]
        if look.width is not None and len(lines[0]) > look.width:
            from factreport.render.wrapping import wrap_message  # an editor reads whole lines

            lines = wrap_message(lines[0], look.width)
        stream.writelines(f"{line}\n" for line in lines)


def write_annotations(answer: Answer, stream: TextIO, look: Look) -> None:
    """Workflow commands that GitHub shows next to the lines of a change.

    In GitHub's copy of the repository the files are named from its folder.
    """
    variable = os.environ.get("GITHUB_WORKSPACE")
    workspace = os.path.realpath(variable) if variable else ""
    for problem in answer.problems:
        file = problem.file
        if workspace:
            path = os.path.relpath(os.path.realpath(file), workspace)
            file = file if path.startswith(os.pardir) else path
        values = (file, problem.line, problem.column, problem.entry)
        place = zip(("file", "line", "col", "title"), values, strict=True)
        properties = ",".join(
            f"{name}={str(value).translate(_IN_PROPERTY)}" for name, value in place if value
        )
        stream.write(
            f"::{problem.severity} {properties}::{problem.message.translate(_IN_MESSAGE)}\n"
        )
