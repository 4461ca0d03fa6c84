"""`enfoads serve`: run the studio."""

from __future__ import annotations

import threading
import webbrowser
from pathlib import Path

import click

from enfoads.commands.common import load_settings, say

# Ports that browsers refuse to open: "bad port" in WHATWG's Fetch standard.
_BLOCKED = {1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, *range(6665, 6670), 6679, 6697, 10080}


@click.command()
@click.option("--host", help="Address to listen on; beyond this machine a key is needed.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on; 0 picks a free one.")
@click.option("--data-dir", type=click.Path(path_type=Path, file_okay=False), help="Where the studio keeps everything.")
@click.option("--open/--no-open", "open_page", default=False, help="Open the page in a browser.")
@click.pass_obj
def serve(chosen_dir: Path | None, host: str | None, port: int | None, data_dir: Path | None, open_page: bool) -> None:
    """Run the studio: page, API and queue. Ctrl-C stops it."""
    settings = load_settings(data_dir or chosen_dir, host=host, port=port)
    settings.data_dir.mkdir(parents=True, exist_ok=True)

    from enfoads import server, telemetry
    from enfoads.library.owner import Ownership

    telemetry.configure(settings.log_level, None, [*settings.api_keys, settings.hf_token, settings.llm_api_key])
    owner = Ownership(settings.data_dir)
    owner.take()  # here, where a refusal is told in one sentence; the server takes it again in its own process
    owner.release()

    if settings.port in _BLOCKED:
        warning = (
            f"No browser opens port {settings.port}: choose another with --port.",
            f"Ningún navegador abre el puerto {settings.port}: elige otro con --port.",
        )
        click.echo(say(*warning), err=True)

    def ready(address: str) -> None:
        page = f"{address}/app/"
        click.echo(say(f"EnfoadsIA: {page}  (Ctrl-C stops it)", f"EnfoadsIA: {page}  (Ctrl-C lo detiene)"))
        if open_page:
            threading.Thread(target=webbrowser.open, args=(page,), daemon=True).start()

    server.run(settings, server.listen(settings), ready)
