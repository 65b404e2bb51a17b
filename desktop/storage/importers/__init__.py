"""Readers of other programs' diaries and of our own: a file in, entries out. They write nothing."""
