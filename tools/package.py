"""`make package`: builds the program with PyInstaller, runs the result, packs it for friends.

Knows when to stop. Tried on Linux only.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from fnmatch import fnmatch
from pathlib import Path

# Run as a file, the folder of tools itself is where Python looks first; the tests import tools.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from desktop import __version__
from tools import licences
from tools.package_contents import STRIPPED_FILES, UNUSED_FILES

ROOT = Path(__file__).resolve().parent.parent
BUILD, PROGRAM = ROOT / "build", ROOT / "dist" / "qwen-desktop"
INSIDE = PROGRAM / "_internal"
LICENCES = ROOT / "dist" / "licences"
LINUX = ROOT / "tools" / "packaging" / "linux"
LOG = BUILD / "package.log"
SELFTEST_SECONDS = 300
MOST_BYTES = 800_000_000
RESOURCES = (
    "prompts/sentiment.toml",
    "prompts/chat.toml",
    "model/config.json",
    "model/model.safetensors",
    "model/tokenizer.json",
    "model/tokenizer_config.json",
    "icons/app.png",
    "translations/en.qm",
    "care/lines.toml",
    "care/patterns.toml",
    "doctor/sentences.txt",
    "models.toml",
    "words/sensitive.toml",
)
# Built where there is a C compiler. The program runs without it, at half the speed.
NATIVE = "desktop/inference/native/_forward*"
# PyInstaller goes on after these, and on other machines no window would open, an import would fail.
FATAL_LINES = ("could not resolve 'libxcb", "ERROR: Hidden import")


class PackageError(Exception):
    """Why there is no package, in a sentence."""


def main() -> int:
    """Build, measure, try; 1 and a sentence if the result must not be given away."""
    parser = argparse.ArgumentParser(description="Build the program, run it, pack it for friends.")
    parser.add_argument("--no-archive", action="store_true", help="don't pack it: takes minutes")
    options = parser.parse_args()
    try:
        check_resources(ROOT / "resources")
        build()
        check_resources(INSIDE / "resources")
        check_copied(ROOT / "resources", INSIDE / "resources")
        check_native(INSIDE)
        strip()
        check_size()
        licences.write(LICENCES, BUILD / "build")
        selftest()
        packed = sys.platform == "linux" and not options.no_archive
        made = archive() if packed else PROGRAM
    except (
        PackageError,
        licences.LicenceMissingError,
        OSError,
        subprocess.CalledProcessError,
    ) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Done: {made.relative_to(ROOT)}")
    return 0


def check_resources(folder: Path) -> None:
    """A build without them would only fail in the hands of a person."""
    missing = [name for name in RESOURCES if not (folder / name).is_file()]
    if missing:
        raise PackageError(f"{folder} lacks {', '.join(missing)}")


def check_copied(source: Path, folder: Path) -> None:
    """Whatever a new feature has put among the resources is in the program too."""
    names = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    wanted = {n for n in names if not any(fnmatch(f"resources/{n}", p) for p in UNUSED_FILES)}
    if missing := sorted(str(name) for name in wanted if not (folder / name).is_file()):
        raise PackageError(f"{folder} lacks {', '.join(missing)}")


def check_native(folder: Path) -> None:
    """Where it can run at all: friends have no compiler."""
    wanted = sys.platform == "linux" and platform.machine() == "x86_64"
    if wanted and not list(folder.glob(NATIVE)):
        raise PackageError(f"{folder} lacks {NATIVE}: install a C compiler, then `make clean`")


def build() -> None:
    """Run PyInstaller; its thousand lines go to a file."""
    print(f"Building, a few minutes; the log is {LOG.relative_to(ROOT)}", flush=True)
    BUILD.mkdir(exist_ok=True)
    began = time.perf_counter()
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "build.spec"]
    with LOG.open("w", encoding="utf-8") as log:
        code = subprocess.run(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT).returncode
    lines = LOG.read_text("utf-8", errors="replace").splitlines()
    if code:
        raise PackageError("\n".join(["PyInstaller failed:", *lines[-10:]]))
    if fatal := fatal_lines(lines):
        raise PackageError("\n".join(["PyInstaller went on, but not we:", *fatal]))
    print(f"Built in {time.perf_counter() - began:.0f} s")


def fatal_lines(lines: list[str]) -> list[str]:
    """Those that PyInstaller goes on after and we don't."""
    return [line for line in lines if any(words in line for words in FATAL_LINES)]


