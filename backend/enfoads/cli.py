"""The command `enfoads`. Each subcommand lives in `commands/`; nothing heavy is imported before one runs."""

from __future__ import annotations

import errno
import json
import sys
from pathlib import Path

import click

from enfoads import __version__
from enfoads.commands import avatars, doctor, image, jobs, keys, models, prompts, say, scripts, serve, swap, transcribe, video
from enfoads.commands.common import language
from enfoads.errors import DiskFull, EnfoadsError, NotWritable


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="EnfoadsIA")
@click.option("--data-dir", type=click.Path(path_type=Path, file_okay=False), help="Where the studio keeps everything (ENFOADS_DATA_DIR).")
@click.pass_context
def cli(context: click.Context, data_dir: Path | None) -> None:
    """A self-hosted AI ad studio."""
    context.obj = data_dir


for command in (
    *(
        serve.serve,
        image.image,
        video.video,
        scripts.script,
        scripts.music,
        say.say,
        say.voices,
        avatars.avatars,
        transcribe.transcribe,
        swap.swap,
        swap.faces,
        prompts.prompt,
        prompts.styles,
    ),
    *(models.models, jobs.jobs, keys.keys, doctor.doctor),
):
    cli.add_command(command)


def main() -> None:
    """Errors of the studio are told in the person's language, with a hint, and exit with 1; Ctrl-C exits with 130."""
    try:
        sys.exit(cli(standalone_mode=False))
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except EnfoadsError as error:
        _tell(error)
        sys.exit(1)
    except OSError as error:
        if named := _named(error):
            _tell(named)
        else:
            click.secho(str(error), fg="red", err=True)
        sys.exit(1)


def _named(error: OSError) -> EnfoadsError | None:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull()
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM) and error.filename:
        return NotWritable(path=error.filename, detail=error.strerror)
    return None


def _tell(error: EnfoadsError) -> None:
    if "--json" in sys.argv:
        click.echo(json.dumps({"error": {"code": error.code, "message": error.message(language()), "hint": error.advice(language())}}))
        return
    click.secho(error.message(language()), fg="red", err=True)
    if hint := error.advice(language()):
        click.echo(hint, err=True)


if __name__ == "__main__":
    main()
