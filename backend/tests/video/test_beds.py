"""The built-in music: loops without a seam, none louder than another, nothing clipped."""

from __future__ import annotations

import numpy as np
import pytest

from enfoads.video.audio_reader import read
from enfoads.video.beds import BEDS, Bed
from enfoads.video.levels import RATE, loudness


@pytest.mark.parametrize("bed", BEDS, ids=lambda bed: bed.id)
def test_a_piece_begins_again_in_time_and_is_as_loud_as_the_others(bed: Bed) -> None:
    sound = read(bed.path, "mp3", bed.id, RATE, lambda: None, channels=2).reshape(-1, 2)
    assert len(sound) == pytest.approx(bed.seconds * RATE, abs=24)
    assert loudness(sound) == pytest.approx(-18.4, abs=0.5)
    assert np.abs(sound).max() < 0.9
    joined = np.abs(np.diff(np.concatenate([sound[-RATE // 20 :], sound[: RATE // 20]]), axis=0)).max()
    assert joined <= np.abs(np.diff(sound, axis=0)).max()  # no click where it begins again
    halves = [10 * np.log10((half**2).mean()) for half in np.array_split(sound, 2)]
    assert abs(halves[0] - halves[1]) < 6
