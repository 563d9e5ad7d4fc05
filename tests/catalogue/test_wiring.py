"""What features add to composition files: names that can be told from one another."""

from extensions.catalogue.wiring import Wired, Wiring

THINGS = "app.domain.things:controller as things"
PARTS = "app.domain.parts:controller as parts"


def test_two_of_one_name_stand_beside_each_other_under_names_of_their_own() -> None:
    wired = Wired([Wiring(urls=(THINGS,)), Wiring(urls=(PARTS, "app.http:health"))])

    assert wired.names("urls") == ["things", "parts", "health"]
    assert wired.imports({}, "urls") == (
        "from app.domain.parts import controller as parts\n"
        "from app.domain.things import controller as things\n"
        "from app.http import health"
    )
