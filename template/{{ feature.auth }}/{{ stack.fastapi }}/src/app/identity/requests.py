"""What a request says of whoever sends it, as FastAPI has it."""

from app.http.client_address import ClientAddresses, client_of
from app.http.native import Request


def header_of(request: Request, name: str) -> str:
    """Empty where there is none."""
    return request.headers.get(name, "")


def method_of(request: Request) -> str:
    return request.method


def address_of(request: Request, addresses: ClientAddresses) -> str:
    """Of the client, whatever it says of itself."""
    peer = request.client.host if request.client else ""
    told = request.headers.get("x-forwarded-for", "") if addresses.are_told else ""
    return client_of(addresses.of(peer, told))
