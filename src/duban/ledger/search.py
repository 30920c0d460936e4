"""Finding tasks by words: tokens narrow, the text decides, so that every engine finds the same rows."""

from django.db import connection
from django.db.models import Q

from duban.core.engines import search as engine
from duban.core.search import normalise, query_tokens

TABLE, COLUMN = "ledger_task", "search_tokens"


def holding(query: str) -> Q:
    """Return the condition that a task holds every part of a query; two Chinese characters are enough.

    One character alone has no token and is looked for in the texts.
    """
    condition = Q()
    for part in dict.fromkeys(normalise(query).split()):
        condition &= Q(search_text__contains=part)
    words = query_tokens(query)
    keys = engine.keys_with(connection.vendor, TABLE, COLUMN, words)
    if keys is not None:
        return condition & Q(pk__in=keys)
    for word in words:
        condition &= Q(search_tokens__contains=f" {word} ")
    return condition
