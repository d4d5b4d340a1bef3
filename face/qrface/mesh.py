"""MediaPipe's face landmarks: 478 points of a face in three dimensions. Run by LiteRT and not by
MediaPipe, which needs twice the memory, a dozen threads and another build of OpenCV."""

from math import atan2, cos, sin

import cv2
import numpy as np
from ai_edge_litert.interpreter import Interpreter

from . import weights
from .arrays import Pixels, Points
from .detector import Found
from .shape import OUTER_EYE_CORNERS

POINTS = 478
SIDE_PIXELS = 256
# The network expects a quarter of the face around the face (MediaPipe, face_landmarker_graph).
MARGIN = 1.5


class Mesh:
    def __init__(self) -> None:
        content = weights.member(weights.LANDMARKS, "face_landmarks_detector.tflite")
        self._network = Interpreter(model_content=content, num_threads=1)
        self._network.allocate_tensors()
        self._input = self._network.get_input_details()[0]["index"]
        self._points, self._presence, _ = (
            each["index"] for each in self._network.get_output_details())

    def points(self, picture: Pixels, face: Found) -> tuple[Points, float]:
        """The points, and how sure the network is that they lie on a face (0 to 1). It looks
        twice: only its own points say where the middle of a turned head is."""
        centre = np.array([face.left + face.width / 2, face.top + face.height / 2])
        points, _ = self._look(picture, centre, max(face.width, face.height), face.eyes)
        low, high = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
        eyes = points[OUTER_EYE_CORNERS, :2]
        return self._look(picture, (low + high) / 2, float((high - low).max()), eyes)

    def _look(self, picture: Pixels, centre: Points, size: float, eyes: Points
              ) -> tuple[Points, float]:
        scale = SIDE_PIXELS / (size * MARGIN)
        turn = _onto_square(centre, scale, eyes)
        square = cv2.warpAffine(picture, turn, (SIDE_PIXELS, SIDE_PIXELS), flags=cv2.INTER_LINEAR)
        inputs = cv2.cvtColor(square, cv2.COLOR_BGR2RGB).astype(np.float32)[None] / 255
        self._network.set_tensor(self._input, inputs)
        self._network.invoke()
        flat = self._network.get_tensor(self._points).reshape(POINTS, 3)
        sure = float(self._network.get_tensor(self._presence).ravel()[0])
        back = cv2.invertAffineTransform(turn)
        places = flat[:, :2] @ back[:, :2].T + back[:, 2]
        points = np.column_stack([places, flat[:, 2] / scale]).astype(np.float32)
        return points, 1 / (1 + np.exp(-sure))


def _onto_square(centre: Points, scale: float, eyes: Points) -> np.ndarray:
    """The turn that makes the eyes level and brings the centre to the middle of the square."""
    across = eyes[1] - eyes[0]
    angle = -atan2(float(across[1]), float(across[0]))
    turn = scale * np.array([[cos(angle), -sin(angle)], [sin(angle), cos(angle)]])
    return np.column_stack([turn, SIDE_PIXELS / 2 - turn @ centre]).astype(np.float32)
