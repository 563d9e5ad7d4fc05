"""What a request says of whoever sends it, as FastAPI has it."""

from app.http.client_address import ClientAddresses, client_of
from app.http.native import Request


def authorization_of(request: Request) -> str:
    """The Authorization header; empty where there is none."""
    return request.headers.get("authorization", "")


def address_of(request: Request, addresses: ClientAddresses) -> str:
    """Of the client, whatever it says of itself."""
    peer = request.client.host if request.client else ""
    told = request.headers.get("x-forwarded-for", "") if addresses.are_told else ""
    return client_of(addresses.of(peer, told))
