"""What scripts/studio and scripts/test share: bring a fresh clone to a state where the studio runs.

Only the standard library, only Python 3.11. Each step says what it does, is skipped when its inputs have not changed
(a stamp file keeps their hash), and can be interrupted and run again. Works from any folder.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BACKEND, FRONTEND, VENV = ROOT / "backend", ROOT / "frontend", ROOT / ".venv"
BIN = VENV / "bin"
STAMPS = VENV / "stamps"

TORCH_VERSION = "2.13.0"
TORCH_CPU_INDEX = "https://download.pytorch.org/whl/cpu"
INDEX_PATIENCE_S = 5
FRONTEND_INPUTS = ("src", "public", "index.html", "package-lock.json", "vite.config.ts", "tsconfig.json", "scripts")


def say(text: str) -> None:
    print(f"· {text}", flush=True)


def fail(english: str, spanish: str) -> None:
    sys.exit(f"\n✗ {english}\n✗ {spanish}")


def environment() -> dict[str, str]:
    """The caller's environment with the virtual environment's python, node and npm first."""
    return os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}", "VIRTUAL_ENV": str(VENV)}


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    subprocess.run([str(part) for part in command], cwd=cwd, env=environment(), check=True)


def digest(parts: Iterable[Path | str]) -> str:
    """Hash of texts and of every file under the given paths, names included."""
    total = hashlib.sha256()
    for part in parts:
        if isinstance(part, str):
            total.update(part.encode())
            continue
        for file in sorted(part.rglob("*")) if part.is_dir() else [part]:
            if file.is_file():
                total.update(str(file.relative_to(ROOT)).encode())
                total.update(file.read_bytes())
    return total.hexdigest()


def step(name: str, title: str, inputs: Iterable[Path | str], action: Callable[[], None], *, needs: Path | None = None) -> None:
    """Run `action` unless the stamp shows that it ran with the same inputs and `needs` is there."""
    stamp, now = STAMPS / name, digest(inputs)
    if stamp.exists() and stamp.read_text() == now and (needs is None or needs.exists()):
        return
    say(title)
    started = time.monotonic()
    stamp.unlink(missing_ok=True)
    action()
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(now)
    say(f"  {title}: done in {time.monotonic() - started:.0f} s")


def check_python() -> None:
    if sys.version_info[:2] == (3, 11):
        return
    other = shutil.which("python3.11")
    if other:
        os.execv(other, [other, *sys.argv])
    fail(
        f"EnfoadsIA needs Python 3.11; this is {sys.version.split()[0]} and there is no python3.11 on the path.",
        f"EnfoadsIA necesita Python 3.11; este es {sys.version.split()[0]} y no hay python3.11 en el sistema.",
    )


def ensure_venv() -> None:
    if (BIN / "python").exists() and (BIN / "pip").exists():
        return
    say("Creating the virtual environment in .venv")
    result = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=False)
    if result.returncode:
        fail(
            "Python cannot create virtual environments. On Debian or Ubuntu: apt install python3.11-venv",
            "Python no puede crear entornos virtuales. En Debian o Ubuntu: apt install python3.11-venv",
        )


def has_nvidia() -> bool:
    try:
        answer = subprocess.run(["nvidia-smi", "-L"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and "GPU" in answer.stdout


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=INDEX_PATIENCE_S):
            return True
    except (OSError, ValueError):
        return False


def install_torch(cuda: bool, *options: str) -> None:
    """The CUDA build for an NVIDIA card; otherwise the CPU build, from PyTorch's own index where it can be reached."""
    source = ["--index-url", TORCH_CPU_INDEX] if not cuda and answers(f"{TORCH_CPU_INDEX}/torch/") else []
    run(BIN / "python", "-m", "pip", "uninstall", "-qq", "--yes", "torch")  # pip takes the other build for the same version
    pip(f"torch=={TORCH_VERSION}", *source, *options)


def pip(*arguments: str | Path) -> None:
    run(BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments)


