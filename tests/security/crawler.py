"""Walking the pages as one person: which pages there are, which forms they hold, how a form is filled in and sent.

Forms are found in the pages, not listed here, so that a new page or field is covered from its first day.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html as markup

HOST = "http://testserver"
TEXTS = frozenset({"text", "search", "email", "tel", "url", "password", "textarea", ""})
UNSEEN = frozenset({"readyz", "healthz", "design"})  # for machines, and for makers: nothing of anybody stands there
MOST_ALIKE = 2  # pages of one address pattern


@dataclass(frozen=True)
class Field:
    """A control of a form: its name, its type, its value, and what may be chosen."""

    name: str
    type: str
    value: str
    choices: tuple[str, ...] = ()
    is_checked: bool = False


@dataclass(frozen=True)
class Form:
    """A form of a page; `button` is the one by which it is sent."""

    page: str
    action: str
    method: str
    enctype: str
    fields: tuple[Field, ...]
    button: Field | None = None

    def __str__(self) -> str:
        button = f" {self.button.name}={self.button.value}" if self.button and self.button.name else ""
        return f"{self.method} {self.action}{button}"

    @cached_property
    def sort(self) -> str:
        """Return what forms have in common that differ only in the object that they are about."""
        names = sorted({each.name for each in self.fields})
        return f"{self.method} {_kind(self.action)} {self.button.name if self.button else ''} {names}"

    @property
    def texts(self) -> list[Field]:
        """Return the controls into which anything can be typed."""
        return [each for each in self.fields if each.type in TEXTS and each.name]

    def filled(self, typed: Callable[[Field], str]) -> dict[str, object]:
        """Return what a browser would send after somebody typed into every text control."""
        sent: dict[str, object] = {}
        for each in self.fields:
            value = _value(each, typed)
            if value is not None and each.name:
                known = sent.get(each.name)
                sent[each.name] = [*known, value] if isinstance(known, list) else [value]
        if self.button is not None and self.button.name:
            sent[self.button.name] = [self.button.value]
        return sent


@dataclass
class Walk:
    """What was seen on the way: each page's text by address, each form once."""

    pages: dict[str, str] = field(default_factory=dict)
    forms: list[Form] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)


def walk(client: Client, starts: Iterable[str]) -> Walk:
    """Follow every link from the starts, as far as pages are not alike; sends no form."""
    seen, alike, sorts = Walk(), Counter[str](), set[str]()
    waiting = sorted(dict.fromkeys(starts), key=lambda address: "?" in address)
    known = set(waiting)
    while waiting:
        address = waiting.pop(0)
        kind = _kind(address)
        if kind is None or alike[kind] >= MOST_ALIKE:
            continue
        alike[kind] += 1
        response = client.get(address)
        seen.answers[address] = response.status_code
        content = content_of(response)
        if location := response.headers.get("Location"):
            waiting.append(urljoin(address, location))
        if "html" not in response.headers.get("Content-Type", ""):
            seen.files[address] = content
        text = content.decode() if address not in seen.files else ""
        if not text.strip():
            continue
        seen.pages[address] = text
        tree = markup.fromstring(text)
        seen.forms += [form for form in forms_of(address, tree) if form.sort not in sorts]
        sorts.update(form.sort for form in seen.forms)
        for link in links_of(address, tree):
            if link not in known:
                known.add(link)
                waiting.append(link)
    return seen


def content_of(response: object) -> bytes:
    """Return the whole body of an answer, streamed or not."""
    if getattr(response, "streaming", False):
        return b"".join(response.streaming_content)  # type: ignore[attr-defined]
    return bytes(response.content)  # type: ignore[attr-defined]


def links_of(page: str, tree: markup.HtmlElement) -> Iterator[str]:
    """Return the addresses on this site to which a page leads."""
    for link in tree.xpath("//a[@href]/@href"):
        found = urlsplit(urljoin(f"{HOST}{page}", str(link)))
        if f"{found.scheme}://{found.netloc}" == HOST:
            yield found.path + (f"?{found.query}" if found.query else "")


def forms_of(page: str, tree: markup.HtmlElement) -> Iterator[Form]:
    """Return the forms of a page, once for each button by which they can be sent."""
    for element in tree.xpath("//form"):
        if element.get("method", "get").lower() == "dialog":
            continue
        target = urlsplit(urljoin(f"{HOST}{page}", element.get("action") or page))
        own = [*element.xpath(".//input | .//select | .//textarea | .//button")]
        if element.get("id"):
            own += tree.xpath(f"//*[@form='{element.get('id')}']")
        form = Form(
            page=page,
            action=target.path + (f"?{target.query}" if target.query else ""),
            method=element.get("method", "get").lower(),
            enctype=element.get("enctype", ""),
            fields=tuple(_field(each) for each in own if not _is_button(each)),
        )
        for button in [_field(each) for each in own if _is_button(each)] or [None]:
            yield replace(form, button=button)


def send(client: Client, form: Form, typed: Callable[[Field], str], **more: str) -> object:
    """Send a form with something typed into every text control."""
    sent = form.filled(typed)
    if form.method == "get":
        return client.get(form.action.partition("?")[0], sent)
    return client.post(form.action, sent, **more)


def _is_button(element: markup.HtmlElement) -> bool:
    if element.tag == "button":
        return bool(element.get("type", "submit") == "submit")
    return element.tag == "input" and element.get("type") in ("submit", "image")


def _field(element: markup.HtmlElement) -> Field:
    if element.tag == "select":
        options = element.xpath(".//option")
        chosen = [option for option in options if option.get("selected") is not None] or options[:1]
        values = tuple(str(option.get("value", option.text or "")) for option in options)
        value = chosen[0].get("value", chosen[0].text or "") if chosen else ""
        return Field(element.get("name", ""), "select", str(value), values)
    if element.tag == "textarea":
        return Field(element.get("name", ""), "textarea", element.text or "")
    kind = "button" if element.tag == "button" else element.get("type", "text").lower()
    is_checked = element.get("checked") is not None
    return Field(
        element.get("name", ""), kind, element.get("value", "on" if kind == "checkbox" else ""), (), is_checked
    )


def _value(each: Field, typed: Callable[[Field], str]) -> object:
    if each.type == "file":
        return SimpleUploadedFile("upload.txt", typed(each).encode(), content_type="text/plain")
    if each.type in TEXTS:
        return typed(each)
    if each.type in ("checkbox", "radio"):
        return each.value
    if each.type == "select":
        return each.value or next((choice for choice in each.choices if choice), "")
    if each.type in ("date", "datetime-local", "number", "month", "time"):
        return each.value or {"date": "2026-03-05", "datetime-local": "2026-03-05T09:00", "number": "1"}.get(
            each.type, ""
        )
    return each.value


@cache
def _kind(address: str) -> str | None:
    """Return the name of the pattern that an address belongs to; None for what is not walked."""
    try:
        name = resolve(address.partition("?")[0]).url_name or ""
    except Resolver404:
        return None
    return None if name in UNSEEN else name
