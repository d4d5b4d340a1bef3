"""The tables and the pictures, from what was measured last.

With `--pages` the tables stand between the marks of the capacity page, the pictures in its folder,
and the figures of every round in Benchmarks/figures. What was not measured stays on the page.
"""

import json
import re
from pathlib import Path

import plots
from targets import LINES

ROOT = Path(__file__).resolve().parents[1]
GUIDES = ROOT / "Sources" / "BrokerServer" / "BrokerServer.docc"
PAGE, PICTURES = GUIDES / "Capacity.md", GUIDES / "Resources"
FIGURES = ROOT / "Benchmarks" / "figures"
# More than one program that wants a processor, before anything was measured.
_BUSY = 1.5
_MARK = {True: "yes", False: "**no**", None: ""}


def table(part: str, found: dict) -> str:
    heading = found["heading"]
    rows = ["| what | here | peer | ratio (least – most) | target | met |",
            "| --- | --- | --- | --- | --- | --- |"]
    rows += [f"| {one['what']} | {one['ours']} | {one['peer']} | {one['ratio']} | "
             f"{one['target']} | {_MARK[one['met']]} |" for one in LINES[part](found)]
    remarks = " Small numbers, no good as figures." if heading["quick"] else ""
    if heading["load_average_before"] > _BUSY:
        remarks += " **The machine was busy with other things: absolute times say little.**"
    rows += ["", f"`{heading['command']}`, commit {heading['commit']}, {heading['date']}; "
             f"{heading['machine']}; load average before {heading['load_average_before']}.{remarks}"]
    return "\n".join(rows)


def summary(found: dict) -> str:
    """What to reckon with, and everything that falls short of its target."""
    lines = []
    if "polls" in found:
        most = found["polls"]["polls"]
        count = max(most, key=int)
        each = most[count]["qrbroker"]["bytes_with_login"]["median"]
        lines.append(f"- A page that waits, with its login session: {each / 1024:.0f} KiB; "
                     f"{int(count):,} of them {each * int(count) / 2**20:,.0f} MiB.")
    if "logins" in found:
        levels = found["logins"]["at_once"]
        cpu = levels[max(levels, key=int)]["cpu_ms_each"]["median"]
        lines.append(f"- A complete login: {cpu:.1f} ms of processor time under load, so "
                     f"{1000 / cpu:,.0f} logins a second for each processor.")
    if "start" in found:
        idle = found["start"]["sessions"]["0"]
        lines.append(f"- The broker itself: {idle['resident_mib']['median']:.0f} MiB resident, of "
                     f"which {idle['anonymous_mib']['median']:.0f} MiB are not pages of the "
                     "program file.")
    missed = [f"- {one['what']}: {one['ours']}"
              + (f", {one['peer']}, ratio {one['ratio']}" if one["peer"] != "–" else "")
              + f"; target {one['target']}"
              for part, figures in found.items() for one in LINES[part](figures)
              if one["met"] is False]
    return "\n".join([*lines, "", f"Targets missed: {len(missed) or 'none'}.", "", *missed]).strip()


def pictures(found: dict) -> dict[str, str]:
    """SVG by the name of its file."""
    return {f"capacity-{name}.svg": plots.lines(
        curve["title"], curve["x"], curve["y"], curve["series"], curve.get("log_x", False))
        for name, curve in found["curves"].items()}


def renewed(page: str, part: str, text: str) -> str:
    """The page with the text between the part's marks."""
    begin, end = f"<!-- measured: {part} -->", f"<!-- end: {part} -->"
    assert page.count(begin) == page.count(end) == 1, f"{PAGE.name} has no marks for {part}"
    return re.sub(f"{re.escape(begin)}.*?{re.escape(end)}", lambda _: f"{begin}\n{text}\n{end}",
                  page, flags=re.DOTALL)


def kept(folder: Path) -> dict[str, dict]:
    """Figures by part, of those that were measured."""
    return {part: json.loads(file.read_text()) for part in LINES
            if (file := folder / f"{part}.json").exists()}


def on_page(found: dict) -> dict[str, dict]:
    """What the page shows of each part: what was measured here, or else what it was made from."""
    return {**kept(FIGURES), **found}


def tell(asked):
    found = kept(asked.results)
    for part, figures in found.items():
        print(f"\n{part}\n{table(part, figures)}")
    drawn = pictures(found["growth"]) if "growth" in found else {}
    for name, svg in drawn.items():
        (asked.results / name).write_text(svg)
    if not asked.pages:
        return
    page = PAGE.read_text()
    FIGURES.mkdir(exist_ok=True)
    page = renewed(page, "summary", summary(on_page(found)))
    for part, figures in found.items():
        page = renewed(page, part, table(part, figures))
        (FIGURES / f"{part}.json").write_text(json.dumps(figures, separators=(",", ":")) + "\n")
    PAGE.write_text(page)
    for name, svg in drawn.items():
        (PICTURES / name).write_text(svg)
