"""What a request says of whoever sends it, as WSGI has it."""

from app.http.client_address import ClientAddresses, client_of
from app.http.native import Request


def header_of(request: Request, name: str) -> str:
    """Empty where there is none."""
    return request.get(f"HTTP_{name.upper().replace('-', '_')}", "")


def method_of(request: Request) -> str:
    return request["REQUEST_METHOD"]


def address_of(request: Request, addresses: ClientAddresses) -> str:
    """Of the client, whatever it says of itself."""
    told = request.get("HTTP_X_FORWARDED_FOR", "") if addresses.are_told else ""
    return client_of(addresses.of(request.get("REMOTE_ADDR", ""), told))
