"""Every number that decides about a person, with where it comes from. "Measured" means: on the
photographs and films of Tests/Face, with these very models."""

from dataclasses import dataclass

# Cosine of two faces by SFace. Its authors take 0.363 (OpenCV's own demo); measured on 55 pairs:
# the same person at 0.62 and more, two people at 0.30 and less.
SAME_PERSON = 0.40

# The landmarks' own opinion whether they lie on a face. Measured: 0.95 and more.
SURE_OF_A_FACE = 0.5

# A head turned further than this shows too little of a face to compare it with a portrait.
FRONTAL_DEGREES = 15.0
# Further still it shows too little to tell whose it is: such a picture counts for nothing.
FURTHEST_DEGREES = 45.0

# The brightest twentieth of a face, of 255: light and not skin. Measured: 158 to 213 by day; of
# the same pictures at a fifth of their light, 34 to 42.
DARK_HIGHLIGHTS = 55
# Variance of the Laplacian of a face 112 pixels wide whose highlights are brought to 200.
# Measured: 143 and more; below 20 once it is smeared over a thirtieth of its width.
BLURRED_SHARPNESS = 20.0
# A face is cut off when more of its landmarks than this lie outside the picture.
CUT_OFF_SHARE = 0.03
# Colour: distance of a place from the middle one, in hundredths of the green and red share of its
# light. Measured on bare faces: the second farthest of seven places at 3.5, below a blue mask at
# 7.8 and more. Light: of the middle place; bare from 0.66, lids from 0.22, black glass to 0.13.
COVERED_COLOUR = 4.2
COVERED_LIGHT = 0.3
COVERED_PLACES = 2
DARK_GLASSES_LIGHT = 0.15


@dataclass(frozen=True)
class Movement:
    """An action is seen when its measure reaches `least`, having risen by `rise` since it was
    lowest. The rise, and not a low start, is asked: eyes differ in how open they are at rest."""

    least: float
    rise: float


# Measured on films, the rise of each; then the most that a still photograph made of it that was
# shaken, relit, turned and tipped by 50 degrees and bent round a bottle.
TURN = Movement(least=22.0, rise=20.0)  # 29 to 31 degrees; 16
BLINK = Movement(least=0.50, rise=0.25)  # 0.34 to 0.38; 0.10
SMILE = Movement(least=0.60, rise=0.35)  # 0.71 to 0.77; 0.76
OPEN_MOUTH = Movement(least=0.35, rise=0.25)  # 0.47 to 0.54; 0.81
# The same actions by geometry (see `Shape`). A logarithm, since eyes differ in size.
EYES_NARROW = Movement(least=0.0, rise=0.55)  # 1.1 to 1.6; 0.29
CORNERS_RISE = Movement(least=-1.0, rise=0.028)  # 0.034 to 0.048; 0.024
LIPS_PART = Movement(least=0.05, rise=0.06)  # 0.10 to 0.14; 0.05

# Share of a portrait's background whose colour is further than this from its middle colour (Lab
# as OpenCV has it, 0 to 255 each). Measured: plain walls up to 0.06, a wall with letters 0.17,
# rooms and streets from 0.30.
BACKGROUND_COLOUR = 20.0
BUSY_BACKGROUND_SHARE = 0.10
