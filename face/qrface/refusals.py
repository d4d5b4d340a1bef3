"""How a request ends when it does not pass."""


class Refused(Exception):
    """The person, or the picture they took, does not pass: `reason` tells them what to change."""

    def __init__(self, reason: str, score: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.score = score


class Unanswerable(Exception):
    """Nobody's face was judged: `reference_unusable` or `bad_request`, not the person's doing."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
