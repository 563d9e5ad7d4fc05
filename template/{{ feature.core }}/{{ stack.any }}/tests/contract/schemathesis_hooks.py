"""What the document can't tell Schemathesis, as JSON Schema has no words for it.

To run it by hand: SCHEMATHESIS_HOOKS=tests.contract.schemathesis_hooks schemathesis run URL
"""

import schemathesis
from schemathesis import Case, HookContext, Response
from schemathesis.core.failures import Failure

VALID_REQUEST_REFUSED = "ST202"
UNTOLD = {
    "api_key_end",
    "common_password",
    "greater_than_equal",
    "less_than_equal",
    "unknown_scope",
}
"""Which passwords are common, what is past, which scopes there are, and bounds of decimal numbers.
Those of whole numbers the document tells, so that no valid request meets them."""


@schemathesis.hook
def filter_failure(context: HookContext, failure: Failure, case: Case, response: Response) -> bool:
    """Keeps a failure, unless a valid request was refused for what only this service can know:
    that it has not given this cursor, that this tag is not the row's, that a rule of the business
    says no, that a password is common, that a key can't end then or has no such scope, or that a
    decimal number which was sent as a text is out of its bounds.
    """
    if failure.code != VALID_REQUEST_REFUSED or response.status_code in (412, 422):
        return failure.code != VALID_REQUEST_REFUSED
    return _told(response, "field") != {"query.cursor"} and not _told(response, "type") <= UNTOLD


def _told(response: Response, what: str) -> set[str]:
    return {fault[what] for fault in response.json()["error"].get("details", ())}
