"""A web server that others wrote, as a child process of a story."""

import subprocess

import httpx
from broker import HTTP, LIMIT, Log, eventually


class Server:
    """One process in the folder of a site; it is there once it answers anything at all."""

    def __init__(self, site, *command):
        self.site, self.address, self.command = site, site.address, command

    def __enter__(self):
        self.process = subprocess.Popen(
            self.command, cwd=self.site.folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.log = Log(self.process.stderr)
        try:
            eventually(self._answers, f"an answer of {self.command[0]}")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(LIMIT)

    def _answers(self) -> bool:
        assert self.process.poll() is None, self.log.text()
        try:
            httpx.get(self.address + "/no-such-page", **HTTP)
        except httpx.TransportError:
            return False
        return True
