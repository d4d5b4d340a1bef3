"""The tables and the pictures, from what was measured last; a part that was not measured is missing.

With `--pages` the tables stand between the marks of the capacity page, the pictures in its folder,
and the figures of every round in Benchmarks/figures.
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
_MARK = {True: "yes", False: "**no**", None: ""}


def table(part: str, found: dict) -> str:
    heading = found["heading"]
    rows = ["| what | here | peer | ratio (least – most) | target | met |",
            "| --- | --- | --- | --- | --- | --- |"]
    rows += [f"| {one['what']} | {one['ours']} | {one['peer']} | {one['ratio']} | "
             f"{one['target']} | {_MARK[one['met']]} |" for one in LINES[part](found)]
    quick = " Small numbers, no good as figures." if heading["quick"] else ""
    rows += ["", f"`{heading['command']}`, commit {heading['commit']}, {heading['date']}; "
             f"{heading['machine']}; load average before {heading['load_average_before']}.{quick}"]
    return "\n".join(rows)


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


def tell(asked):
    found = {part: json.loads(file.read_text()) for part in LINES
             if (file := asked.results / f"{part}.json").exists()}
    for part, figures in found.items():
        print(f"\n{part}\n{table(part, figures)}")
    drawn = pictures(found["growth"]) if "growth" in found else {}
    for name, svg in drawn.items():
        (asked.results / name).write_text(svg)
    if not asked.pages:
        return
    page = PAGE.read_text()
    FIGURES.mkdir(exist_ok=True)
    for part, figures in found.items():
        page = renewed(page, part, table(part, figures))
        (FIGURES / f"{part}.json").write_text(json.dumps(figures, separators=(",", ":")) + "\n")
    PAGE.write_text(page)
    for name, svg in drawn.items():
        (PICTURES / name).write_text(svg)
