"""The servers that are measured: a broker with nothing of a story's noise, and nginx with nchan."""

import contextlib
import subprocess
import tempfile
from pathlib import Path

from broker import eventually, free_port
from house import House

# A login is under way for as long as a measurement takes.
_LIFETIMES = {"scan": 300, "face": 300, "total": 600}
POLICIES = {
    "plain": {"lifetimes": _LIFETIMES},
    "face": {"asks": ["face"], "lifetimes": _LIFETIMES},
}


class Bench:
    """A running broker and what `qrload` must know of it."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.house = House(folder, POLICIES, log={"level": "info", "format": "json"})
        self.broker = self.house.broker
        key = folder / "demo-wallet.private.jwk.json"
        key.write_text(self.house.wallet.key.private_jwk())

    @property
    def process(self) -> int:
        return self.broker.process.pid

    def client(self, name: str) -> list[str]:
        """Options that name a portal."""
        return ["--url", self.house.issuer, "--client", name,
                "--redirect-uri", f"https://{name}.example/callback"]

    def wallet(self) -> list[str]:
        return ["--wallet", "demo-wallet",
                "--wallet-key", str(self.folder / "demo-wallet.private.jwk.json")]


@contextlib.contextmanager
def broker(folder: Path | None = None, wrapper=()):
    """A broker, in a new folder unless it is to find a past in one.

    - `wrapper`: words of a command in front of it that leaves it a child of ours.
    """
    with tempfile.TemporaryDirectory() as temporary:
        bench = Bench(folder or Path(temporary))
        bench.broker.start(wrapper=wrapper)
        try:
            yield bench
        finally:
            bench.broker.stop()


NCHAN = """
load_module {module};
worker_processes 1;
worker_rlimit_nofile 20000;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 16000; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    keepalive_timeout 300s;
    keepalive_requests 1000000;
    nchan_shared_memory_size 512M;
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        location ~ ^/pub/(.+)$ {{
            nchan_publisher;
            nchan_channel_id $1;
            nchan_message_buffer_length 1;
            nchan_message_timeout 60s;
        }}
        location ~ ^/sub/(.+)$ {{
            nchan_subscriber longpoll;
            nchan_channel_id $1;
            nchan_subscriber_first_message newest;
        }}
    }}
}}
"""


class Nchan:
    """nginx with one worker; a channel for each poll, as a broker has a login session for each."""

    MODULE = Path("/usr/lib/nginx/modules/ngx_nchan_module.so")

    def __init__(self, folder: Path):
        self.address = f"http://127.0.0.1:{free_port()}"
        configuration = folder / "nginx.conf"
        configuration.write_text(NCHAN.format(
            module=self.MODULE, folder=folder, port=self.address.rsplit(":", 1)[1]))
        self.process = subprocess.Popen(
            ["nginx", "-p", str(folder), "-c", str(configuration)], stderr=subprocess.DEVNULL)
        self.workers = eventually(self._workers, "a worker of nginx")

    def _workers(self) -> list[int]:
        assert self.process.poll() is None, "nginx ended"
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(child) for child in children.read_text().split()]


@contextlib.contextmanager
def nchan():
    # Its worker gives up root's rights and must still reach its folder.
    with tempfile.TemporaryDirectory() as temporary:
        Path(temporary).chmod(0o777)
        server = Nchan(Path(temporary))
        try:
            yield server
        finally:
            server.process.terminate()
            server.process.wait(10)
