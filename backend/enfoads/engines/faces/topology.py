"""Which of the mesh's 468 points belong to what: MediaPipe's connections (face_mesh_connections.py), closed into outlines."""

from __future__ import annotations

import numpy as np

# fmt: off
OVAL = [
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
    152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
]
LIPS_OUTER = [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146]
LIPS_INNER = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95]
RIGHT_EYE = [33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7]
LEFT_EYE = [263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249]
RIGHT_BROW = [70, 63, 105, 66, 107, 55, 65, 52, 53, 46]
LEFT_BROW = [300, 293, 334, 296, 336, 285, 295, 282, 283, 276]
# Cheeks, nose and chin: skin on nearly everybody, without beard, fringe or glasses on most.
SKIN = [
    50, 101, 118, 117, 123, 147, 187, 205, 36, 142, 126, 280, 330, 347, 346, 352, 376, 411, 425, 266, 371, 355,
    4, 5, 195, 197, 6, 168, 9, 8, 199, 200, 18, 175,
]
# fmt: on
TOP, CHIN, RIGHT_SIDE, LEFT_SIDE = 10, 152, 234, 454
UPPER_LIP, LOWER_LIP, RIGHT_CORNER, LEFT_CORNER = 13, 14, 61, 291
EYES, BROWS = (RIGHT_EYE, LEFT_EYE), (RIGHT_BROW, LEFT_BROW)
STEADY = np.setdiff1d(np.arange(468), LIPS_OUTER + LIPS_INNER)  # what speaking moves least
