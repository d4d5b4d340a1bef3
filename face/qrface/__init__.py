"""Judges faces for qrbroker: the same person, alive, a proper portrait. Keeps nothing."""

__version__ = "0.4.0"
