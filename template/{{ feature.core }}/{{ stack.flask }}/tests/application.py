"""The application of a test, with the routes that the test plants in it: here Flask's."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask

from app.config import Settings
from app.factory import create_app
from app.http.native import Response
from app.http.routes import ApiBlueprint
from tests.planted import PLANTED
from tests.processes import SECRET

Routes = Mapping[tuple[str, str], Callable[[], Response]]
"""A plain function for each method and path: {("GET", "/crash"): crash}. It may block, or raise;
`app.http.answers` makes what it returns."""
NO_ROUTES: Routes = {}


def application(settings: Mapping[str, Any], routes: Routes = NO_ROUTES) -> Flask:
    """With these settings and none of `.env`. Planted routes stand behind the same edge as every
    route of the API: middleware, errors, a unit of work around what is no GET."""
    own = {"environment": "test", "secret_key": SECRET, **settings}
    app = create_app(Settings(_env_file=None, **own))
    router = ApiBlueprint("planted", __name__, url_prefix="")
    for (method, path), answer in routes.items():
        router.add_url_rule(path, f"{method} {path}", _handler(answer), methods=[method])
    app.register_blueprint(router)
    return app


def disconnect(app: Flask) -> None:
    """From its database, as a process does that ends."""
    app.extensions["database"].close()


def _handler(answer: Callable[[], Response]) -> Callable[[], Response]:
    @PLANTED
    def handle() -> Response:
        return answer()

    return handle
