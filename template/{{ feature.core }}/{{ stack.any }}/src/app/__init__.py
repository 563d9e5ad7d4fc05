"""The service. `main.py` is where it starts; `factory.py` is what it is made of."""

__version__ = "0.1.0"
