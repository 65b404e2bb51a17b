"""The window's composition root: builds the objects, connects them, ends them in order.

What happens before and after it stands in start.py.
"""

from desktop.app.application import Application, renewed

__all__ = ["Application", "renewed"]
