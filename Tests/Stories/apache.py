"""A real Apache in front of one page, which shows the claims that Apache knows."""

import subprocess
from pathlib import Path

import httpx
from broker import Log, eventually

MODULES = Path("/usr/lib/apache2/modules")
NEEDED = ("mpm_event", "authn_core", "authz_core", "authz_user", "dir", "env", "include", "mime",
          "auth_openidc")

# Everything that a guide need not print, because an Apache that serves anything has it.
SERVER = """
ServerRoot {folder}
ServerName 127.0.0.1
User www-data
Group www-data
PidFile apache.pid
Listen 127.0.0.1:{port}
ErrorLog /dev/stderr
LogLevel auth_openidc:{level}
DocumentRoot {folder}/site
DirectoryIndex index.shtml
AddDefaultCharset utf-8
TypesConfig /dev/null
AddType text/html .shtml
AddOutputFilter INCLUDES .shtml
<Directory {folder}/site>
    Options +Includes
</Directory>
"""

PAGE = '<p id="name"><!--#echo var="OIDC_CLAIM_name" --></p>'


class Apache:
    """Apache at a site, with the file `conf` from there included."""

    def __init__(self, site, conf: str, level="info"):
        self.site, folder = site, site.folder
        (folder / "site").mkdir()
        (folder / "site" / "index.shtml").write_text(PAGE)
        loads = [f"LoadModule {name}_module {MODULES}/mod_{name}.so\n" for name in NEEDED]
        (folder / "apache.conf").write_text(
            "".join(loads) + SERVER.format(folder=folder, port=site.port, level=level)
            + f"Include {conf}\n")

    def start(self):
        self.process = subprocess.Popen(
            ["/usr/sbin/apache2", "-DFOREGROUND", "-f", str(self.site.folder / "apache.conf")],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.log = Log(self.process.stderr)
        eventually(self._answers, what="an answer of Apache")
        return self

    def _answers(self) -> bool:
        assert self.process.poll() is None, self.log.text()
        try:
            return bool(httpx.get(self.site.address))
        except httpx.TransportError:
            return False

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(25)
