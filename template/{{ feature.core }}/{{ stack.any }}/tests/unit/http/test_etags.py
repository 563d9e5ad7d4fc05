"""Entity tags and preconditions."""

import pytest

from app.http.etags import Precondition, etag_of, is_fresh


@pytest.mark.parametrize("header", [None, "*", '"3"', '"1", "3"', ' "3" '])
def test_a_precondition_holds_for_the_version_that_it_names(header: str | None):
    assert Precondition(header).holds_for(3)


@pytest.mark.parametrize("header", ['"2"', "3", 'W/"3"', "", '"33"'])
def test_a_precondition_fails_for_any_other(header: str):
    assert not Precondition(header).holds_for(3)


@pytest.mark.parametrize("header", ['"3"', 'W/"3"', '"1", W/"3"', "*"])
def test_a_copy_of_the_same_version_is_fresh(header: str):
    assert is_fresh(header, etag_of(3))


@pytest.mark.parametrize("header", [None, "", '"2"'])
def test_a_copy_of_another_version_is_not(header: str | None):
    assert not is_fresh(header, etag_of(3))
