"""Paints the frames of a film: a photograph on standard input, what to show as arguments
(`blink:0.5`), on standard output each JPEG picture after four bytes of its length.

The face's own mesh of landmarks is bent and turned in three dimensions, and each of its triangles
is filled with the piece of the photograph that it had before. Run by `film.py`."""

import struct
import sys

import cv2
import numpy as np
from qrface.detector import Detector
from qrface.mesh import Mesh

WIDTH, HEIGHT = 640, 480
FACE_PIXELS = 190
TURN_DEGREES = 40
SURFACE = 468

FACE_OVAL = (10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400,
             377, 152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67,
             109)
# Rings round the face carry hair, ears and neck along: how far out, and how much they move.
RINGS = ((1.2, 0.95), (1.5, 0.75), (2.2, 0.2))
UPPER_LIDS = (246, 161, 160, 159, 158, 157, 173, 466, 388, 387, 386, 385, 384, 398)
LOWER_LIDS = (7, 163, 144, 145, 153, 154, 155, 249, 390, 373, 374, 380, 381, 382)
CREASES = (247, 30, 29, 27, 28, 56, 190, 467, 260, 259, 257, 258, 286, 414)
MOUTH_CORNERS = (61, 291)
INNER_LIPS = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88,
              95)
LOWER_INNER_LIP = INNER_LIPS[11:]
CHIN, NOSE_BASE = 152, 2
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
        self.eyes = np.linalg.norm(self.face[33] - self.face[263])
        self.before = self._with_rings(self.face, self.face)
        self.triangles = _triangles(self.before[:, :2])
        across = self.face[454] - self.face[234]
        self.turned = np.degrees(np.arctan2(across[2], across[0]))

    def frame(self, action: str, strength: float) -> bytes:
        face = self.face.copy()
        turn = -self.turned
        match action:
            case "turn_left": turn += TURN_DEGREES * strength
            case "turn_right": turn -= TURN_DEGREES * strength
            case "blink": self._close_eyes(face, strength)
            case "smile": self._smile(face, strength)
            case "open_mouth": self._open_mouth(face, strength)
        after = self._with_rings(face, self._rotated(face, turn))
        painted = self._fill(after)
        if action == "open_mouth":
            cv2.fillPoly(painted, [after[list(INNER_LIPS), :2].astype(np.int32)],
                         INSIDE_OF_A_MOUTH, cv2.LINE_AA)
        return cv2.imencode(".jpg", painted, [cv2.IMWRITE_JPEG_QUALITY, 90])[1].tobytes()

    def _close_eyes(self, face, strength):
        for upper, lower, crease in zip(UPPER_LIDS, LOWER_LIDS, CREASES):
            gap = face[lower] - face[upper]
            face[upper] += gap * strength * 1.08
            face[crease] += gap * strength * 0.7

    def _smile(self, face, strength):
        for corner, outward in zip(MOUTH_CORNERS, (-1, 1)):
            pull = np.array([outward * 0.11, -0.10, 0.03]) * self.eyes * strength
            face += pull * _near(self.face, self.face[corner], 0.16 * self.eyes)[:, None]

    def _open_mouth(self, face, strength):
        drop = 0.36 * self.eyes * strength
        lip = self.face[14, 1]
        below = np.clip((self.face[:, 1] - lip) / (0.05 * self.eyes) + 1, 0, 1)
        below[list(LOWER_INNER_LIP)] = 1
        below[[191, 80, 81, 82, 13, 312, 311, 310, 415]] = 0
        width = np.abs(self.face[:, 0] - self.face[14, 0]) / (0.75 * self.eyes)
        face[:, 1] += drop * below * np.clip(1 - width ** 2, 0, 1)

    def _rotated(self, face, degrees):
        """About the neck, which is behind the face."""
        pivot = self.face.mean(axis=0) + (0, 0, 0.5 * self.eyes)
        turn, _ = cv2.Rodrigues(np.array([0, -np.radians(degrees), 0]))
        return (face - pivot) @ turn.T + pivot

    def _with_rings(self, face, moved):
        """The face's points, rings of the oval's, and the edge of the picture, which stays."""
        points, oval = [moved], list(FACE_OVAL)
        middle = self.face.mean(axis=0)
        for size, follows in RINGS:
            ring = middle + (self.face[oval] - middle) * (size, size, 1)
            points.append(ring + (moved[oval] - self.face[oval]) * follows)
        edge = [(x, y, 1000) for x in np.linspace(0, WIDTH - 1, 5)
                for y in np.linspace(0, HEIGHT - 1, 5) if x in (0, WIDTH - 1) or y in (0, HEIGHT - 1)]
        return np.vstack([*points, edge])

    def _fill(self, after):
        """Farthest triangles first, so that the nose hides the cheek behind it."""
        painted = self.picture.copy()
        depth = after[self.triangles, 2].mean(axis=1)
        for corners in self.triangles[np.argsort(-depth)]:
            _fill_triangle(self.picture, self.before[corners, :2], painted, after[corners, :2])
        return painted


def _near(points, place, reach):
    return np.exp(-(np.linalg.norm(points[:, :2] - place[:2], axis=1) / reach) ** 2)


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
