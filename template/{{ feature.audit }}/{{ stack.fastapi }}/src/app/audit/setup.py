"""Wires the audit log: it can be read. What is written down says so itself."""

from fastapi import FastAPI

from app.audit.controller import router
from app.audit.service import AuditService
from app.config import Settings
from app.http.pagination import Cursors


def install(app: FastAPI, settings: Settings) -> None:
    secret = settings.secret_key.get_secret_value().encode()
    cursors = Cursors(list_name="audit_entries", secret=secret)
    app.state.audit = AuditService(app.state.database, cursors=cursors)
    app.include_router(router)
