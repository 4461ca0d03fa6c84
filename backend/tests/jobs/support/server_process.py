"""A server that owns a queue, to be killed: `server_process.py <data dir> <jobs to submit>`.

Says `ready` once the jobs are accepted. Without jobs it takes over what is there, waits until all has ended, and prints
the jobs and the assets as JSON.
"""

import json
import sys
from pathlib import Path

from jobdesk import Desk, until


def main(data_dir: Path, count: int) -> None:
    trace = str(data_dir / "trace.txt")
    desk = Desk(data_dir)
    for number in range(count):
        desk.submit("steps", {"n": 5, "step_s": 0.01, "trace": trace, "save": True}, priority=number % 3)
    if count:
        desk.submit("helper", priority=9)
        until(lambda: any(update["stage"] == "encoding" for event in desk.events if (update := getattr(event, "job", None))))
        print("ready", flush=True)
        until(lambda: False, timeout=60)
    jobs, _ = desk.queue.list(owner="local", limit=200)
    for job in jobs:
        if job.kind == "helper":
            desk.queue.cancel(job.id)
    ended = [desk.queue.wait(job.id, 60) for job in jobs]
    desk.queue.stop()
    print(json.dumps({"jobs": [[job.id, job.kind, job.status, job.attempt, job.seq] for job in ended], "assets": desk.saved}))


main(Path(sys.argv[1]), int(sys.argv[2]))
