"""Your own settings. This file is yours: updates of the template never touch it.

    shipping_fee: Decimal = Field(Decimal("4.90"), description="What a parcel costs.")

is read from SHIPPING_FEE, checked at start, and found as `settings.shipping_fee`.
"""

from pydantic_settings import BaseSettings


class YourSettings(BaseSettings):
    pass
