"""Who becomes whom: from the faces of the source photos and of the target to the swaps an engine is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from enfoads.errors import FaceTooSmall, InvalidRequest

if TYPE_CHECKING:
    from enfoads.engines.faces.base import Face

LEAST_SOURCE, LEAST_TARGET = 48, 24  # pixels across; with less there is no likeness to take, or none that is seen

FaceAt = tuple[int, int]  # photo, face in it


@dataclass(frozen=True, slots=True)
class Pair:
    """A face of the target, and the photos of the person who takes its place."""

    target: int
    sources: tuple[FaceAt, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    pairs: tuple[Pair, ...]
    warnings: tuple[str, ...]


def plan(sources: Sequence[Sequence[Face]], targets: Sequence[Face], params: dict[str, Any], same_person: float) -> Plan:
    """`sources`: the faces of each photo, the largest first, none empty. `targets`: the same of the target. Reads of the params
    `mapping`, `all_faces` and `force`.

    Raises InvalidRequest for a mapping to a face that is not there, FaceTooSmall unless forced or when all faces are wanted.
    """
    people = people_of(sources, same_person)
    warnings = []
    if params["mapping"] is not None:
        pairs = [_mapped(one, sources, targets, people) for one in params["mapping"]]
    else:
        if any(len(faces) > 1 for faces in sources):
            warnings.append("source_several_faces")
        pairs = _unmapped(sources, targets, people, every=params["all_faces"])
        if len(pairs) < len(targets):
            warnings.append("target_several_faces")
    if not params["force"]:
        refuse_small_sources(pairs, sources)
        pairs, skipped = _without_small_targets(pairs, targets, skip=params["mapping"] is None and params["all_faces"])
        warnings += ["faces_skipped"] if skipped else []
    return Plan(tuple(pairs), tuple(warnings))


def people_of(sources: Sequence[Sequence[Face]], same_person: float) -> list[list[FaceAt]]:
    """The largest face of each photo, those of one person together, in the photos' order."""
    people: list[list[FaceAt]] = []
    for photo, faces in enumerate(sources):
        known = next((one for one in people if _apart(sources[one[0][0]][0], faces[0]) < same_person), None)
        if known is None:
            people.append([(photo, 0)])
        else:
            known.append((photo, 0))
    return people


def _unmapped(sources: Sequence[Sequence[Face]], targets: Sequence[Face], people: list[list[FaceAt]], *, every: bool) -> list[Pair]:
    from enfoads.engines.faces.matching import by_likeness

    faces = [sources[photo][face] for (photo, face), *_ in people]
    if every:
        likest = [min(range(len(faces)), key=lambda one: _apart(faces[one], target)) for target in targets]
        return [Pair(index, tuple(people[person])) for index, person in enumerate(likest)]
    if len(people) == 1:
        return [Pair(0, tuple(people[0]))]
    return [Pair(target, tuple(people[person])) for person, target in by_likeness(faces, targets)]


def _mapped(pair: dict[str, Any], sources: Sequence[Sequence[Face]], targets: Sequence[Face], people: list[list[FaceAt]]) -> Pair:
    photo, face, target = pair["source"] or 0, pair["source_face"], pair["target_face"]
    if target >= len(targets):
        raise _no_face("target_face", target, len(targets), "the target", "el destino")
    if face >= len(sources[photo]):
        raise _no_face("source_face", face, len(sources[photo]), f"source {photo + 1}", f"el origen {photo + 1}")
    if pair["source"] is None:
        person = next((one for one in people if (photo, face) in one), [(photo, face)])
        return Pair(target, tuple(person))
    return Pair(target, ((photo, face),))


def refuse_small_sources(pairs: Sequence[Pair], sources: Sequence[Sequence[Face]]) -> None:
    """A person of whom one photo is large enough is well."""
    for pair in pairs:
        photo, face = max(pair.sources, key=lambda at: _width(sources[at[0]][at[1]]))
        width = _width(sources[photo][face])
        if width < LEAST_SOURCE:
            name, name_es = f"source {photo + 1}", f"origen {photo + 1}"
            raise FaceTooSmall(param="source", name=name, name_es=name_es, width=round(width), least=LEAST_SOURCE)


def _without_small_targets(pairs: Sequence[Pair], targets: Sequence[Face], *, skip: bool) -> tuple[list[Pair], bool]:
    small = [pair for pair in pairs if _width(targets[pair.target]) < LEAST_TARGET]
    left = [pair for pair in pairs if pair not in small]
    if small and not (skip and left):
        width = round(_width(targets[small[0].target]))
        raise FaceTooSmall(param="target", name="target", name_es="destino", width=width, least=LEAST_TARGET)
    return left, bool(small)


def photos_of(pairs: Sequence[Pair]) -> Iterator[FaceAt]:
    """Every face of a source photo that takes part, once."""
    yield from dict.fromkeys(at for pair in pairs for at in pair.sources)


def _width(face: Face) -> float:
    return face.box.width


def _apart(one: Face, other: Face) -> float:
    import numpy as np

    return float(np.linalg.norm(one.identity - other.identity))


def _no_face(field: str, index: int, count: int, where: str, where_es: str) -> InvalidRequest:
    return InvalidRequest(
        param="mapping",
        detail=f"mapping: {field} {index}: {where} shows {count} faces, counted from 0",
        detail_es=f"mapping: {field} {index}: {where_es} muestra {count} caras, contadas desde 0",
    )