def ensure_libraries(*, dev: bool) -> None:
    """What the lock names, node among it. The tests import a part of it, which Python compiles then: all of it takes half a minute."""
    cuda = has_nvidia()
    build = "CUDA" if cuda else "CPU"
    lock = BACKEND / "requirements.lock"
    options = ["--no-compile"] if dev else []
    step("torch", f"Installing PyTorch {TORCH_VERSION} ({build} build)", [TORCH_VERSION, build], lambda: install_torch(cuda, *options))
    step("packages", "Installing the Python packages", [lock], lambda: pip("--no-deps", "-r", lock, *options))


def ensure_command(*, dev: bool) -> None:
    dev_lock = BACKEND / "requirements-dev.lock"
    step(
        "enfoads",
        "Installing the enfoads command",
        [BACKEND / "pyproject.toml"],
        lambda: pip("--no-deps", "--no-build-isolation", "-e", BACKEND),
        needs=BIN / "enfoads",
    )
    if dev:
        step("dev-packages", "Installing the test tools", [dev_lock], lambda: pip("--no-deps", "-r", dev_lock))


def ensure_frontend() -> None:
    def npm(*arguments: str) -> None:
        run(BIN / "npm", *arguments, cwd=FRONTEND)

    lock = FRONTEND / "package-lock.json"
    step(
        "npm",
        "Installing the front-end packages",
        [lock],
        lambda: npm("ci", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-timeout=60000"),
        needs=FRONTEND / "node_modules",
    )
    sources = [path for name in FRONTEND_INPUTS if (path := FRONTEND / name).exists()]
    step("front-end", "Building the page", sources, lambda: npm("run", "--silent", "build"), needs=FRONTEND / "dist" / "index.html")


def ensure_models() -> None:
    """The small models that every studio has. Without them the studio starts and lacks what they do, so a failure is told, not raised."""
    backend = BACKEND / "enfoads" / "models"
    stamped = [backend / "catalog.toml", backend / "set_up.py"]
    try:
        step(
            "models",
            "Fetching the face models (9 MB)",
            stamped,
            lambda: run(BIN / "enfoads", "models", "set-up"),
            needs=ROOT / ".setup" / "models" / "faces",
        )
    except subprocess.CalledProcessError:
        say("  Without them nothing can be done with faces. With a connection, run: .venv/bin/enfoads models set-up")
        say("  Sin ellos no se puede hacer nada con caras. Con conexión, ejecuta: .venv/bin/enfoads models set-up")


def find_browser() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    return os.environ.get("ENFOADS_TEST_BROWSER") or next((found for name in names if (found := shutil.which(name))), None)


def ensure_browser() -> str:
    """A Chrome or Chromium for the browser tests: the one that is there, or Debian's package."""
    if not find_browser() and shutil.which("apt-get"):
        say("Installing Chromium for the browser tests")
        as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        for arguments in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", "chromium", "fonts-liberation"]):
            subprocess.run([*as_root, "apt-get", *arguments], stdout=subprocess.DEVNULL, check=False)
    browser = find_browser()
    if not browser:
        fail(
            "The browser tests need Chrome or Chromium. Install it, or give its path in ENFOADS_TEST_BROWSER.",
            "Las pruebas en navegador necesitan Chrome o Chromium. Instálalo o da su ruta en ENFOADS_TEST_BROWSER.",
        )
    return str(browser)


def set_up(*, dev: bool = False) -> None:
    """Everything up to a studio that can start. Prints nothing when all is in place."""
    check_python()
    started = time.monotonic()
    try:
        ensure_venv()
        ensure_libraries(dev=dev)
        with ThreadPoolExecutor(1) as pool:
            page = pool.submit(ensure_frontend)
            ensure_command(dev=dev)
            ensure_models()
            page.result()
    except subprocess.CalledProcessError as error:
        command = " ".join(map(str, error.cmd[:6]))
        fail(
            f"This step failed (exit {error.returncode}): {command}. Check the connection and run the same command again.",
            f"Este paso falló (código {error.returncode}): {command}. Revisa la conexión y ejecuta la misma orden otra vez.",
        )
    if time.monotonic() - started > 3:
        say(f"Everything is set up ({time.monotonic() - started:.0f} s)")
