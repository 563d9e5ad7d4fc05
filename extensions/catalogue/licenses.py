"""Licences that a service can have, each with its text."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict

_FOLDER = Path(__file__).parent / "licenses"


class License(BaseModel):
    model_config = ConfigDict(frozen=True)

    identifier: str
    """As SPDX lists it."""
    text: str
    """With {author} for the holder of the copyright."""

    def text_for(self, author: str) -> str:
        return self.text.replace("{author}", author or "its authors")


LICENSES = {
    identifier: License(
        identifier=identifier,
        text=(_FOLDER / f"{identifier}.txt").read_text(encoding="utf-8"),
    )
    for identifier in ("Apache-2.0", "BSD-3-Clause", "MIT", "LicenseRef-Proprietary")
}
