"""What a face's landmarks do when it blinks, smiles or opens its mouth. Numbers are those of
MediaPipe's mesh; moves are parts of the distance between the eyes; strength is from 0 to 1."""

import numpy as np

OUTER_EYE_CORNERS = (33, 263)
UPPER_LIDS = (246, 161, 160, 159, 158, 157, 173, 466, 388, 387, 386, 385, 384, 398)
LOWER_LIDS = (7, 163, 144, 145, 153, 154, 155, 249, 390, 373, 374, 380, 381, 382)
CREASES = (247, 30, 29, 27, 28, 56, 190, 467, 260, 259, 257, 258, 286, 414)
MOUTH_CORNERS = (61, 291)
UPPER_INNER_LIP = (191, 80, 81, 82, 13, 312, 311, 310, 415)
LOWER_INNER_LIP = (324, 318, 402, 317, 14, 87, 178, 88, 95)
INNER_LIPS = (78, *UPPER_INNER_LIP, 308, *LOWER_INNER_LIP)
UNDER_LIP = 14


def between_eyes(face: np.ndarray) -> float:
    right, left = OUTER_EYE_CORNERS
    return float(np.linalg.norm(face[right] - face[left]))


def blink(face: np.ndarray, strength: float) -> np.ndarray:
    """The upper lids come down, a little over the lower ones, and the skin above follows."""
    bent = face.copy()
    for upper, lower, crease in zip(UPPER_LIDS, LOWER_LIDS, CREASES):
        gap = (face[lower] - face[upper]) * strength
        bent[upper] += 1.08 * gap
        bent[crease] += 0.7 * gap
    return bent


def smile(face: np.ndarray, strength: float) -> np.ndarray:
    """The corners of the mouth go outward and up, and take what is near along."""
    eyes, bent = between_eyes(face), face.copy()
    for corner, outward in zip(MOUTH_CORNERS, (-1, 1)):
        pull = np.array([outward * 0.11, -0.10, 0.03]) * eyes * strength
        away = np.linalg.norm(face[:, :2] - face[corner, :2], axis=1) / (0.16 * eyes)
        bent += pull * np.exp(-away ** 2)[:, None]
    return bent


def open_mouth(face: np.ndarray, strength: float) -> np.ndarray:
    """Everything below the upper lip goes down, most of all in the middle."""
    eyes, bent = between_eyes(face), face.copy()
    below = np.clip((face[:, 1] - face[UNDER_LIP, 1]) / (0.05 * eyes) + 1, 0, 1)
    below[list(LOWER_INNER_LIP)] = 1
    below[list(UPPER_INNER_LIP)] = 0
    aside = np.abs(face[:, 0] - face[UNDER_LIP, 0]) / (0.75 * eyes)
    bent[:, 1] += 0.36 * eyes * strength * below * np.clip(1 - aside ** 2, 0, 1)
    return bent


BENT = {"blink": blink, "smile": smile, "open_mouth": open_mouth}
