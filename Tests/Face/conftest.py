"""One worker answers all tests that leave it alive; nothing of one request reaches the next."""

import film
import photographs
import pytest
from qrface.look import Looker
from worker import Worker


@pytest.fixture(scope="session")
def worker():
    worker = Worker(stderr=None)
    yield worker
    assert worker.end() == 0


@pytest.fixture
def own_worker():
    """A worker of one's own: `own_worker()`, for tests that end it."""
    workers = []

    def make(**options):
        workers.append(Worker(**options))
        return workers[-1]
    yield make
    for one in workers:
        if one.process.poll() is None:
            one.process.kill()
        one.process.wait()


@pytest.fixture(scope="session")
def looker():
    """The models in this process, where a test needs what they see and not a verdict."""
    return Looker()


@pytest.fixture(scope="session")
def obama():
    return photographs.load("obama.jpg")


@pytest.fixture(scope="session")
def biden():
    return photographs.load("biden.jpg")


@pytest.fixture(scope="session")
def plain():
    """A portrait in front of a plain wall, of 177 kB and 747x900 pixels."""
    return photographs.load("impostor_2.jpg")


@pytest.fixture(scope="session")
def shown():
    """A film of the person of `obama`: `shown("blink", "smile")`."""
    return lambda *actions: film.frames(photographs.load("obama3.jpg"), actions)


@pytest.fixture(scope="session")
def calm(shown):
    """The person of `obama` in front of a laptop, at rest."""
    return shown()[0]
