"""Complete logins: created, code drawn, poll held, scanned, confirmed, face result, redeemed; each
durable at every step, at 1, 8 and 64 at once.

`qrload logins` plays pages, phones and portals. It needs a processor of its own: on a machine of
two cores the rate is what is left beside it, so what counts is the broker's processor time.
"""

import json
import subprocess
import tempfile
from pathlib import Path

import bed
from programs import cpu_seconds, spread


def run(asked, bench, at_once: int) -> dict:
    seconds = 1 if asked.quick else 8
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "logins.json"
        before = cpu_seconds(bench.process)
        done = subprocess.run(
            [str(asked.binaries / "qrload"), "logins", *bench.client("face"), *bench.wallet(),
             "--concurrency", str(at_once), "--ramp", "0s", "--duration", f"{seconds}s",
             "--mix", "approve=100", "--pid", str(bench.process), "--json", str(result)],
            capture_output=True, text=True)
        assert result.exists(), f"qrload: {done.stderr[-2000:]}"
        return {"cpu_seconds": cpu_seconds(bench.process) - before,
                "load": json.loads(result.read_text())}
