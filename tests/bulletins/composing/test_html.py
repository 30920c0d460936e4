"""The same tree in the page: figures lead to their rows, nothing is styled in place."""

import re

import pytest

from bulletins.composing import samples
from duban.bulletins.composing.html.writing import html
from duban.bulletins.composing.tree import refs, texts


@pytest.mark.parametrize("name", samples.DOCUMENTS)
def test_says_all_that_the_document_says(name: str) -> None:
    document = samples.DOCUMENTS[name]
    told = "".join(re.sub(r"<[^>]+>", "", html(document)).split())
    assert not [text for text in texts(document) if "".join(text.split()) not in told]


def test_every_figure_leads_to_its_rows() -> None:
    document = samples.DOCUMENTS["bulletin"]
    page = html(document, lambda ref: f"#{ref}")
    assert list(refs(document))
    for ref in refs(document):
        assert f'<a class="fig" href="#{ref}" data-ref="{ref}">' in page


def test_a_figure_without_an_address_is_no_link() -> None:
    page = html(samples.DOCUMENTS["bulletin"])
    assert "<a " not in page
    assert '<span class="fig" data-ref="due">63项</span>' in page


@pytest.mark.parametrize("name", samples.DOCUMENTS)
def test_is_well_formed_and_has_neither_style_nor_script(name: str) -> None:
    page = html(samples.DOCUMENTS[name])
    assert not re.search(r"style=|<script|onclick", page)
    opened = re.findall(r"<([a-z0-9]+)[^>]*>", page)
    closed = re.findall(r"</([a-z0-9]+)>", page)
    assert sorted(tag for tag in opened if tag != "br") == sorted(closed)
