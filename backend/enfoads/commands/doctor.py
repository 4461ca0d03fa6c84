"""`enfoads doctor`: what this machine can run, and why not."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from enfoads.commands.common import as_json, language, load_settings, print_json, say
from enfoads.sizes import human

if TYPE_CHECKING:
    from enfoads.settings import Settings

State = Literal["good", "note", "bad"]
_MARKS: dict[State, tuple[str, str]] = {"good": ("✓", "green"), "note": ("–", "yellow"), "bad": ("✗", "red")}

SDXL_VRAM = 8 * 2**30  # bytes: SDXL in float16 with its text encoders and the decoding of 1024 pixels
SDXL_RAM = 16 * 2**30  # bytes: SDXL in float32 on a CPU; slow, but it runs
LOW_DISK = 2 * 2**30


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. `bad` means the studio cannot work like this, `note` that something is out of reach."""

    state: State
    name: str
    detail: str


@click.command()
@as_json
@click.pass_obj
def doctor(data_dir: Path | None, as_json: bool) -> None:
    """What this machine can run, and why not."""
    settings = load_settings(data_dir)
    checks: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
        _python,
        _machine,
        _device,
        _data,
        _port,
        _page,
        _models,
        _checkpoint,
        _safety,
    )
    findings = [finding for check in checks for finding in check(settings)]
    if as_json:
        print_json({"ok": all(found.state != "bad" for found in findings), "checks": [asdict(found) for found in findings]})
    else:
        for found in findings:
            mark, colour = _MARKS[found.state]
            click.echo(f"{click.style(mark, fg=colour)} {found.name:<12} {found.detail}")
    if any(found.state == "bad" for found in findings):
        raise SystemExit(1)


def _python(_: Settings) -> Iterator[Finding]:
    version = ".".join(str(part) for part in sys.version_info[:3])
    good = sys.version_info[:2] == (3, 11)
    needed = say("3.11 is needed", "hace falta 3.11")
    yield Finding("good" if good else "bad", "Python", version if good else f"{version}: {needed}")


def _machine(_: Settings) -> Iterator[Finding]:
    import psutil

    memory = psutil.virtual_memory()
    cores = os.cpu_count() or 1
    free = say("free", "libres")
    yield Finding("good" if memory.total >= 4 * 2**30 else "note", "RAM", f"{human(memory.total)}, {human(memory.available)} {free}")
    yield Finding("good" if cores > 1 else "note", "CPU", say(f"{cores} cores", f"{cores} núcleos"))


def _device(settings: Settings) -> Iterator[Finding]:
    """torch is imported here: it takes seconds, and it is what has to work."""
    import psutil

    try:
        import torch
    except (ImportError, OSError) as error:
        why = say(f"cannot be loaded: {error}. Run scripts/studio.", f"no se puede cargar: {error}. Ejecuta scripts/studio.")
        yield Finding("bad", "PyTorch", why)
        return
    yield Finding("good", "PyTorch", str(torch.__version__))
    if torch.cuda.is_available():
        total = torch.cuda.get_device_properties(0).total_memory
        enough = total >= SDXL_VRAM
        verdict = say("SDXL fits", "SDXL cabe") if enough else say("SDXL needs 8 GiB", "SDXL necesita 8 GiB")
        yield Finding("good" if enough else "note", "GPU", f"{torch.cuda.get_device_name(0)}, {human(total)}: {verdict}")
        return
    no_cuda, no_gpu = say("this PyTorch has no CUDA", "este PyTorch no tiene CUDA"), say("no GPU found", "no se encontró GPU")
    cpu_only = no_cuda if torch.version.cuda is None else no_gpu
    if settings.device.startswith("cuda"):
        yield Finding("bad", "GPU", f"ENFOADS_DEVICE={settings.device}: {cpu_only}")
        return
    slow = psutil.virtual_memory().total >= SDXL_RAM
    can = say("SDXL would run, in minutes per picture", "SDXL funcionaría, a minutos por imagen")
    cannot = say("the starter runs, SDXL needs a GPU or 16 GiB of RAM", "el modelo inicial funciona; SDXL necesita GPU o 16 GiB de RAM")
    yield Finding("note", "GPU", f"{cpu_only}: {can if slow else cannot}")


