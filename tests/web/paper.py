"""A page as a reader without script uses it: what it says, its forms filled in and sent."""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.http import HttpResponse
from django.test import Client
from lxml import html


@dataclass(frozen=True)
class Paper:
    """One answer to a client."""

    client: Client
    response: HttpResponse
    address: str

    @property
    def root(self) -> html.HtmlElement:
        """Return the document."""
        return html.fromstring(self.response.content.decode())

    @property
    def text(self) -> str:
        """Return the words of the page's main part, blanks folded."""
        return " ".join(self.root.get_element_by_id("main").text_content().split())

    def all(self, path: str) -> list[html.HtmlElement]:
        """Return the elements of an XPath below the main part."""
        return list(self.root.get_element_by_id("main").xpath(path))

    def form_of(self, button: str, **hidden: str) -> html.FormElement:
        """Return the form that holds a button of this value, and hidden fields of these values."""
        for form in self.root.forms:
            given = dict(form.form_values())
            if form.xpath(f".//button[@value='{button}']") and hidden.items() <= given.items():
                return form
        raise LookupError(f"no form with the button {button} at {self.address}")

    def send(self, button: str, hidden: dict[str, str] | None = None, **typed: str) -> "Paper":
        """Fill in the form of a button, press it, and follow where that leads."""
        form = self.form_of(button, **(hidden or {}))
        for name, value in typed.items():
            form.fields[name] = value
        sent: dict[str, list[str]] = {}
        for name, value in (*form.form_values(), ("kind", button)):
            sent.setdefault(name, []).append(value)
        address = urljoin(self.address, form.action or self.address)
        response = self.client.post(address, sent)
        if response.status_code == 302:
            return read(self.client, response["Location"])
        return Paper(self.client, response, address)


def read(client: Client, address: str) -> Paper:
    """Open an address in English, whose words translators leave alone."""
    client.cookies["duban_language"] = "en"
    bare = address.partition("#")[0]
    return Paper(client, client.get(bare), bare)
