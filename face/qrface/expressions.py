"""What a face does: MediaPipe's blendshapes, 52 numbers from 0 to 1, of which four are used."""

import numpy as np
from ai_edge_litert.interpreter import Interpreter

from . import weights
from .arrays import Points

# The points that the network was made for: facts of the model (face_blendshapes_graph.cc).
USED_POINTS = (
    0, 1, 4, 5, 6, 7, 8, 10, 13, 14, 17, 21, 33, 37, 39, 40, 46, 52, 53, 54, 55, 58, 61, 63, 65,
    66, 67, 70, 78, 80, 81, 82, 84, 87, 88, 91, 93, 95, 103, 105, 107, 109, 127, 132, 133, 136,
    144, 145, 146, 148, 149, 150, 152, 153, 154, 155, 157, 158, 159, 160, 161, 162, 163, 168, 172,
    173, 176, 178, 181, 185, 191, 195, 197, 234, 246, 249, 251, 263, 267, 269, 270, 276, 282, 283,
    284, 285, 288, 291, 293, 295, 296, 297, 300, 308, 310, 311, 312, 314, 317, 318, 321, 323, 324,
    332, 334, 336, 338, 356, 361, 362, 365, 373, 374, 375, 377, 378, 379, 380, 381, 382, 384, 385,
    386, 387, 388, 389, 390, 397, 398, 400, 402, 405, 409, 415, 454, 466, 468, 469, 470, 471, 472,
    473, 474, 475, 476, 477)
BLINKS = (9, 10)
OPEN_JAW = 25
SMILES = (44, 45)


class Expressions:
    def __init__(self) -> None:
        content = weights.member(weights.LANDMARKS, "face_blendshapes.tflite")
        self._network = Interpreter(model_content=content, num_threads=1)
        self._network.allocate_tensors()
        self._input = self._network.get_input_details()[0]["index"]
        self._output = self._network.get_output_details()[0]["index"]

    def strengths(self, points: Points) -> np.ndarray:
        """All 52 strengths of the face with these points."""
        self._network.set_tensor(self._input, points[None, USED_POINTS, :2])
        self._network.invoke()
        return self._network.get_tensor(self._output)
