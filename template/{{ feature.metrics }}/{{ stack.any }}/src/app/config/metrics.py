"""Who may read the metrics."""

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings

_SHORTEST = 16


class MetricsSettings(BaseSettings):
    metrics_token: SecretStr = Field(
        SecretStr(""),
        description="What Prometheus sends as a bearer token to read /metrics. Empty: who reaches "
        "it may read it, so that a proxy has to keep the world away.",
    )

    @field_validator("metrics_token")
    @classmethod
    def _long_enough(cls, token: SecretStr) -> SecretStr:
        text = token.get_secret_value()
        if text and (len(text) < _SHORTEST or not text.isascii() or text != text.strip()):
            raise ValueError(f"should be {_SHORTEST} or more ASCII characters, without blanks")
        return token
