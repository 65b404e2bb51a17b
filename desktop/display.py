"""Whether a window can be opened here, found out before Qt aborts the process over it."""

import ctypes
import os
import sys
from importlib.util import find_spec
from pathlib import Path

PACKAGES = (
    "libglib2.0-0 libegl1 libgl1 libfontconfig1 libdbus-1-3 libxkbcommon-x11-0 libxcb-cursor0 "
    "libxcb-icccm4 libxcb-keysyms1 libxcb-image0 libxcb-render-util0 libxcb-xinerama0 libxcb-shape0"
)


def why_no_window() -> str | None:
    """A sentence for the person, or None if a window can be opened."""
    if (library := missing_library()) is not None:
        return install_hint(library)
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return None
    if os.environ.get("WAYLAND_DISPLAY"):
        return None
    if not os.environ.get("DISPLAY"):
        return _sentence(
            "这里没有图形界面，改在终端里聊。",
            "There is no display here; chatting in the terminal instead.",
        )
    return _x11_problem()


def missing_library() -> str | None:
    """The first absent system library of those that Qt needs and its wheels don't bring."""
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        return str(error).split(":")[0]
    return None


def _x11_problem() -> str | None:
    """Qt aborts when its X11 plug-in can't be loaded or no X server answers."""
    spec = find_spec("PySide6")
    assert spec is not None and spec.origin is not None
    plugin = Path(spec.origin).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    try:
        if plugin.exists():
            ctypes.CDLL(str(plugin))
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError as error:
        return install_hint(str(error).split(":")[0])
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    # Left open if it was answered: a server that nobody else uses (Xvfb) begins anew when its last
    # program leaves, and Qt, which comes next, would be turned away and abort.
    if xcb.xcb_connection_has_error(connection):
        xcb.xcb_disconnect(connection)
        display = os.environ["DISPLAY"]
        return _sentence(
            f"显示器 {display} 没有回应，改在终端里聊。",
            f"Display {display} does not answer; chatting in the terminal instead.",
        )
    return None


def install_hint(library: str) -> str:
    """Which packages bring it."""
    return _sentence(
        f"缺少 {library}，打不开窗口，改在终端里聊。请安装：sudo apt-get install {PACKAGES}",
        f"{library} is missing, so no window; chatting in the terminal instead. "
        f"Install: sudo apt-get install {PACKAGES}",
    )


def _sentence(chinese: str, english: str) -> str:
    """Both languages: no translator is loaded yet, and it may be Qt itself that is missing."""
    return f"{chinese}\n{english}"
