"""What can be done to a photograph without knowing the person."""

import cv2
import numpy as np

WIDTH, HEIGHT = 640, 480


def opened(photo: bytes) -> np.ndarray:
    return cv2.imdecode(np.frombuffer(photo, np.uint8), cv2.IMREAD_COLOR)


def saved(picture: np.ndarray, extension: str = ".jpg", quality: int = 92) -> bytes:
    options = [cv2.IMWRITE_JPEG_QUALITY, quality] if extension == ".jpg" else []
    return cv2.imencode(extension, picture, options)[1].tobytes()


def lit(photo: bytes, share: float) -> bytes:
    return saved(np.clip(opened(photo) * share, 0, 255).astype(np.uint8))


def smeared(photo: bytes, pixels: float) -> bytes:
    return saved(cv2.GaussianBlur(opened(photo), (0, 0), pixels))


def sized(photo: bytes, width: int, height: int) -> bytes:
    return saved(cv2.resize(opened(photo), (width, height), interpolation=cv2.INTER_AREA))


def beside(one: bytes, other: bytes) -> bytes:
    """Two people on one picture."""
    left = opened(one)
    right = cv2.resize(opened(other), (left.shape[1], left.shape[0]))
    return saved(np.hstack([left, right]))


def behind(front: bytes, back: bytes, scale: float) -> bytes:
    """Somebody else in the upper left corner, this many times as large as in front."""
    picture, other = opened(front), opened(back)
    small = cv2.resize(other, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    height, width = small.shape[:2]
    picture[:height, :width] = small
    return saved(picture)


def covered(photo: bytes, left: float, top: float, right: float, bottom: float, colour) -> bytes:
    """A rectangle over part of the picture, in shares of its sides; colour blue, green, red."""
    picture = opened(photo)
    height, width = picture.shape[:2]
    cv2.rectangle(picture, (int(left * width), int(top * height)),
                  (int(right * width), int(bottom * height)), colour, cv2.FILLED)
    return saved(picture)


def blank(width: int = WIDTH, height: int = HEIGHT, extension: str = ".jpg") -> bytes:
    return saved(np.full((height, width, 3), 200, np.uint8), extension)


def shaken(photo: bytes, count: int, seed: int) -> list[bytes]:
    """Held up to the camera by an unsteady hand under changing light."""
    random, picture, frames = np.random.default_rng(seed), opened(photo), []
    for _ in range(count):
        move = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), random.uniform(-15, 15),
                                       random.uniform(0.8, 1.3))
        move[:, 2] += random.uniform(-30, 30, 2)
        moved = cv2.warpAffine(picture, move, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE)
        frames.append(saved(np.clip(moved * random.uniform(0.7, 1.3), 0, 255).astype(np.uint8)))
    return frames


def paper_turned(photo: bytes, degrees: float, upright: bool) -> bytes:
    """A print turned about its upright or its level axis, 90 cm from the camera."""
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * (WIDTH / 2, HEIGHT / 2)
    angle, away = np.radians(degrees), 900
    turned, kept = (0, 1) if upright else (1, 0)
    depth = away + corners[:, turned] * np.sin(angle)
    seen = np.empty((4, 2))
    seen[:, turned] = corners[:, turned] * np.cos(angle) * away / depth
    seen[:, kept] = corners[:, kept] * away / depth
    middle = np.array([WIDTH / 2, HEIGHT / 2])
    view = cv2.getPerspectiveTransform(
        (corners + middle).astype(np.float32), (seen + middle).astype(np.float32))
    return saved(cv2.warpPerspective(opened(photo), view, (WIDTH, HEIGHT)))


def paper_bent(photo: bytes, share: float) -> bytes:
    """A print bent round an upright axis: one side of it shrinks, the other grows."""
    across = (np.arange(WIDTH, dtype=np.float32) - WIDTH / 2) / (WIDTH / 2)
    source = WIDTH / 2 * (1 + across * (1 + share * across))
    rows = np.tile(np.arange(HEIGHT, dtype=np.float32)[:, None], (1, WIDTH))
    bent = cv2.remap(opened(photo), np.tile(source, (HEIGHT, 1)), rows, cv2.INTER_LINEAR,
                     borderMode=cv2.BORDER_REPLICATE)
    return saved(bent)
