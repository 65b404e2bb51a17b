"""Fetching weights: the only floor that opens connections. Knows no Qt, no torch, no diary."""
