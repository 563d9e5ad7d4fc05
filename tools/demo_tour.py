"""What the demo shows: each step is a few requests, and what is to be seen in their answers."""

import json
from statistics import median
from typing import Any

from tools.demo_http import Api, Exchange
from tools.demo_screen import Screen
from tools.demo_service import DemoError
from tools.render import ROOT

_COMPANIES = "/api/v1/companies"
_NOBODY = "00000000-0000-7000-8000-000000000000"
_PAGE_SIZE = 25


def tour(api: Api, screen: Screen) -> None:
    companies = json.loads((ROOT / "demo" / "companies.json").read_text(encoding="utf-8"))
    screen.title("It says whether it is ready")
    screen.exchange(api.send("GET", "/health/ready", expect=200), "data")
    create(api, screen, companies)
    read(api, screen)
    page_through(api, screen, expected=len(companies))
    change(api, screen)
    refuse(api, screen, taken=companies[0]["name"])
    document(api, screen)


def create(api: Api, screen: Screen, companies: list[dict[str, Any]]) -> None:
    screen.title(f"Create {len(companies)} companies")
    first, *others = companies
    shown = api.send("POST", _COMPANIES, body=first, expect=201)
    screen.exchange(shown, "data", headers=("Location", "ETag"))
    rest = screen.progress(others, "The others, one after the other")
    exchanges = [api.send("POST", _COMPANIES, body=company, expect=201) for company in rest]
    times = [exchange.milliseconds for exchange in (shown, *exchanges)]
    seconds = sum(times) / 1000
    screen.note(
        f"{len(times)} created in {seconds:.1f} s, each in a transaction of its own: "
        f"{median(times):.1f} ms in the median, {max(times):.1f} ms the slowest"
    )


def read(api: Api, screen: Screen) -> None:
    screen.title("List them, by name")
    _show_list(screen, api.send("GET", f"{_COMPANIES}?sort=name&page_size=3", expect=200))
    screen.title("Search, without regard to case")
    _show_list(
        screen, api.send("GET", f"{_COMPANIES}?search=BANK&sort=name&page_size=3", expect=200)
    )
    screen.title("Ask again for what has not changed")
    company = api.send("GET", f"{_COMPANIES}?page_size=1", expect=200).data[0]
    path = f"{_COMPANIES}/{company['id']}"
    screen.exchange(api.send("GET", path, expect=304, headers={"If-None-Match": '"1"'}))


def page_through(api: Api, screen: Screen, *, expected: int) -> None:
    """By cursor: each page names the next, and nothing is seen twice."""
    screen.title("Page through all of them by cursor")
    cursor: str | None = ""
    pages: list[Exchange] = []
    while cursor is not None:
        path = f"{_COMPANIES}?page_size={_PAGE_SIZE}&cursor={cursor}"
        pages.append(api.send("GET", path, expect=200))
        cursor = pages[-1].body["meta"]["pagination"]["next_cursor"]
    for page in (pages[0], pages[-1]):
        screen.exchange(page, "pagination")
    seen = {company["id"] for page in pages for company in page.data}
    if len(seen) != expected:
        raise DemoError(f"{len(seen)} of {expected} companies were seen: please report it.")
    times = [page.milliseconds for page in pages]
    screen.note(
        f"{len(pages)} pages, {len(seen)} companies, none twice: {median(times):.1f} ms a page"
    )


def change(api: Api, screen: Screen) -> None:
    screen.title("Change one, if it is still as it was read")
    path = f"{_COMPANIES}?search=Adidas&page_size=1"
    company = api.send("GET", path, expect=200).data[0]
    path, read_first = f"{_COMPANIES}/{company['id']}", {"If-Match": '"1"'}
    patch = {"description": "German maker of sports shoes and clothing"}
    changed = api.send("PATCH", path, body=patch, headers=read_first, expect=200)
    screen.exchange(changed, "data", headers=("ETag",))
    screen.title("The same again is refused: somebody else was first")
    stale = api.send("PATCH", path, body={"website": None}, headers=read_first, expect=412)
    screen.exchange(stale, "error")


def refuse(api: Api, screen: Screen, *, taken: str) -> None:
    screen.title("Every fault of a request at once")
    wrong = {"name": " ", "website": "example", "employees": 12}
    screen.exchange(api.send("POST", _COMPANIES, body=wrong, expect=400), "error")
    screen.title("A name that is taken, whatever its case")
    clash = {"name": taken.upper()}
    screen.exchange(api.send("POST", _COMPANIES, body=clash, expect=409), "error")
    screen.title("What is not there")
    screen.exchange(api.send("GET", f"{_COMPANIES}/{_NOBODY}", expect=404), "error")


def document(api: Api, screen: Screen) -> None:
    screen.title("It documents itself")
    answer = api.send("GET", "/openapi.json", expect=200)
    screen.exchange(answer, lines=[_summary(answer.body)])


def _summary(openapi: dict[str, Any]) -> str:
    count = sum(len(operations) for operations in openapi["paths"].values())
    return f"OpenAPI {openapi['openapi']}: {count} operations on {len(openapi['paths'])} paths"


def _show_list(screen: Screen, answer: Exchange) -> None:
    lines = [f"{c['name']} | {c['website']} | {c['description']}" for c in answer.data]
    screen.exchange(answer, "pagination", lines=lines)
