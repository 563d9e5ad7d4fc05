"""The service as Django knows it: its commands, and what all of its apps share."""

from typing import ClassVar

from django.apps import AppConfig

from app.http.changes import Changes, UnitsOfWork
from app.http.gate import Gate, OpenGate


class ServiceConfig(AppConfig):
    name = "app"
    changes: ClassVar[Changes] = UnitsOfWork()
    """What stands around every change."""
    gate: ClassVar[Gate] = OpenGate()
    """What stands before every operation."""
