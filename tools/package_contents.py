"""What stays out of the packaged program, each with its reason; read by build.spec and a test."""

from importlib.util import find_spec
from pathlib import Path

# Modules that PyInstaller finds in an import somewhere, and that no way of ours leads to.
_UNUSED = (
    # Testing, typing and installing: tools of ours, or of torch's and numpy's own development.
    "pytest",
    "_pytest",
    "mypy",
    "mypyc",
    "setuptools",
    "_distutils_hack",
    "pip",
    "PyInstaller",
    "hypothesis",
    "sortedcontainers",
    "py",
    # What `bench` compares with, where it is installed, and what comes along with it.
    "llama_cpp",
    "gguf",
    "requests",
    "urllib3",
    "charset_normalizer",
    "tkinter",
    "pydoc_data",
    # huggingface_hub's terminal program, and what only that needs.
    "typer",
    "click",
    "rich",
    "pygments",
    "shellingham",
    # huggingface_hub's fast downloads (11 MB); our own need only httpx2.
    "hf_xet",
    # huggingface_hub looks at remote folders as if they were local ones; the program is offline.
    "fsspec",
    # Optional for huggingface_hub's web hooks and transformers' server.
    "pydantic",
    "pydantic_core",
    # Optional for the chat templates of transformers and for pyqtgraph's pictures.
    "PIL",
    # torch writes models and logs for other programs.
    "torch.onnx",
    "torch.utils.tensorboard",
    # transformers without our tasks: ready-made tasks, training, servers, conversions.
    "transformers.pipelines",
    "transformers.cli",
    "transformers.exporters",
    "transformers.trainer",
    "transformers.testing_utils",
    # pyqtgraph's demonstrations, 3D and notebooks.
    "pyqtgraph.examples",
    "pyqtgraph.opengl",
    "pyqtgraph.jupyter",
    # Python's SQLite; the diary is opened with apsw's own.
    "sqlite3",
    # pyqtgraph imports it if it is there.
    "PySide6.QtTest",
    # Qt's second kind of user interface.
    "PySide6.QtQml",
    "PySide6.QtQuick",
)

# transformers has 109 MB of models and lists the folders that it finds at each start.
_MODELS_KEPT = {
    # Which class belongs to which model.
    "auto",
    # The families of weights that the program takes.
    "qwen2",
    "qwen3",
    # Imported by auto.tokenization_auto.
    "encoder_decoder",
    # The first that auto.tokenization_auto looks into for Qwen2Tokenizer.
    "audioflamingo3",
}


def excluded_modules() -> list[str]:
    """Names for PyInstaller's `excludes`: neither they nor anything below them is collected."""
    return [*_UNUSED, *(f"transformers.models.{name}" for name in _unused_models())]


def _unused_models() -> list[str]:
    # Without importing it: transformers takes a second.
    spec = find_spec("transformers")
    assert spec is not None and spec.origin is not None
    folders = (path for path in Path(spec.origin).with_name("models").iterdir() if path.is_dir())
    return sorted({path.name for path in folders} - _MODELS_KEPT - {"__pycache__"})


# Imports that PyInstaller can't see, because the name is put together at run time.
HIDDEN_IMPORTS = [
    # auto.tokenization_auto imports the folder that the model's config.json names.
    "transformers.models.qwen2.configuration_qwen2",
    "transformers.models.qwen2.tokenization_qwen2",
    "transformers.models.qwen3.configuration_qwen3",
    "transformers.models.encoder_decoder.configuration_encoder_decoder",
    "transformers.models.audioflamingo3",
    # anyio, which httpx2 waits with, imports it by the name of the loop.
    "anyio._backends._asyncio",
    # pyqtgraph.Qt.OpenGLHelpers imports them from whichever binding there is.
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
]

# Files that are collected and nobody opens; patterns as in fnmatch.
UNUSED_FILES = [
    # torch asks for it by name; a machine with CUDA has it, and the program computes on the CPU.
    "libcudart*",
    # What en.qm is made from.
    "resources/translations/*.ts",
    # torch's own tests: 83 MB and more of compiled C++.
    "torch/test/*",
    "torch/bin/test_*",
    "torch/bin/*Test",
    "torch/lib/*_test.so",
    # Compilers that torch was built with.
    "torch/bin/protoc*",
    # For building C++ extensions against torch.
    "torch/include/*",
    "torch/share/*",
    # Of Qt's own words in 30 languages only the Chinese ones of its dialogs are loaded.
    "PySide6/Qt/translations/[!q]*",
    "PySide6/Qt/translations/qt[!b]*",
    "PySide6/Qt/translations/qtbase_[!z]*",
    "PySide6/Qt/translations/qtbase_zh_TW*",
    # Qt's second kind of user interface, and what only it uses.
    "PySide6/Qt/qml/*",
    "*Qt6Qml*",
    "*Qt6Quick*",
    "*Qt6VirtualKeyboard*",
    "*platforminputcontexts/*virtualkeyboard*",
    "*plugins/qmltooling/*",
    # Looks and dialogs of GTK, which is not inside: it would find the friend's own, and beside our
    # older copies of the libraries between them one missing function ends the program. Qt asks the
    # desktop's portal for dialogs.
    "*platformthemes/libqgtk3*",
    *(
        f"lib{name}.so.*"
        for name in (
            "atk-1.0",
            "blkid",
            "cairo",
            "cairo-gobject",
            "datrie",
            "fribidi",
            "gdk_pixbuf-2.0",
            "gio-2.0",
            "gmodule-2.0",
            "gobject-2.0",
            "graphite2",
            "gdk-3",
            "gtk-3",
            "harfbuzz",
            "mount",
            "pango-1.0",
            "pangocairo-1.0",
            "pangoft2-1.0",
            "pixman-1",
            "selinux",
            "thai",
        )
    ),
    # Qt's network beyond this machine: models come by httpx2, which nobody else uses.
    "*plugins/networkinformation/*",
    "*plugins/tls/*",
    # Keyboards and screens of devices without a window system.
    "*plugins/generic/*",
    # Pictures of pages.
    "*Qt6Pdf*",
    "*imageformats/*pdf*",
    # Screens without a window system (kiosks, televisions).
    "*Qt6EglF*",
    "*plugins/egldeviceintegrations/*",
    "*plugins/platforms/*eglfs*",
    "*plugins/platforms/*linuxfb*",
    "*plugins/platforms/*minimalegl*",
    "*plugins/platforms/*vkkhrdisplay*",
    "*plugins/platforms/*vnc*",
]

# Libraries on Linux with large tables for debuggers. Not all libraries: those that patchelf has
# changed (numpy's) can't be loaded after strip.
STRIPPED_FILES = [
    # 434 MB, of that 89 MB tables.
    "torch/lib/libtorch_cpu.so",
    "torch/lib/libtorch_python.so",
    # 23 MB, of that 17 MB tables, where Python was built from source.
    "libpython3*.so*",
]
