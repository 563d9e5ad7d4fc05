"""What is told to whoever shows a cookie that is not enough."""

from app.http.errors import ApiError


class CsrfFailed(ApiError):
    """Says what to do, and nothing of a token."""

    status, code = 403, "CSRF_FAILED"
    message = "Send the csrf_token of this session as X-CSRF-Token, from a page that may write."
