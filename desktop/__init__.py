"""Qwen All-in-One Desktop: one small language model that names a mood and answers, offline."""

__version__ = "0.1.0"
