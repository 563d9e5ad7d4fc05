"""Pages and cursors."""

import pytest

from app.http.errors import ValidationFailed
from app.http.pagination import Cursors, OffsetPagination, numbered_page
from app.utils.identifiers import new_id

CURSORS = Cursors(list_name="things", secret=b"secret")


@pytest.mark.parametrize(("total", "pages"), [(0, 0), (1, 1), (20, 1), (21, 2)])
def test_pages_are_rounded_up(total: int, pages: int):
    page = numbered_page([], page=1, page_size=20, total=total)

    assert isinstance(page.pagination, OffsetPagination)
    assert page.pagination.total_pages == pages


def test_a_cursor_comes_back_as_what_it_was_made_of():
    last = new_id()

    assert CURSORS.decode(CURSORS.encode(last)) == last


def test_the_empty_cursor_starts():
    assert CURSORS.decode("") is None


def test_the_cursor_of_another_list_or_secret_is_refused():
    last = new_id()
    others = [
        Cursors(list_name="others", secret=b"secret"),
        Cursors(list_name="things", secret=b"another"),
    ]

    for other in others:
        with pytest.raises(ValidationFailed):
            CURSORS.decode(other.encode(last))


@pytest.mark.parametrize("cursor", ["x", "é", "A" * 22, "A" * 43, "A" * 44, "!" * 43, "=" * 4])
def test_a_forged_cursor_is_refused(cursor: str):
    with pytest.raises(ValidationFailed):
        CURSORS.decode(cursor)


def test_a_cursor_has_one_form():
    cursor = CURSORS.encode(new_id())

    for altered in (cursor + "=", cursor + "\n", cursor[:-1] + ("A" if cursor[-1] != "A" else "B")):
        with pytest.raises(ValidationFailed):
            CURSORS.decode(altered)
