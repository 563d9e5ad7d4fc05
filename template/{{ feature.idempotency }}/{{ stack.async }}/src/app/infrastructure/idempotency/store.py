"""What is asked of the place where claims and answers are kept, whatever that is."""

from typing import Protocol

from app.infrastructure.idempotency.claims import Answer, Claim


class Store(Protocol):
    async def claim(self, claim: Claim) -> Answer | None:
        """None where the work is this claim's to do, or the answer of who has done it. Raises
        KeyReused and StillInFlight."""
        ...

    async def keep(self, claim: Claim, answer: Answer) -> None:
        """In the unit of work of the change, at its end. Raises StillInFlight where the claim was
        given to another meanwhile: then nothing of the change stays."""
        ...

    async def committed(self, claim: Claim, answer: Answer) -> None:
        """The change is there to stay."""
        ...

    async def release(self, claim: Claim) -> None:
        """There is no answer to keep: whoever comes next may do the work."""
        ...
