"""A page saved as one file (MHTML, RFC 2557): the page itself among the pictures that belong to it."""

from duban.plans.reading.charsets import Decoded, decode
from duban.plans.reading.errors import Unreadable


def page_within(data: bytes, *, name: str) -> Decoded:
    """Return the characters of the page; raise Unreadable where the file holds none."""
    from email import message_from_bytes
    from email.errors import MessageError

    try:
        for part in message_from_bytes(data).walk():
            if part.get_content_type() == "text/html":
                content = part.get_payload(decode=True)
                if isinstance(content, bytes) and content.strip():
                    return decode(content, name=name, declared=True)
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise Unreadable("file_damaged", name=name) from error
    raise Unreadable("no_words", name=name)
