"""Gets the result of a service's method, in tests that are no coroutines themselves."""

import asyncio

run = asyncio.run
