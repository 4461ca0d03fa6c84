"""One ONNX network on the device the GPU manager names. What the finishing engines have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from enfoads.errors import IncompatibleCheckpoint

Floats = NDArray[np.floating[Any]]
_ONE_IMAGE = 4  # axes of (1, 3, H, W)


class Network:
    """A network with one picture in, (1, 3, H, W), and one out. ONNX Runtime keeps no copy in RAM: the file is read again."""

    def __init__(self, name: str, path: Path, threads: int) -> None:
        self.name, self.path = name, path
        self.weights_bytes = path.stat().st_size
        self._threads = threads
        self._session: onnxruntime.InferenceSession | None = None
        self._input = ""
        self._dtype: type[np.floating[Any]] = np.float32

    def load(self, device: str) -> None:
        """Raises IncompatibleCheckpoint for a file that is no such network."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.log_severity_level = self._threads, 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # idle threads leave the cores to the server
        try:
            session = onnxruntime.InferenceSession(str(self.path), options, providers=_providers(device))
        except Exception as error:  # the runtime raises its own classes for a missing file and for a damaged one
            raise self._refused(str(error).splitlines()[0][:200]) from None
        taken = session.get_inputs()
        if len(taken) != 1 or len(taken[0].shape) != _ONE_IMAGE or taken[0].shape[1] != 3:
            raise self._refused(f"inputs {[one.shape for one in taken]}")
        self._session, self._input = session, taken[0].name
        self._dtype = np.float16 if taken[0].type == "tensor(float16)" else np.float32

    def unload(self) -> None:
        self._session = None

    def run(self, planes: Floats) -> Floats:
        """(1, 3, H, W) to (1, C, H', W')."""
        if self._session is None:
            raise RuntimeError(f"{self.name} is not loaded")
        found: Floats = np.asarray(self._session.run(None, {self._input: planes.astype(self._dtype)})[0], np.float32)
        if found.ndim != _ONE_IMAGE:
            raise self._refused(f"output {found.shape}")
        return found

    def _refused(self, detail: str) -> IncompatibleCheckpoint:
        return IncompatibleCheckpoint(model=self.name, detail=detail, detail_es=detail)


def _providers(device: str) -> list[Any]:
    """CUDA where the device is a GPU and the runtime has it; the CPU otherwise."""
    if device.startswith("cuda") and "CUDAExecutionProvider" in onnxruntime.get_available_providers():
        index = device.partition(":")[2] or "0"
        return [("CUDAExecutionProvider", {"device_id": index, "arena_extend_strategy": "kSameAsRequested"}), "CPUExecutionProvider"]
    return ["CPUExecutionProvider"]
