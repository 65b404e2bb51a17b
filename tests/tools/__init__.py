"""Tests of what is not part of the program."""
