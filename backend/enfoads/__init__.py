"""EnfoadsIA: a self-hosted AI ad studio. See ARCHITECTURE.md for the shape of the code."""

__version__ = "0.1.0"
