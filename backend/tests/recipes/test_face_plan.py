"""Who becomes whom: by hand, by likeness, onto every face; and what is refused before anything is drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from enfoads.engines.faces.base import Face, FaceBox, Pose
from enfoads.errors import FaceTooSmall, InvalidRequest
from enfoads.recipes.face_plan import Plan, plan

SAME_PERSON = 0.6


def face(*identity: float, width: float = 100) -> Face:
    return Face(FaceBox(0, 0, width, width, 0.9), np.zeros((5, 2)), Pose(0, 0, 0), 1.0, (), np.array(identity))


ANA, BEA = face(0, 0), face(1, 0)


def planned(sources: list[list[Face]], targets: list[Face], **params: Any) -> Plan:
    return plan(sources, targets, {"mapping": None, "all_faces": False, "force": False} | params, SAME_PERSON)


def pairs(made: Plan) -> list[tuple[int, tuple[tuple[int, int], ...]]]:
    return [(pair.target, pair.sources) for pair in made.pairs]


def test_one_photo_goes_onto_the_largest_face_and_says_that_there_are_others() -> None:
    made = planned([[ANA]], [face(5, 5), face(6, 6)])
    assert pairs(made) == [(0, ((0, 0),))]
    assert made.warnings == ("target_several_faces",)


def test_photos_of_one_person_are_offered_together() -> None:
    made = planned([[ANA], [face(0.1, 0)], [face(0, 0.2)]], [face(5, 5)])
    assert pairs(made) == [(0, ((0, 0), (1, 0), (2, 0)))]


def test_two_people_go_onto_the_faces_that_are_most_like_theirs() -> None:
    made = planned([[ANA], [BEA]], [face(1.2, 0), face(-0.3, 0)])
    assert sorted(pairs(made)) == [(0, ((1, 0),)), (1, ((0, 0),))]


def test_onto_every_face() -> None:
    made = planned([[ANA]], [face(5, 5), face(6, 6), face(7, 7)], all_faces=True)
    assert [target for target, _ in pairs(made)] == [0, 1, 2]
    assert made.warnings == ()


def test_a_mapping_by_hand_is_followed_to_the_letter() -> None:
    wanted = [{"target_face": 1, "source_face": 1, "source": 0}, {"target_face": 0, "source_face": 0, "source": 1}]
    made = planned([[ANA, BEA], [ANA]], [face(5, 5), face(6, 6)], mapping=wanted)
    assert pairs(made) == [(1, ((0, 1),)), (0, ((1, 0),))]


@pytest.mark.parametrize("wrong", [{"target_face": 2}, {"source_face": 1}])
def test_a_mapping_to_a_face_that_is_not_there_says_which(wrong: dict[str, int]) -> None:
    mapping = [{"target_face": 0, "source_face": 0, "source": None} | wrong]
    with pytest.raises(InvalidRequest, match=next(iter(wrong))) as refused:
        planned([[ANA]], [face(5, 5), face(6, 6)], mapping=mapping)
    assert refused.value.param == "mapping"


@pytest.mark.parametrize(("source", "target", "param"), [(30, 100, "source"), (100, 15, "target")])
def test_a_face_too_small_is_refused_with_its_width_and_forced_on_request(source: int, target: int, param: str) -> None:
    with pytest.raises(FaceTooSmall, match=f"{min(source, target)} pixels") as refused:
        planned([[face(0, 0, width=source)]], [face(5, 5, width=target)])
    assert refused.value.param == param
    assert pairs(planned([[face(0, 0, width=source)]], [face(5, 5, width=target)], force=True)) == [(0, ((0, 0),))]


def test_among_all_faces_the_small_ones_are_left_with_a_warning() -> None:
    made = planned([[ANA]], [face(5, 5), face(6, 6, width=12)], all_faces=True)
    assert pairs(made) == [(0, ((0, 0),))]
    assert made.warnings == ("faces_skipped",)


def test_every_code_has_words_in_both_languages() -> None:
    from enfoads.engines.faces.quality import WEAKNESSES
    from enfoads.recipes.face_warnings import text_of

    codes = [f"{whose}{code}" for whose in ("", "source_", "target_") for code in WEAKNESSES] + ["poses_differ", "identity_weak"]
    for code in codes:
        assert len({code, text_of(code, "en"), text_of(code, "es")}) == 3
