"""The door of every page: signed in, seen as a viewer, and allowed the act."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from duban.orgs import policies
from duban.orgs.viewers import Viewer, viewer_of

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class ViewedRequest(HttpRequest):
    """A request behind the door: somebody is looking."""

    viewer: Viewer


def behind_door(act: str) -> Callable[[Callable[Concatenate[ViewedRequest, P], HttpResponseBase]], View[P]]:
    """Let a view run only for a signed-in person whose roles include the act (by its code).

    Signed out: 302 to sign-in. Role may never do it: 403. What is not visible is for the view to find out
    first where its address names an object: it then asks `policies.visible_one` with act `orgs.look`.
    """

    def wrap(view: Callable[Concatenate[ViewedRequest, P], HttpResponseBase]) -> View[P]:
        @wraps(view)
        def enter(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            seen = cast("ViewedRequest", request)
            seen.viewer = viewer_of(request.user)
            policies.require(seen.viewer, act)
            return view(seen, *args, **kwargs)

        return enter

    return wrap
