"""The document as PDF: set by Typst from data, checked for archiving (PDF/A-2a) and accessibility (PDF/UA-1)."""

import json
from datetime import UTC, datetime, time
from functools import cache
from importlib import resources
from typing import Literal

from duban.bulletins.composing.fonts import Faces, find_faces
from duban.bulletins.composing.pdf.inputs import given
from duban.bulletins.composing.printable import settled
from duban.bulletins.composing.tree import Document

STANDARDS: tuple[Literal["a-2a"], Literal["ua-1"]] = ("a-2a", "ua-1")


def pdf(document: Document, faces: Faces | None = None) -> bytes:
    """Return the document as PDF, the same bytes for the same document and faces; what cannot be printed shows as □.

    The files carry the day of the document at midnight UTC as their moment, so that no clock is in them.
    """
    from typst import Compiler

    faces = faces or find_faces()
    facts = given(settled(document, faces.drawn), faces)
    compiler = Compiler(font_paths=faces.fonts, ignore_system_fonts=True)
    made = compiler.compile(
        _template(),
        format="pdf",
        sys_inputs={"given": json.dumps(facts, ensure_ascii=False)},
        pdf_standards=list(STANDARDS),
        timestamp=datetime.combine(document.dated, time(), UTC),
    )
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made


@cache
def _template() -> bytes:
    return (resources.files(__package__) / "document.typ").read_bytes()
