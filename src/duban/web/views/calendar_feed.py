"""The feed that a calendar outside reads: signed out, by its token alone."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from duban.orgs.errors import NotVisible
from duban.orgs.rates import seconds_to_wait
from duban.reminders.calendars.feeds import etag_of, feed_text
from duban.reminders.calendars.keeping import feed_by, note_reading
from duban.web.guards import CALENDARS


@require_safe
@sensitive_variables("token")
def calendar_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """Give the feed of a token; an unknown one, one taken back and one of a closed account are the same 404."""
    feed = feed_by(token)
    if feed is None:
        raise NotVisible
    wait = seconds_to_wait(feed.user, CALENDARS)
    if wait:
        response = render(request, "errors/429.html", {"seconds": wait}, status=429)
        response.headers["Retry-After"] = str(wait)
        return response
    text = feed_text(feed)
    note_reading(feed)
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer.headers["ETag"] = etag_of(text)
    answer.headers["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=etag_of(text), response=answer) or answer
