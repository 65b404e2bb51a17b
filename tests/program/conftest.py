"""For every test of the whole program: a folder of its own, a plain application afterwards."""

from tests.program.running import paths, plain_application_afterwards

__all__ = ["paths", "plain_application_afterwards"]  # fixtures
