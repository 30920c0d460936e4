"""Tables of supervision."""

from duban.supervision.models.lights import KeptLight, Light

__all__ = ["KeptLight", "Light"]
