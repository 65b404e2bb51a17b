"""Widgets: what the person sees and presses. Knows services and domain values, never SQL."""
