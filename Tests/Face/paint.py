"""Paints the frames of a film: a photograph on standard input, what to show as arguments
(`blink:0.5`), on standard output each JPEG picture after four bytes of its length.

The face's own mesh of landmarks is bent and turned in three dimensions, and each of its triangles
is filled with the piece of the photograph that it had before. Run by `film.py`."""

import struct
import sys

import cv2
import numpy as np
from bend import BENT, INNER_LIPS, between_eyes
from qrface.detector import Detector
from qrface.mesh import Mesh
from qrface.shape import shape

WIDTH, HEIGHT = 640, 480
FACE_PIXELS = 190
# Degrees to the person's own left.
TURNS = {"turn_left": 40, "turn_right": -40}
SURFACE = 468

FACE_OVAL = (10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400,
             377, 152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67,
             109)
# Rings round the face carry hair, ears and neck along: how far out, and how much they move.
RINGS = ((1.2, 0.95), (1.5, 0.75), (2.2, 0.2))
# Points of the picture's edge, far behind the person.
EDGE = [(x, y, 1000) for x in np.linspace(0, WIDTH - 1, 5) for y in np.linspace(0, HEIGHT - 1, 5)
        if x in (0, WIDTH - 1) or y in (0, HEIGHT - 1)]
INSIDE_OF_A_MOUTH = (35, 25, 60)


def framed(photo: bytes) -> np.ndarray:
    """The photograph as a laptop's camera would see it: the face in the middle of 640x480."""
    picture = cv2.imdecode(np.frombuffer(photo, np.uint8), cv2.IMREAD_COLOR)
    face = Detector().faces(picture)[0]
    scale = FACE_PIXELS / face.width
    middle = np.array([face.left + face.width / 2, face.top + face.height / 2])
    move = np.column_stack([np.eye(2) * scale, (WIDTH / 2, HEIGHT / 2) - scale * middle])
    return cv2.warpAffine(picture, move, (WIDTH, HEIGHT), flags=cv2.INTER_AREA,
                          borderMode=cv2.BORDER_REPLICATE)


class Painter:
    def __init__(self, photo: bytes):
        self.picture = framed(photo)
        points, _ = Mesh().points(self.picture, Detector().faces(self.picture)[0])
        self.face = points[:SURFACE].astype(np.float64)
        self.before = self._with_rings(self.face, self.face)
        self.triangles = _triangles(self.before[:, :2])
        self.turned = shape(points).turned

    def frame(self, action: str, strength: float) -> bytes:
        face = BENT[action](self.face, strength) if action in BENT else self.face
        turn = TURNS.get(action, 0) * strength - self.turned
        after = self._with_rings(face, self._rotated(face, turn))
        painted = self._fill(after)
        if action == "open_mouth":
            cv2.fillPoly(painted, [after[list(INNER_LIPS), :2].astype(np.int32)],
                         INSIDE_OF_A_MOUTH, cv2.LINE_AA)
        return cv2.imencode(".jpg", painted, [cv2.IMWRITE_JPEG_QUALITY, 90])[1].tobytes()

    def _rotated(self, face, degrees):
        """About the neck, which is behind the face."""
        pivot = self.face.mean(axis=0) + (0, 0, 0.5 * between_eyes(self.face))
        turn, _ = cv2.Rodrigues(np.array([0, -np.radians(degrees), 0]))
        return (face - pivot) @ turn.T + pivot

    def _with_rings(self, face, moved):
        """The face's points, rings of the oval's, and the edge of the picture, which stays."""
        points, oval = [moved], list(FACE_OVAL)
        middle = self.face.mean(axis=0)
        for size, follows in RINGS:
            ring = middle + (self.face[oval] - middle) * (size, size, 1)
            points.append(ring + (moved[oval] - self.face[oval]) * follows)
        return np.vstack([*points, EDGE])

    def _fill(self, after):
        """Farthest triangles first, so that the nose hides the cheek behind it."""
        painted = self.picture.copy()
        depth = after[self.triangles, 2].mean(axis=1)
        for corners in self.triangles[np.argsort(-depth)]:
            _fill_triangle(self.picture, self.before[corners, :2], painted, after[corners, :2])
        return painted


def _triangles(points):
    plane = cv2.Subdiv2D((-WIDTH, -HEIGHT, 3 * WIDTH, 3 * HEIGHT))
    order = {}
    for number, point in enumerate(points):
        order.setdefault(plane.insert((float(point[0]), float(point[1]))), number)
    corners = [[plane.findNearest((float(x), float(y)))[0] for x, y in row.reshape(3, 2)]
               for row in plane.getTriangleList()]
    return np.array([[order[c] for c in row] for row in corners if all(c in order for c in row)])


def _fill_triangle(source, before, target, after):
    left, top, width, height = cv2.boundingRect(after.astype(np.float32))
    left, top, right, bottom = (max(left, 0), max(top, 0), min(left + width + 1, WIDTH),
                                min(top + height + 1, HEIGHT))
    if right <= left or bottom <= top:
        return
    corner = np.array([left, top])
    onto = cv2.getAffineTransform(before.astype(np.float32), (after - corner).astype(np.float32))
    piece = cv2.warpAffine(source, onto, (right - left, bottom - top),
                           borderMode=cv2.BORDER_REPLICATE)
    mask = np.zeros(piece.shape[:2], np.uint8)
    cv2.fillConvexPoly(mask, np.round(after - corner).astype(np.int32), 1)
    target[top:bottom, left:right][mask == 1] = piece[mask == 1]


def main():
    painter = Painter(sys.stdin.buffer.read())
    for shown in sys.argv[1:]:
        action, strength = shown.split(":")
        picture = painter.frame(action, float(strength))
        sys.stdout.buffer.write(struct.pack(">I", len(picture)) + picture)


main()
