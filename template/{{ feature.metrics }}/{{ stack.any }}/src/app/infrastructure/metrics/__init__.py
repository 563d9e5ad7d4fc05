"""What the service does, in figures for Prometheus: counted by each worker, told by any of them."""

from app.infrastructure.metrics.measures import observe

__all__ = ["observe"]
