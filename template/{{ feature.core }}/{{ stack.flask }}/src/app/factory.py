"""Assembles the service. Read it top to bottom: what is here is what runs."""

from flask import Flask

from app import commands, domains, features, middleware
from app.config import Settings
from app.http import documentation, failures, health
from app.http.changes import UnitsOfWork
from app.http.flask_session import SessionWhereUsed
from app.http.gate import OpenGate
from app.http.json_provider import PydanticProvider
from app.infrastructure import database, logs
from app.middleware.yours import YOURS


def create_app(settings: Settings) -> Flask:
    """The whole service, ready to serve. Connects to nothing before it is asked to."""
    logs.install(settings, features.LOG_PROCESSORS)
    app = Flask(__name__, static_folder=None)
    app.secret_key = settings.secret_key.get_secret_value()
    app.session_interface = SessionWhereUsed()
    app.json = PydanticProvider(app)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.url_map.merge_slashes = False
    app.extensions["changes"], app.extensions["gate"] = UnitsOfWork(), OpenGate()
    database.install(app, settings)
    failures.install(app)
    health.install(app, checks={"database": app.extensions["database"].ping})
    features.install(app, settings)
    domains.install(app, settings)
    documentation.install(app, features.PROMISES)
    commands.install(app)
    for wrap in reversed(YOURS):
        app.wsgi_app = wrap(app.wsgi_app)  # type: ignore[method-assign]
    app.wsgi_app = middleware.around(  # type: ignore[method-assign]
        app.wsgi_app,
        settings,
        outermost=features.OUTERMOST,
        chosen=features.MIDDLEWARE,
        listeners=features.LISTENERS,
        promises=features.PROMISES,
    )
    return app
