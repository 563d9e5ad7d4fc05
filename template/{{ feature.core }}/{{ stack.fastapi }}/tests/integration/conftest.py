"""Tests of this folder that are coroutines run on asyncio, as the service does."""

import pytest


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
