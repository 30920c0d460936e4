"""Sending forms as browsers do: every field as the page drew it."""

import re
from html import unescape

from django.test import Client

from web.adopted import seen

KEY = "a-key-of-this-page"
_INPUT = re.compile(r"<input\b[^>]*>")
_TEXT = re.compile(r'<textarea\b[^>]*\bname="(?P<name>[^"]+)"[^>]*>(?P<value>.*?)</textarea>', re.DOTALL)
_SELECT = re.compile(r'<select\b[^>]*\bname="(?P<name>[^"]+)"[^>]*>(?P<options>.*?)</select>', re.DOTALL)
_CHOSEN = re.compile(r'<option value="(?P<value>[^"]*)"[^>]*\bselected')
_SKIPPED = ("csrfmiddlewaretoken", "language")


def fields_of(client: Client, address: str) -> dict[str, object]:
    """Return what a browser would send of the page's main part if nobody typed anything."""
    page = seen(client, address)
    main = page[page.index("<main") : page.index("</main>")]
    found: dict[str, object] = {}
    for tag in _INPUT.findall(main):
        values = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        is_left_out = values.get("type") in ("checkbox", "radio") and not re.search(r"\bchecked\b", tag)
        if "name" in values and not is_left_out and values.get("type") != "file":
            found[values["name"]] = unescape(values.get("value", ""))
    found |= {each["name"]: unescape(each["value"]).strip("\n") for each in _TEXT.finditer(main)}
    for each in _SELECT.finditer(main):
        chosen = _CHOSEN.search(each["options"])
        found[each["name"]] = chosen["value"] if chosen else ""
    return {name: value for name, value in found.items() if name not in _SKIPPED}


def in_words(client: Client, address: str, fields: dict[str, object]) -> tuple[int, str]:
    """Send a form in English; return the status and the page that comes at last."""
    client.cookies["duban_language"] = "en"
    response = client.post(address, fields, follow=True)
    return response.status_code, unescape(response.content.decode())
