"""Fills a database with made-up rows, to develop and to try things with. `make seed`."""
