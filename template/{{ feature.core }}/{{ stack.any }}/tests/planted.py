"""What a route promises that a test plants: it is for everybody."""

from app.http.access import EVERYBODY
from app.http.operations import Operation

PLANTED = Operation(id="planted", summary="Planted by a test", tag="tests", access=EVERYBODY)
