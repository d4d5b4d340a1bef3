"""What the arrays of this package hold."""

import numpy as np
from numpy.typing import NDArray

# A picture: height x width x (blue, green, red).
Pixels = NDArray[np.uint8]
# Places in a picture, in its pixels: n x (right, down), or n x (right, down, away).
Points = NDArray[np.float32]
# A face as SFace's 128 numbers, of length 1.
Template = NDArray[np.float32]
