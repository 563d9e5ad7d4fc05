"""Entity tags and preconditions."""

import pytest

from app.http.etags import Precondition, as_known, etag_of, is_fresh, of_gzip


@pytest.mark.parametrize("header", [None, "*", '"3"', '"1", "3"', ' "3" ', '"3-gzip"'])
def test_a_precondition_holds_for_the_version_that_it_names(header: str | None):
    assert Precondition(header).holds_for(3)


@pytest.mark.parametrize("header", ['"2"', "3", 'W/"3"', "", '"33"', '"2-gzip"', 'W/"3-gzip"'])
def test_a_precondition_fails_for_any_other(header: str):
    assert not Precondition(header).holds_for(3)


@pytest.mark.parametrize("header", ['"3"', 'W/"3"', '"1", W/"3"', "*", '"3-gzip"', 'W/"3-gzip"'])
def test_a_copy_of_the_same_version_is_fresh(header: str):
    assert is_fresh(header, etag_of(3))


@pytest.mark.parametrize("header", [None, "", '"2"'])
def test_a_copy_of_another_version_is_not(header: str | None):
    assert not is_fresh(header, etag_of(3))


def test_compressed_bytes_have_a_tag_of_their_own():
    assert of_gzip('"3"') == '"3-gzip"'
    assert of_gzip('W/"3"') == 'W/"3"'


@pytest.mark.parametrize("header", ['"3-gzip"', '"2", W/"3-gzip"'])
def test_a_client_is_told_the_tag_that_it_knows(header: str):
    assert as_known(header, '"3"') == '"3-gzip"'


@pytest.mark.parametrize("header", ['"3"', "*", 'W/"3"', '"33-gzip"', '"2-gzip"'])
def test_a_client_is_told_the_tag_of_plain_bytes_where_it_knows_no_other(header: str):
    assert as_known(header, '"3"') == '"3"'
