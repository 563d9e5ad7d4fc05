"""What the audit log promises, for the documentation."""

from app.audit.schemas import Entry
from app.http.access import ADMINS
from app.http.envelopes import SuccessPage
from app.http.operations import Operation

LIST = Operation(
    id="list_audit_entries",
    summary="Read the audit log, page by page",
    tag="audit",
    access=ADMINS,
    returns=SuccessPage[Entry],
)
