"""Whose the rows of resources are: nobody's, as nobody logs in."""

from pydantic import BaseModel

from app.resources.owners import Ownership, Unowned

OWNERSHIP: Ownership = Unowned()


class Owned(BaseModel):
    """What an entity knows of its owner: nothing."""
