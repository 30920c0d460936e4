"""The door of every page: signed in, seen as a viewer, done with what comes first, and allowed the act."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from duban.orgs import policies
from duban.orgs.signing_in import sessions
from duban.orgs.signing_in.chores import Chore, first_chore
from duban.orgs.viewers import Viewer, viewer_of

if TYPE_CHECKING:
    from duban.orgs.signing_in.store import SessionStore

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

HAS_FACTOR = "has_factor"  # stands in the session once the second factor was asked for or set up


class ViewedRequest(HttpRequest):
    """A request behind the door: somebody is looking."""

    viewer: Viewer


def behind_door(
    act: str, *, chore: Chore | None = None
) -> Callable[[Callable[Concatenate[ViewedRequest, P], HttpResponseBase]], View[P]]:
    """Let a view run only for a signed-in person whose roles include the act (by its code).

    Signed out: 302 to sign-in, which says why a session ended. A chore is due (a new password, a second factor, the
    undertaking): 302 to its page, whose view names it as its own `chore`. Role may never do it: 403. What is not
    visible is for the view to find out first where its address names an object: it then asks `policies.visible_one`
    with act `orgs.look`.
    """

    def wrap(view: Callable[Concatenate[ViewedRequest, P], HttpResponseBase]) -> View[P]:
        @wraps(view)
        def enter(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            seen = cast("ViewedRequest", request)
            seen.viewer = viewer_of(request.user)
            sessions.touch(cast("SessionStore", request.session), request.user)
            due = first_chore(seen.viewer, has_factor=bool(request.session.get(HAS_FACTOR)))
            if due is not None and due is not chore:
                return _to_chore(request, due)
            policies.require(seen.viewer, act)
            return view(seen, *args, **kwargs)

        return enter

    return wrap


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    because = cast("SessionStore", request.session).because
    door = reverse("sign_in") + (f"?{urlencode({'because': because})}" if because else "")
    return redirect_to_login(request.get_full_path(), door)


def _to_chore(request: HttpRequest, due: Chore) -> HttpResponseBase:
    wish = f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else ""
    return redirect(reverse(due.value) + wish)
