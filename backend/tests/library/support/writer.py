"""A process that writes into a library until it is killed, and says on its output what was acknowledged.

Usage: writer.py <data folder> <first number>. Prints "open", then "add <id> <sha256>", "rename <id> <name>" before
and "renamed <id> <name>" after a change, "delete <id>" before a deletion for good. Two threads, snapshots every 60 lines.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import random
import sys
import threading
import time
from pathlib import Path

from enfoads.jobs.events import EventBus
from enfoads.library.library import Library

folder, first = Path(sys.argv[1]), int(sys.argv[2])
library = Library(folder, EventBus(), snapshot_every=60)
numbers = itertools.count(first)


def say(*words: str) -> None:
    os.write(1, (" ".join(words) + "\n").encode())


def write(choice: random.Random) -> None:
    mine: list[str] = []
    while True:
        id = f"img_{next(numbers)}_0"
        content = choice.randbytes(choice.randrange(1, 20_000))
        path, thumbnail = folder / f"{id}.png", folder / f"{id}.webp"
        path.write_bytes(content)
        thumbnail.write_bytes(content[:100])
        library.add_file(path, id=id, type="image", mime="image/png", prompt="p" * choice.randrange(500), thumbnail=thumbnail)
        say("add", id, hashlib.sha256(content).hexdigest())
        mine.append(id)
        if choice.random() < 0.2:
            target, name = choice.choice(mine), f"name{choice.randrange(10**6)}"
            say("rename", target, name)
            library.update(target, "local", name=name)
            say("renamed", target, name)
        if choice.random() < 0.05:
            target = mine.pop(choice.randrange(len(mine)))
            say("delete", target)
            library.delete([target], "local")
            library.purge(time.time() + 3600)
        if library._index.wants_snapshot:
            library._index.snapshot()


library.open()
say("open")
for seed in range(2):
    threading.Thread(target=write, args=(random.Random(first + seed),), daemon=True).start()
time.sleep(60)
