"""A slice at the edge as source, on each framework: how it is wired, and its controller."""

from .code import call, imports, literal
from .slice_references import API, SliceReferences


class SliceControllers(SliceReferences):
    """The imports of `__init__.py`, `apps.py` and `controller.py`, and the heads of handlers."""

    @property
    def fastapi_init_imports(self) -> str:
        return imports({"fastapi": ["FastAPI"], **self._wired})

    @property
    def flask_init_imports(self) -> str:
        return imports({"flask": ["Flask"], **self._wired})

    @property
    def fastapi_controller_imports(self) -> str:
        return imports(
            {
                "typing": ["Annotated"],
                "fastapi": ["Depends", "Query", "Request", "Response"],
                "app.http.routes": ["ApiRouter", "IfMatch"],
                **self._handled,
            }
        )

    @property
    def flask_controller_imports(self) -> str:
        return imports(
            {
                "flask": ["current_app"],
                "app.http.native": ["Response"],
                "app.http.routes": ["ApiBlueprint", "IfMatch"],
                **self._handled,
            }
        )

    @property
    def flask_router(self) -> str:
        return self._flask_router("router", self.plural, self.path)

    @property
    def flask_routers(self) -> list[str]:
        """More than the one that every slice has."""
        nested = self._flask_router("nested", f"nested_{self.plural}", API)
        return [nested] if self.references else []

    def _flask_router(self, name: str, known_as: str, prefix: str) -> str:
        arguments = [literal(known_as), "__name__", f"url_prefix={literal(prefix)}"]
        return call(f"{name} = ApiBlueprint", arguments)

    @property
    def django_controller_imports(self) -> str:
        return imports(
            {
                "django.http": ["HttpRequest"],
                f"{self.here}.apps": [f"{self.service_alias}Config"],
                "app.http.native": ["Response"],
                "app.http.routes": ["ApiRouter", "IfMatch"],
                **self._handled,
            }
        )

    def handler(self, verb: str, *parameters: str, prefix: str = "") -> str:
        """The head of a handler: `def list_companies(...) -> Response:`, after a prefix."""
        noun = self.plural if verb == "list" else self.name
        return call(f"{prefix}def {verb}_{noun}", parameters, tail=" -> Response:")

    @property
    def _wired(self) -> dict[str, list[str]]:
        return {
            "app.config": ["Settings"],
            f"{self.here}.controller": self.routers,
            f"{self.here}.repository": [f"{self.class_name}Repository"],
            f"{self.here}.service": [f"{self.class_name}Service"],
            "app.http.pagination": ["Cursors"],
        }

    @property
    def _handled(self) -> dict[str, list[str]]:
        bodies = [f"{self.class_name}{kind}" for kind in ("Create", "Patch", "Query")]
        bodies += {self.list_query} - set(bodies)
        return {
            "uuid": ["UUID"],
            f"{self.here}.operations": [self.constant],
            f"{self.here}.schemas": bodies,
            f"{self.here}.service": [f"{self.class_name}Service"],
            "app.http.answers": ["created", "found", "no_content", "page"],
            "app.http.etags": ["Precondition"],
        }