def strip() -> None:
    """Take the tables for debuggers, 115 MB, out of the largest libraries."""
    # Elsewhere they are files of their own, which nobody collects.
    if sys.platform != "linux":
        return
    files = [str(path) for pattern in STRIPPED_FILES for path in INSIDE.glob(pattern)]
    subprocess.run(["strip", "--strip-unneeded", *files], check=True)


def check_size() -> None:
    """A folder that has grown past the limit has collected something new."""
    files = [path for path in PROGRAM.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files)
    print(f"{size / 1e6:.0f} MB in {len(files)} files")
    if size > MOST_BYTES:
        raise PackageError(f"That is more than {MOST_BYTES / 1e6:.0f} MB")


def selftest() -> None:
    """Run the program where programs break: nothing in the environment, an awkward folder."""
    # Beside the original, because hard links don't cross disks.
    with tempfile.TemporaryDirectory(prefix="试一试 a b ", dir=BUILD) as folder:
        place = Path(folder) / "我的 程序"
        shutil.copytree(PROGRAM, place, symlinks=True, copy_function=os.link)
        began = time.perf_counter()
        result = _run_alone([str(place / "qwen-desktop"), "--selftest"])
        seconds = time.perf_counter() - began
    print(result.stdout, end="")
    print(f"--selftest: exit code {result.returncode} in {seconds:.1f} s")
    if result.returncode:
        raise PackageError(result.stderr)


def archive() -> Path:
    """dist/NAME.tar.xz: the program, how to install and remove it, and all licences."""
    name = f"qwen-all-in-one-desktop-{__version__}-linux-{platform.machine()}"
    path = ROOT / "dist" / f"{name}.tar.xz"
    print(f"Packing {path.name}, some minutes", flush=True)
    with tempfile.TemporaryDirectory(dir=BUILD) as folder:
        place = Path(folder) / name
        fill_archive(place)
        shutil.copytree(PROGRAM, place / PROGRAM.name, symlinks=True, copy_function=os.link)
        # As nobody's files: whoever unpacks it as root would get this machine's user.
        command = ["tar", "--owner=0", "--group=0", "--sort=name", "--create", "--file", "-", name]
        # Half an archive must not lie where a whole one is looked for.
        half = Path(folder) / path.name
        with half.open("wb") as file:
            tar = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE)
            # Level 6 of all cores; higher ones take twice as long for one part in a hundred.
            subprocess.run(["xz", "-6", "-T0"], stdin=tar.stdout, stdout=file, check=True)
            if tar.wait():
                raise PackageError("tar failed")
        half.replace(path)
    print(f"{path.stat().st_size / 1e6:.0f} MB")
    return path


def fill_archive(place: Path) -> None:
    """What lies beside the program."""
    words = {
        "@VERSION@": __version__,
        "@DATE@": time.strftime("%Y-%m-%d", time.gmtime()),
        "@GLIBC@": platform.libc_ver()[1],
    }
    place.mkdir(parents=True)
    for source in LINUX.iterdir():
        text = source.read_text("utf-8")
        for word, value in words.items():
            text = text.replace(word, value)
        (place / source.name).write_text(text, "utf-8")
        shutil.copymode(source, place / source.name)
    shutil.copy(ROOT / "resources" / "icons" / "app.png", place / "qwen-desktop.png")
    shutil.copytree(LICENCES, place / "licences")


def _run_alone(command: list[str]) -> subprocess.CompletedProcess[str]:
    environment = {"QT_QPA_PLATFORM": "offscreen"}
    if sys.platform == "win32":
        # Nothing starts without it there.
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    try:
        return subprocess.run(
            command,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=SELFTEST_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise PackageError(f"--selftest took more than {SELFTEST_SECONDS} s") from error


if __name__ == "__main__":
    sys.exit(main())
