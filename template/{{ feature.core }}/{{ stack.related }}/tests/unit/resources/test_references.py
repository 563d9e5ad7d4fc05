"""What a service does for those that refer to one row, and how a cleared reference is told."""

from typing import ClassVar
from uuid import UUID

import pytest

from app.http.errors import NotFound
from app.http.pagination import Cursors
from app.resources.entity import Entity
from app.resources.payloads import PageQuery, Payload
from app.resources.service import ResourceService
from app.utils.clock import now
from app.utils.identifiers import new_id
from tests.fakes import InMemoryRepository
from tests.running import run
from tests.samples import Sample, utc


class Shelf(Entity):
    name: str


class NewShelf(Payload):
    name: str


class Book(Entity):
    emptied: ClassVar[tuple[str, ...]] = ("lender_id", "owner_id")
    shelf_id: UUID
    lender_id: UUID | None = None
    owner_id: UUID | None = None


class NewBook(Payload):
    shelf_id: UUID


class Books(PageQuery):
    shelf_id: UUID | None = None


class ShelfNotFound(NotFound):
    message = "There is no such shelf."


class ShelfService(ResourceService[Shelf]):
    entity = Shelf
    missing = ShelfNotFound


class BookService(ResourceService[Book]):
    entity = Book


SAMPLE = Sample(
    name="books",
    path="/api/v1/books",
    body=lambda n: {},
    required=(),
    optional=(),
    unique=(),
    folded=(),
    searchable=(),
    texts=(),
    faults=(),
    sortable={"created_at": utc},
)
CURSORS = Cursors(list_name="", secret=b"")


@pytest.fixture
def shelves() -> ShelfService:
    return ShelfService(InMemoryRepository[Shelf](SAMPLE, conflicts={}), cursors=CURSORS)


@pytest.fixture
def books(shelves: ShelfService) -> BookService:
    repository = InMemoryRepository[Book](SAMPLE, conflicts={})
    return BookService(repository, cursors=CURSORS, parents={"shelf_id": shelves})


def book(**cleared: None) -> Book:
    ids = dict.fromkeys(("id", "shelf_id", "lender_id", "owner_id"), new_id())
    moments = dict.fromkeys(("created_at", "updated_at"), now())
    return Book.model_validate({**ids, **moments, "version": 3, **cleared})


@pytest.mark.parametrize("query", [Books(), Books(cursor="")], ids=["page", "cursor"])
def test_a_nested_list_has_those_of_its_parent(
    shelves: ShelfService, books: BookService, query: Books
):
    one, other = (run(shelves.create(NewShelf(name=name))) for name in ("one", "other"))
    made = run(books.create(NewBook(shelf_id=one.id)))
    run(books.create(NewBook(shelf_id=other.id)))

    assert list(run(books.page_of("shelf_id", one.id, query)).items) == [made]
    assert list(run(books.page(query.model_copy(update={"shelf_id": one.id}))).items) == [made]
    assert len(run(books.page(query)).items) == 2


@pytest.mark.parametrize("query", [Books(), Books(cursor="")], ids=["page", "cursor"])
def test_a_nested_list_of_nobody_is_not_found(books: BookService, query: Books):
    with pytest.raises(ShelfNotFound):
        run(books.page_of("shelf_id", new_id(), query))


def test_a_parent_without_any_has_an_empty_list(shelves: ShelfService, books: BookService):
    shelf = run(shelves.create(NewShelf(name="empty")))

    assert run(books.page_of("shelf_id", shelf.id, Books())).items == []


def test_each_state_of_a_row_has_a_revision_of_its_own():
    whole, half, none = book(), book(owner_id=None), book(owner_id=None, lender_id=None)

    assert [each.revision for each in (whole, half, none)] == ["3", "3-1", "3-2"]
