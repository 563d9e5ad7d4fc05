"""Headers by which a client lists what it takes, each with a weight (RFC 9110, section 12.4.2)."""


def weights_in(header: str, *, unreadable: float) -> dict[str, float]:
    """The weight of each name, in small letters: 1 where none is said. `unreadable` is that of a
    name whose weight is no number."""
    return dict(_weighed(part, unreadable) for part in header.split(","))


def _weighed(part: str, unreadable: float) -> tuple[str, float]:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
    try:
        return name, float(weight)
    except ValueError:
        return name, unreadable
