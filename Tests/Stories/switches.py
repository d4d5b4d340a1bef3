"""The operator's command that switches things off and on beside a running broker."""

import json

from broker import eventually, run


class Switches:
    """The switches of one broker. What is off is named as on the command line: `portal="mail"`,
    `wallet="demo-wallet", kid="k"`."""

    def __init__(self, broker):
        self.broker = broker

    def run(self, *arguments, expected=0):
        """What it printed, a JSON object a line, or why it could not do its work."""
        result = run("switch", *arguments[:1], "--config", self.broker.folder / "qrbroker.yaml",
                     *arguments[1:])
        assert result.returncode == expected, result.stderr
        return result.stderr if expected else [
            json.loads(line) for line in result.stdout.splitlines()]

    def throw(self, way, reason=None, **what) -> dict:
        """Throws one switch; the broker may not have looked yet."""
        (line,) = self.run(way, *flags(reason=reason, **what))
        assert line == {**what, "switched": way, "changed": line["changed"]}
        return line

    def off(self, reason=None, **what):
        """Switches off, and waits until the running broker says that it is so."""
        before = self.heard("switched off", **what)
        assert self.throw("off", reason, **what)["changed"]
        eventually(lambda: self.heard("switched off", **what) > before, "the broker's word")

    def on(self, **what):
        before = self.heard("switched on again", **what)
        assert self.throw("on", **what)["changed"]
        eventually(lambda: self.heard("switched on again", **what) > before, "the broker's word")

    def heard(self, message, **what) -> int:
        """How often this process has said so."""
        return sum(
            entry.get("message") == message and what.items() <= entry.items()
            and ("kid" in entry) == ("kid" in what)
            for entry in self.broker.log.entries())

    def list(self) -> list[dict]:
        return self.run("list")


def flags(**options) -> list[str]:
    return [word for name, value in options.items() if value is not None
            for word in (f"--{name}", value)]
