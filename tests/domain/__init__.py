"""Tests of the domain: they pass without Qt."""
