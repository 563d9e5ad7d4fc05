"""What every service does, and how one adds a rule: on a repository in memory, in milliseconds."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from app.http.errors import BusinessRuleBroken, Conflict, NotFound, PreconditionFailed
from app.http.etags import Precondition
from app.http.pagination import Cursors
from app.resources.entity import Entity
from app.resources.payloads import PageQuery, Payload
from app.resources.service import ResourceService
from app.utils.identifiers import new_id
from tests.fakes import InMemoryRepository
from tests.running import run
from tests.samples import Sample, fold, utc

ROOT = Path(__file__).resolve().parents[3]
ANY, STALE = Precondition(None), Precondition('"0"')


class Book(Entity):
    title: str


class NewBook(Payload):
    title: str


class Books(PageQuery):
    sort: str = "-created_at"


class BookNotFound(NotFound):
    message = "There is no such book."


class BookChanged(PreconditionFailed):
    message = "The book has changed since you last read it."


class TitleTaken(Conflict):
    message = "Another book has this title."


class Untitled(BusinessRuleBroken):
    message = "A book has a title of its own."


class BookService(ResourceService[Book]):
    entity = Book
    missing = BookNotFound
    changed = BookChanged


SAMPLE = Sample(
    name="books",
    path="/api/v1/books",
    body=lambda n: {"title": f"Volume {n}"},
    required=("title",),
    optional=(),
    unique=("title",),
    folded=("title",),
    searchable=("title",),
    texts=(),
    faults=(),
    sortable={"title": fold, "created_at": utc},
)


def repository() -> InMemoryRepository[Book]:
    return InMemoryRepository[Book](SAMPLE, conflicts={"title": TitleTaken})


@pytest.fixture
def service() -> BookService:
    return BookService(repository(), cursors=Cursors(list_name="books", secret=b""))


def new(n: int) -> NewBook:
    return NewBook(title=f"Volume {n}")


@pytest.mark.checklist("business-logic.unit-tests", proves="in-memory")
def test_what_was_created_is_found_changed_and_deleted(service: BookService):
    created = run(service.create(new(1)))
    changed = run(service.change(created.id, new(2), ANY))
    found = run(service.get(created.id))
    run(service.delete(created.id, ANY))

    assert (created.title, created.version) == ("Volume 1", 1)
    assert (changed.title, changed.version) == ("Volume 2", 2)
    assert found == changed
    with pytest.raises(BookNotFound):
        run(service.get(created.id))


@pytest.mark.checklist("business-logic.unit-tests", proves="in-memory")
def test_a_list_is_cut_into_pages_and_goes_on_by_a_cursor(service: BookService):
    ids = [run(service.create(new(n))).id for n in range(3)]

    second = run(service.page(Books(page=2, page_size=2)))
    begun = run(service.page(Books(cursor="", page_size=2)))
    cursor = begun.pagination.model_dump()["next_cursor"]
    rest = run(service.page(Books(cursor=cursor, page_size=2)))

    assert [book.id for book in second.items] == ids[:1]
    assert [book.id for book in (*begun.items, *rest.items)] == ids[::-1]


@pytest.mark.checklist("business-logic.unit-tests", proves="refusals")
def test_what_is_missing_stale_or_taken_is_refused(service: BookService):
    created = run(service.create(new(1)))

    with pytest.raises(BookNotFound):
        run(service.change(new_id(), new(2), ANY))
    with pytest.raises(BookChanged):
        run(service.change(created.id, new(2), STALE))
    with pytest.raises(BookChanged):
        run(service.delete(created.id, STALE))
    with pytest.raises(TitleTaken):
        run(service.create(NewBook(title="VOLUME 1")))

    assert run(service.get(created.id)) == created


@pytest.mark.checklist("business-logic.unit-tests", proves="every-slice")
def test_every_slice_has_tests_of_its_own():
    slices = {file.parent.name for file in (ROOT / "src/app/domain").glob("*/service.py")}
    tested = {file.parent.name for file in (ROOT / "tests/domain").glob("*/test_*.py")}

    assert slices
    assert slices <= tested


@pytest.mark.checklist("business-logic.validations", proves="rules")
def test_a_rule_of_a_service_needs_no_http_and_no_database():
    class Strict(BookService):
        """The method again, with a check before it."""

        def create(self, new: BaseModel) -> Any:
            if dict(new)["title"] == "Untitled":
                raise Untitled
            return super().create(new)

    service = Strict(repository(), cursors=Cursors(list_name="books", secret=b""))

    with pytest.raises(Untitled):
        service.create(NewBook(title="Untitled"))
    assert run(service.create(new(1))).title == "Volume 1"


@pytest.mark.checklist("maintainability.dependency-injection", proves="repositories")
def test_services_share_what_they_are_given_and_nothing_else():
    shared, cursors = repository(), Cursors(list_name="books", secret=b"")
    one, same = BookService(shared, cursors=cursors), BookService(shared, cursors=cursors)
    other = BookService(repository(), cursors=cursors)

    book = run(one.create(new(1)))

    assert run(same.get(book.id)) == book
    with pytest.raises(BookNotFound):
        run(other.get(book.id))
