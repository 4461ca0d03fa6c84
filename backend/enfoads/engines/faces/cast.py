"""Who is who in a clip, and whom each of them becomes. People are known again when they come back or the scene changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from enfoads.engines.faces.base import ClipTask, Face, Floats
from enfoads.engines.faces.matching import by_likeness

LOOKS = 8  # remembered of one person: from the front, from the side, laughing
NEW_LOOK = 0.35  # identity distance from all remembered looks from which one more is worth keeping


@dataclass(slots=True)
class Member:
    """Somebody in the clip. becomes: index into the task's people, or None."""

    becomes: int | None
    looks: list[Floats] = field(default_factory=list)

    def distance(self, identity: Floats) -> float:
        return min(float(np.linalg.norm(look - identity)) for look in self.looks)

    def learn(self, identity: Floats) -> None:
        if len(self.looks) < LOOKS and self.distance(identity) > NEW_LOOK:
            self.looks.append(identity)


class Cast:
    def __init__(self, task: ClipTask, same_person: float) -> None:
        self._task, self._same = task, same_person
        self.members: list[Member] = []

    def recognise(self, faces: Sequence[Face]) -> list[Member]:
        """The members these faces of one frame are, the largest first; nobody is two of them."""
        members: list[Member | None] = [None] * len(faces)
        pairs = sorted(
            (member.distance(face.identity), at, who) for at, face in enumerate(faces) for who, member in enumerate(self.members)
        )
        taken: set[int] = set()
        for distance, at, who in pairs:
            if distance < self._same and members[at] is None and who not in taken:
                members[at] = self.members[who]
                taken.add(who)
        new = [at for at, member in enumerate(members) if member is None]
        for at, becomes in zip(new, self._assigned([faces[at] for at in new]), strict=True):
            members[at] = Member(becomes, [faces[at].identity])
            self.members.append(members[at])  # type: ignore[arg-type]
        return [member for member in members if member is not None]

    def _assigned(self, faces: list[Face]) -> list[int | None]:
        """Whom people become who have not been seen before."""
        people = [[portrait.face for portrait in photos] for photos in self._task.people]
        if self._task.references is not None:
            return [self._referred(face) for face in faces]
        if self._task.everybody:
            return [min(range(len(people)), key=lambda one, face=face: _nearest(people[one], face)) for face in faces]  # type: ignore[misc]
        free = [one for one in range(len(people)) if all(member.becomes != one for member in self.members)]
        if len(people) == 1:
            return [free[0] if free and at == 0 else None for at in range(len(faces))]
        chosen: dict[int, int] = {at: free[one] for one, at in by_likeness([people[one][0] for one in free], faces)}
        return [chosen.get(at) for at in range(len(faces))]

    def _referred(self, face: Face) -> int | None:
        references = self._task.references or ()
        away = [float(np.linalg.norm(reference - face.identity)) for reference, _ in references]
        best = min(range(len(away)), key=away.__getitem__)
        return references[best][1] if away[best] < self._same else None


def _nearest(photos: list[Face], face: Face) -> float:
    return min(float(np.linalg.norm(photo.identity - face.identity)) for photo in photos)