def _data(settings: Settings) -> Iterator[Finding]:
    folder = settings.data_dir
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    if not os.access(existing, os.W_OK):
        yield Finding("bad", say("Data", "Datos"), say(f"{folder} cannot be written", f"no se puede escribir en {folder}"))
        return
    free = shutil.disk_usage(existing).free
    state: State = "good" if free >= LOW_DISK else "note"
    yield Finding(state, say("Data", "Datos"), f"{folder}, {human(free)} {say('free', 'libres')}")


def _port(settings: Settings) -> Iterator[Finding]:
    from enfoads.library.owner import find_server

    address = find_server(settings.data_dir) if settings.data_dir.exists() else None
    name = say("Port", "Puerto")
    if address:
        yield Finding("good", name, say(f"the studio runs at {address}", f"el estudio está en marcha en {address}"))
        return
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", settings.port))
        except OSError:
            taken = say(f"{settings.port} is used by another program", f"{settings.port} lo usa otro programa")
            yield Finding("note", name, taken + say("; choose one with --port", "; elige otro con --port"))
            return
    yield Finding("good", name, say(f"{settings.port} is free", f"{settings.port} está libre"))


def _page(_: Settings) -> Iterator[Finding]:
    from enfoads.api.spa import is_built

    built = is_built()
    missing = say("not built: run scripts/studio", "sin construir: ejecuta scripts/studio")
    yield Finding("good" if built else "note", say("Page", "Página"), say("built", "construida") if built else missing)


def _models(settings: Settings) -> Iterator[Finding]:
    from enfoads.models.catalog import Catalog

    catalog = Catalog(settings)
    active, name = catalog.default_image_model(), say("Models", "Modelos")
    installed = [entry.id for entry in catalog.entries() if entry.task == "text-to-image" and catalog.state(entry) == "installed"]
    if active.id in installed:
        yield Finding("good", name, f"{', '.join(installed)}; {say('used by default', 'se usa')}: {active.id}")
    else:
        yield Finding("bad", name, say(f"{active.id} is not installed", f"{active.id} no está instalado"))
    for id, problem in catalog.problems().items():
        yield Finding("note", name, f"{id}: {problem.message(language())}")


def _checkpoint(settings: Settings) -> Iterator[Finding]:
    """Which of the five levels gave the person's own checkpoint, and why each of the others did not."""
    from enfoads.models.catalog import Catalog

    catalog, name = Catalog(settings), "Checkpoint"
    resolution = catalog.checkpoint()
    if all(level.state == "empty" for level in resolution.levels):
        names = ", ".join(level.name for level in resolution.levels)
        yield Finding("note", name, say(f"none of your own ({names})", f"ninguno tuyo ({names})"))
        return
    for level in resolution.levels:
        detail = say(*level.detail)
        if level.state == "won":
            if resolution.to_fetch:
                detail += say("; not fetched yet: enfoads models pull checkpoint", "; por descargar: enfoads models pull checkpoint")
            detail = say("used: ", "se usa: ") + detail
        yield Finding("good" if level.state == "won" else "note", name, f"{level.name}: {detail}")


def _safety(settings: Settings) -> Iterator[Finding]:
    from enfoads.security.keys import KeyRing

    name = say("Access", "Acceso")
    if not KeyRing(settings).exist:
        open_here = say("no keys: open, on this machine only", "sin claves: abierto, solo en esta máquina")
        refused = say(
            "others can reach it: it needs a key (enfoads keys add)", "otros pueden llegar: necesita una clave (enfoads keys add)"
        )
        yield Finding("bad" if settings.is_exposed else "good", name, refused if settings.is_exposed else open_here)
        return
    yield Finding("good", name, say("a key is needed", "hace falta una clave"))
