"""Small real videos for tests: numpy frames through ffmpeg, with a sine as sound when asked, and what is inside a file."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import skimage.data
from numpy.typing import NDArray

from enfoads.video.ffmpeg import executable

Frame = NDArray[np.uint8]
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
SINE = ("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100")


def ffmpeg(*arguments: str | Path) -> str:
    """Run it; what it says. Raises CalledProcessError."""
    command = [executable(), "-hide_banner", "-nostdin", "-y", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stderr


def write(path: Path, frames: Sequence[Frame], fps: str = "25", *, sound: bool = False, codec: Sequence[str] = H264) -> Path:
    """A clip of these BGR frames, as long as they are, in the container of the path's ending."""
    height, width = frames[0].shape[:2]
    raw = ["-f", "rawvideo", "-pix_fmt", "bgr24", "-s", f"{width}x{height}", "-framerate", fps, "-i", "pipe:0"]
    length = ["-t", f"{len(frames) / float(Fraction(fps)):.6f}"]
    heard = [*length, *SINE] if sound else []
    command = [executable(), "-loglevel", "error", "-y", *raw, *heard, *codec, str(path)]
    subprocess.run(command, check=True, input=b"".join(frame.tobytes() for frame in frames))
    return path


def pattern(count: int, width: int = 64, height: int = 48) -> list[Frame]:
    """Frames that can be told apart: red at the left, blue at the right, a white bar that moves down."""
    plain = np.zeros((height, width, 3), np.uint8)
    plain[:, : width // 2, 2] = plain[:, width // 2 :, 0] = 200
    frames = [plain.copy() for _ in range(count)]
    for index, frame in enumerate(frames):
        frame[index * height // count : index * height // count + max(2, height // 16)] = 255
    return frames


def astronaut() -> Frame:
    """Eileen Collins, NASA, public domain: 512 x 512 BGR, face 108 px wide at about (220, 105)."""
    pixels: Frame = skimage.data.astronaut()  # type: ignore[no-untyped-call]
    return np.ascontiguousarray(pixels[:, :, ::-1])


def moving(image: Frame, count: int, size: tuple[int, int], *, zoom: tuple[float, float] = (1.0, 1.2), sway: float = 12.0) -> list[Frame]:
    """A camera over a picture: it sways and zooms about the astronaut's face, which stays in sight. size: (width, height)."""
    frames = []
    for index in range(count):
        t = index / max(1, count - 1)
        scale = zoom[0] + (zoom[1] - zoom[0]) * t
        x, y = 222 + sway * np.sin(6.3 * t), 120 + sway * np.cos(6.3 * t) / 2
        matrix = np.array([[scale, 0, size[0] / 2 - scale * x], [0, scale, size[1] * 0.45 - scale * y]])
        frames.append(np.asarray(cv2.warpAffine(image, matrix, size, borderMode=cv2.BORDER_REFLECT), np.uint8))
    return frames


def read(path: Path) -> NDArray[np.uint8]:
    """Every frame, upright, (N, H, W, 3) BGR."""
    from enfoads.video.probe import probe
    from enfoads.video.reader import VideoReader

    with VideoReader(path, probe(path, path.name), path.name) as frames:
        return np.stack(list(frames))


def packets(path: Path, stream: str = "a") -> str:
    """Checksum of a stream's packets as they are stored; two files with the same sound give the same."""
    command = [executable(), "-loglevel", "error", "-i", str(path), "-map", f"0:{stream}", "-c", "copy", "-f", "md5", "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def described(path: Path) -> str:
    """What ffmpeg says of a file."""
    done: Any = subprocess.run([executable(), "-hide_banner", "-i", str(path)], capture_output=True, text=True)
    return str(done.stderr)
