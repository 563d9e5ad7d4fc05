"""Django's admin, used as a browser uses it: by its pages and its forms."""

import json
from html.parser import HTMLParser
from typing import Any

import httpx2
from django.apps import apps
from django.contrib.auth import get_user_model
from django.urls import reverse

from app.infrastructure.database import release
from tests.samples import Body, Sample

NAME, PASSWORD = "admin@example.com", "a-password-of-the-tests"


class Form(HTMLParser):
    """What a page would send as it stands: its fields, and their values."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.boxes: set[str] = set()
        self._within = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "input" and name and found.get("type") == "checkbox":
            self.boxes.add(name)
            self.values |= {name: "on"} if "checked" in found else {}
        elif tag == "input" and name and found.get("type") not in ("submit", "radio", "button"):
            self.values[name] = found.get("value", "")
        elif tag in ("select", "textarea"):
            self._within = name
            self.values[name] = ""
        elif tag == "option" and "selected" in found:
            self.values[self._within] = found.get("value", "")

    def handle_data(self, data: str) -> None:
        """The text of a textarea begins with a line feed that is none of it."""
        if self.lasttag == "textarea" and self._within:
            self.values[self._within] += data.removeprefix("\r").removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            self._within = ""

    def filled(self, body: Body) -> dict[str, str]:
        """With a resource's values in the place of the form's own."""
        sent = dict(self.values)
        for key, value in body.items():
            name = self._name_of(key)
            if name in self.boxes:
                sent.pop(name, None)
                sent |= {name: "on"} if value else {}
            elif f"{name}_0" in sent:
                sent[f"{name}_0"], _, sent[f"{name}_1"] = _shown(value).rstrip("Z").partition("T")
            else:
                sent[name] = _shown(value)
        return sent

    def _name_of(self, key: str) -> str:
        """A reference has the id of a row, in a field of the row's own name."""
        bare = key.removesuffix("_id")
        return key if key in self.values or bare not in self.values else bare


def make_admin() -> None:
    """Who may use it: whatever a user is, and is known by."""
    users: Any = get_user_model()
    users.objects.create_superuser(**{users.USERNAME_FIELD: NAME, "password": PASSWORD})
    release()


def log_in(client: httpx2.Client, name: str = NAME, password: str = PASSWORD) -> httpx2.Response:
    page = "/admin/login/"
    login = Form(client.get(page).text)
    return client.post(page, data=login.filled({"username": name, "password": password}))


def page_of(sample: Sample, page: str, *keys: object) -> str:
    """Its path: `changelist`, `add`, `change` or `delete`."""
    model = next(m for m in apps.get_models() if m._meta.db_table == sample.name)
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=keys)


def send(client: httpx2.Client, page: str, body: Body) -> httpx2.Response:
    """Opens a page, fills its form in, and sends it."""
    return client.post(page, data=Form(client.get(page).text).filled(body))


def _shown(value: Any) -> str:
    """As a person would type it."""
    if value is None:
        return ""
    return json.dumps(value) if isinstance(value, dict | list) else str(value)
