"""One picture, looked at by all models; afterwards the picture itself is not needed any more."""

from dataclasses import dataclass

import cv2

from . import pictures, quality
from .arrays import Pixels, Points, Template
from .detector import Detector, Found
from .expressions import BLINKS, OPEN_JAW, SMILES, Expressions
from .mesh import Mesh
from .recogniser import Recogniser
from .refusals import Refused
from .shape import Shape, shape
from .thresholds import SURE_OF_A_FACE


@dataclass(frozen=True)
class Look:
    """What is seen of the one face in a picture."""

    template: Template
    flaw: str | None
    shape: Shape
    # How strongly the person does it, from 0 to 1.
    closed_eyes: float
    smile: float
    open_mouth: float


class Looker:
    """All models, loaded once."""

    def __init__(self) -> None:
        cv2.setNumThreads(1)
        self.detector = Detector()
        self._mesh = Mesh()
        self._expressions = Expressions()
        self._recogniser = Recogniser()

    def look(self, data: bytes) -> Look:
        """Throws `Refused`: no picture or no face (`no_face`), or several (`many_faces`)."""
        try:
            return self.look_at(pictures.decode(data))
        except pictures.NoPicture:
            raise Refused("no_face") from None

    def look_at(self, picture: Pixels) -> Look:
        faces = self.detector.faces(picture)
        if len(faces) != 1:
            raise Refused("many_faces" if faces else "no_face")
        points, sure = self._mesh.points(picture, faces[0])
        if sure < SURE_OF_A_FACE:
            raise Refused("no_face")
        return self.look_closely(picture, faces[0], points)

    def look_closely(self, picture: Pixels, face: Found, points: Points) -> Look:
        """At a face of which it is known where each part of it is."""
        seen = shape(points)
        strengths = self._expressions.strengths(points)
        return Look(
            template=self._recogniser.template(picture, face),
            flaw=quality.flaw(picture, face, points, seen.is_frontal),
            shape=seen,
            closed_eyes=float(strengths[list(BLINKS)].mean()),
            smile=float(strengths[list(SMILES)].mean()),
            open_mouth=float(strengths[OPEN_JAW]))
