"""A real Apache in front of one page, which shows the claims that Apache knows."""

from pathlib import Path

from server import Server

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


def apache(site, conf: str, level="info") -> Server:
    """Apache at a site, with the file `conf` from there included."""
    pages = site.folder / "site"
    pages.mkdir()
    (pages / "index.shtml").write_text(PAGE)
    (pages / "bye").write_text("You are logged out.")
    loads = [f"LoadModule {name}_module {MODULES}/mod_{name}.so\n" for name in NEEDED]
    main = SERVER.format(folder=site.folder, port=site.port, level=level)
    (site.folder / "apache.conf").write_text("".join(loads) + main + f"Include {conf}\n")
    return Server(site, "/usr/sbin/apache2", "-DFOREGROUND", "-f", f"{site.folder}/apache.conf")
