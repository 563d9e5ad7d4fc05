"""How failures of the database leave a unit of work."""

import pytest
from django.db import ProgrammingError

from app.infrastructure.unit_of_work import telling


@pytest.mark.timeout(5)
def test_what_has_no_word_in_the_contract_stays_as_it_is() -> None:
    error = ProgrammingError("no such table")

    with pytest.raises(ProgrammingError) as caught, telling(), telling():
        raise error

    assert caught.value is error
    assert error.__cause__ is None
