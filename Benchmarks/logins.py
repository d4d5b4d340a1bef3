"""Complete logins: created, code drawn, poll held, scanned, confirmed, face result, redeemed; each
durable at every step, at 1, 8 and 64 at once, nobody thinking in between.

`qrload logins` plays pages, phones and portals. It needs a processor of its own: on a machine of
two cores the rate is what is left beside it, so what counts is the broker's processor time. The
latency is that of the answer: from the phone's last call, the face result, to the page, which is
what a person waits for.
"""

import json
import subprocess
import tempfile
from pathlib import Path

import bed
from programs import spread


def run(asked, bench, at_once: int) -> dict:
    """One run against a broker; a login that went wrong fails it."""
    seconds = 1 if asked.quick else 6
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "logins.json"
        done = subprocess.run(
            [str(asked.binaries / "qrload"), "logins", *bench.client("face"), *bench.wallet(),
             "--concurrency", str(at_once), "--duration", f"{seconds}s", "--think", "0s",
             "--mix", "approve=100", "--pid", str(bench.process), "--json", str(result), "--quiet"],
            capture_output=True, text=True)
        assert done.returncode == 0, f"qrload: {(done.stdout + done.stderr)[-2000:]}"
        found = json.loads(result.read_text())
    answer = found["steps"]["answer"]
    return {
        "at_once": at_once, "per_second": found["logins"]["per_second"],
        "cpu_ms_each": found["server"]["cpu_us_each"] / 1000,
        "p50_ms": answer["p50_us"] / 1000, "p99_ms": answer["p99_us"] / 1000,
        "generator_cpu_seconds": found["generator"]["cpu_seconds"],
        "resident_mib": found["server"]["rss_kb"] / 1024,
        "steps": {name: {share: step[f"{share}_us"] for share in ("p50", "p99")}
                  for name, step in found["steps"].items()}}


def measure(asked) -> dict:
    levels, raw = (1, 8) if asked.quick else (1, 8, 64), []
    for _ in range(asked.rounds):
        for level in levels:
            with bed.broker() as bench:
                found = run(asked, bench, level)
            raw.append(found)
            print(f"   {level:3} at once: {found['cpu_ms_each']:.2f} ms of processor time each, "
                  f"{found['per_second']:.0f} a second, answer p50 {found['p50_ms']:.1f} ms, "
                  f"p99 {found['p99_ms']:.1f} ms", flush=True)
    return {"at_once": {str(level): {
        label: spread(one[label] for one in raw if one["at_once"] == level)
        for label in ("cpu_ms_each", "per_second", "p50_ms", "p99_ms")} for level in levels},
        "raw": raw}
