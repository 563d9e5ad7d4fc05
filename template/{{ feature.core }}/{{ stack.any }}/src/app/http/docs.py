"""The page that shows the OpenAPI document to a person: Swagger UI, pinned by digest."""

import hashlib
from base64 import b64encode
from html import escape

_CDN = "https://cdn.jsdelivr.net/npm/swagger-ui-dist@5.35.0"
_SCRIPT_DIGEST = "sha384-gjRm0bEPMeTmMh5jT2cHccIwCUZSTd8YC+j0d0sXw0MdGEfScduGpSyF3ZSSLkX9"
_STYLE_DIGEST = "sha384-WlYgdmXYOOBWL5apwjDEZwN+U3HmXSSu5R6V5aGxEcf7z+KuRNwBhoxKVN1i3D5I"
_START = 'SwaggerUIBundle({url: "/openapi.json", dom_id: "#docs", deepLinking: true});'
_START_DIGEST = b64encode(hashlib.sha256(_START.encode()).digest()).decode()

SCRIPT_SOURCES = f"https://cdn.jsdelivr.net 'sha256-{_START_DIGEST}'"
"""What a Content-Security-Policy must allow for the page to run: no inline script but its own."""


def page(title: str) -> bytes:
    """The page as HTML."""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<link rel="stylesheet" href="{_CDN}/swagger-ui.css" integrity="{_STYLE_DIGEST}"
 crossorigin="anonymous">
</head>
<body>
<div id="docs">The document itself is at <a href="/openapi.json">/openapi.json</a>.</div>
<script src="{_CDN}/swagger-ui-bundle.js" integrity="{_SCRIPT_DIGEST}"
 crossorigin="anonymous"></script>
<script>{_START}</script>
</body>
</html>
""".encode()
