"""Everything about processes that needs POSIX: starting a worker in a group of its own and ending all of it.

A worker may have children (ffmpeg) and may be stuck in C with the GIL held, so it cannot be trusted to end itself. Each
one has a guard: a shell that waits on a pipe whose other end only the server holds, and kills the worker's whole group
when the kernel closes it, whatever the server died of. (Linux's PR_SET_PDEATHSIG would reach the worker alone, and
fires when the *thread* that started it ends.)
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from enfoads.errors import Text

_GUARD = 'read _line; kill -s KILL -- "-$1"'
_REAP_S = 10.0  # a killed process that is not gone by then is stuck in the kernel (a device driver)


class Group:
    """A process started as the leader of its own session and group, with its guard."""

    def __init__(self, command: Sequence[str], *, pass_fd: int) -> None:
        """`output` is what the group writes to stdout and stderr; whoever reads it closes it."""
        self.leader = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, pass_fds=(pass_fd,), start_new_session=True
        )
        assert self.leader.stdout is not None
        self.output: IO[bytes] = self.leader.stdout
        try:
            self._guard, self._lifeline = _guard(self.leader.pid)
        except OSError:
            kill_group(self.leader.pid)
            self.leader.communicate()
            raise

    def exited(self) -> bool:
        return self.leader.poll() is not None

    def end(self, patience: float = 0.0) -> Text:
        """Kill every process of the group and say why the leader ended.

        `patience`: seconds to wait for the leader to end by itself, which it is doing when its pipe has closed; its
        own exit status tells more than our kill.
        """
        with suppress(subprocess.TimeoutExpired):
            self.leader.wait(patience)
        status = self.leader.returncode
        kill_group(self.leader.pid)
        self._guard.kill()
        os.close(self._lifeline)
        for process in (self.leader, self._guard):
            with suppress(subprocess.TimeoutExpired):
                process.wait(_REAP_S)
        return describe_exit(status)


def _guard(group: int) -> tuple[subprocess.Popen[bytes], int]:
    """The guard of a process group, and the descriptor that keeps it waiting."""
    waits, lifeline = os.pipe()
    command = ["/bin/sh", "-c", _GUARD, "guard", str(group)]
    try:
        return subprocess.Popen(command, stdin=waits, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, start_new_session=True), lifeline
    except OSError:
        os.close(lifeline)
        raise
    finally:
        os.close(waits)


def kill_group(group: int) -> None:
    """SIGKILL to every process of a group that may be gone already."""
    with suppress(ProcessLookupError, PermissionError):  # macOS answers PermissionError when only zombies are left
        os.killpg(group, signal.SIGKILL)


def kill_own_group() -> None:
    """End this process and its children at once. Only a process that leads its own group may call this."""
    os.killpg(os.getpgrp(), signal.SIGKILL)


def volunteer_for_oom_kill() -> None:
    """Ask Linux to take this process before the server when memory runs out."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500")


def describe_exit(status: int | None) -> Text:
    """Why a process ended, from the `Popen.returncode` it had before anyone here killed it."""
    if status is None:
        return Text("it no longer answered and was killed", "ya no respondía y hubo que matarlo")
    if status == -signal.SIGKILL:
        return Text("SIGKILL: killed, probably out of memory", "SIGKILL: lo mataron, probablemente por falta de memoria")
    if status < 0:
        name = next((known.name for known in signal.Signals if known == -status), f"signal {-status}")
        return Text(name, name)
    return Text(f"exit status {status}", f"código de salida {status}")
