"""The figures with a target: what is measured, against what, and what it should be.

Each line is what, ours, the peer's, the ratio that counts, and whether the target is met. Ours and
the peer's are medians; a ratio has the least and the most of the rounds beside it.
"""


def line(what, ours, peer, ratio, target, is_met) -> dict:
    return {"what": what, "ours": ours, "peer": peer, "ratio": ratio, "target": target,
            "met": is_met}


def _ratio(found: dict) -> str:
    return f"{found['median']:.2f} ({found['min']:.2f} – {found['max']:.2f})"


def _against_nchan(found, count, what, label, theirs, unit, factor, target) -> dict:
    """- `theirs`: what nchan's side of it is; the same but for what nchan does not have. Such a
    figure counts from an answer that comes after the commit, so it can only miss a target: when
    the commit itself was done cannot be seen from outside."""
    level = found["polls"][count]
    ours, peer = level["qrbroker"][label]["median"], level["nchan"][theirs]["median"]
    ratio = level["ratio"][label]
    return line(f"{what}, {int(count):,} held", f"{ours * factor:,.2f} {unit}",
                f"nchan: {peer * factor:,.2f} {unit}", _ratio(ratio),
                f"at most {target} x" if target else "–",
                _is_met(ratio["median"], target, is_bound=label != theirs))


def _is_met(ratio: float, target, is_bound: bool):
    if target is None or is_bound and ratio <= target:
        return None
    return ratio <= target


def polls(found):
    for count, level in found["polls"].items():
        for what, label, theirs, unit, factor, target in (
                ("memory of a held poll", "bytes_each", "bytes_each", "KiB", 1 / 1024, 0.75),
                ("the same with its login session", "bytes_with_login", "bytes_with_login", "KiB",
                 1 / 1024, None),
                ("processor time to take in and hold one, 2,000 a second", "establish_cpu_us",
                 "establish_cpu_us", "µs", 1, 2),
                ("processor time to take in and hold one, 20,000 a second", "rush_cpu_us",
                 "rush_cpu_us", "µs", 1, 2),
                ("wake-up at 500/s, durable → page, p50", "after_p50_us", "wake_p50_us", "ms",
                 1 / 1000, 1.5),
                ("wake-up at 500/s, durable → page, p99", "after_p99_us", "wake_p99_us", "ms",
                 1 / 1000, 2),
                ("wake-up at 500/s, sent → page, p50", "wake_p50_us", "wake_p50_us", "ms",
                 1 / 1000, None),
                ("wake-up at 500/s, sent → page, p99", "wake_p99_us", "wake_p99_us", "ms",
                 1 / 1000, None),
                ("wake-up in a burst, durable → page, p50", "burst_after_p50_us", "burst_p50_us",
                 "ms", 1 / 1000, 1.5),
                ("wake-up in a burst, sent → page, p50", "burst_p50_us", "burst_p50_us", "ms",
                 1 / 1000, None),
                ("wake-up in a burst, sent → page, p99", "burst_p99_us", "burst_p99_us", "ms",
                 1 / 1000, None)):
            yield _against_nchan(found, count, what, label, theirs, unit, factor, target)
        lost = sum(level[name]["lost"] for name in ("qrbroker", "nchan"))
        yield line(f"polls lost, {int(count):,} held", str(level["qrbroker"]["lost"]),
                   f"nchan: {level['nchan']['lost']}", "–", "none", lost == 0)


def logins(found):
    for level, figures in found["at_once"].items():
        cpu, rate = figures["cpu_ms_each"], figures["per_second"]
        yield line(f"processor time of a complete login, {level} at once",
                   f"{cpu['median']:.2f} ms ({cpu['min']:.2f} – {cpu['max']:.2f})", "–", "–",
                   "at most 1 ms", cpu["median"] <= 1)
        yield _against_glewlwyd(level, figures)
        yield line(f"complete logins per second of processor time, {level} at once",
                   f"{1000 / cpu['median']:,.0f} (and {rate['median']:,.0f} a second beside their "
                   f"generator; answer p50 {figures['p50_ms']['median']:.1f} ms, "
                   f"p99 {figures['p99_ms']['median']:.1f} ms)", "–", "–", "over 1,000",
                   1000 / cpu["median"] > 1000)
    yield line("flushes to disk of a complete login, 1 at once",
               f"{found['flushes']['qrbroker']:.1f}",
               f"glewlwyd: {found['flushes']['glewlwyd']:.1f}", "–", "–", None)


def _against_glewlwyd(level, figures) -> dict:
    """The target is that of 1 ms, said as a ratio: glewlwyd took 9 to 11 ms where it was set."""
    cpu, peer = figures["cpu_ms_each"]["median"], figures["glewlwyd"]["cpu_ms_each"]["median"]
    return line(f"the same beside a login by device grant, {level} at once", f"{cpu:.2f} ms",
                f"glewlwyd: {peer:.2f} ms ({1000 / peer:,.0f} per second of processor time)",
                _ratio(figures["ratio"]), "at most 0.1 x", figures["ratio"]["median"] <= 0.1)


def transitions(found):
    for level, figures in found["in_flight"].items():
        ratio = figures["ratio"]
        yield line(
            f"durable transitions per second, {level} in flight",
            f"{figures['grouped']['median']:,.0f}",
            f"a transaction each: {figures['one by one']['median']:,.0f}", _ratio(ratio),
            "at least 10 x" if level == "64" else "–",
            ratio["median"] >= 10 if level == "64" else None)


def qr(found):
    for name, what in (("svg", "QR symbol as SVG"), ("frame", "QR frame as SVG, its MAC included")):
        ratio = found["ratio"][name]
        yield line(what, f"{found['microseconds'][name]['median']:.0f} µs",
                   f"libqrencode: {found['microseconds']['bare']['median']:.0f} µs",
                   _ratio(ratio), "within 1.5 x", ratio["median"] <= 1.5)


def rotation(found):
    every = found["rotation"]
    yield line(f"processor time of a frame over HTTP, {found['bytes']} bytes of body",
               f"{found['frame_us']['median']:.0f} µs "
               f"({found['frame_us']['min']:.0f} – {found['frame_us']['max']:.0f})",
               f"the page's state: {found['state_us']['median']:.0f} µs", _ratio(found["ratio"]),
               "–", None)
    yield line(f"processor time of a second of a visible page, a frame each {every} s",
               f"{found['frame_us']['median'] / every:.0f} µs", "–", "–", "–", None)
    yield line("visible pages that one processor serves with frames",
               f"{found['pages']:,.0f}", "–", "–", "–", None)


def start(found):
    for size, figures in found["sessions"].items():
        ready, most = figures["ready_ms"], 100 if size == "0" else 300
        name = "an empty store" if size == "0" else f"{int(size):,} past login sessions"
        yield line(f"start to ready with {name}",
                   f"{ready['median']:.0f} ms ({ready['min']:.0f} – {ready['max']:.0f})", "–", "–",
                   f"under {most} ms", ready["median"] < most)
        cpu = figures["start_cpu_ms"]
        yield line("the same in processor time",
                   f"{cpu['median']:.0f} ms ({cpu['min']:.0f} – {cpu['max']:.0f})", "–", "–", "–",
                   None)
    if idle := found["sessions"].get("0"):
        resident = idle["resident_mib"]["median"]
        yield line("idle memory, resident",
                   f"{resident:.1f} MiB (without the program's own pages "
                   f"{idle['anonymous_mib']['median']:.1f})", "–", "–", "under 25 MB",
                   resident * 1.048576 < 25)


# What may be said to have levelled off.
_LEVEL = 1.1


def overload(found):
    loads, ratio = found["loads"], found["ratio"]
    own, twice, after = loads["own"], loads["twice"], loads["after"]
    pace = f"64 at once: {own['ended_per_second']['median']:,.0f}"
    yield line("complete logins a second, at twice the pace of 64 at once",
               f"{twice['ended_per_second']['median']:,.0f}", pace, _ratio(ratio["twice"]),
               "at least 0.9 x", ratio["twice"]["median"] >= 0.9)
    away = twice["turned_away_share"]
    yield line("of new logins turned away meanwhile, with 503",
               f"{away['median']:.0%} ({away['min']:.0%} – {away['max']:.0%})", "–", "–", "–", None)
    lost = sum(load["lost"]["max"] for load in loads.values())
    yield line("logins lost in any other way, at any pace", f"{lost:,.0f}", "–", "–", "none",
               lost == 0)
    for what, step, most in (("creation", "create", 2000), ("answer at the page", "answer", 1000)):
        usual, slowest = (twice[f"{step}_{share}_ms"]["median"] for share in ("p50", "p99"))
        yield line(f"{what}, at twice its pace, p50", f"{usual:,.0f} ms", "–", "–", "–", None)
        yield line("the same, p99", f"{slowest:,.0f} ms", "–", "–", f"at most {most:,} ms",
                   slowest <= most)
    grown = twice["resident_growth"]
    yield line("memory at the end of it, beside the middle",
               f"{twice['resident_mib']['median']:,.0f} MiB", "–", _ratio(grown),
               f"does not grow (1; up to {_LEVEL} may be noise)", grown["median"] <= _LEVEL)
    yield line("answer at the page at three tenths of its pace, at once afterwards, p50",
               f"{after['answer_p50_ms']['median']:.1f} ms",
               f"before: {loads['calm']['answer_p50_ms']['median']:.1f} ms", _ratio(ratio["after"]),
               "at most 1.5 x", ratio["after"]["median"] <= 1.5)


def growth(found):
    for curve in found["curves"].values():
        if "exponent" in curve:
            yield line(f"{curve['title']}, by {curve['x']}", f"exponent {curve['exponent']:.2f}",
                       "–", "–",
                       "–" if curve["is_at_most_linear"] is None
                       else f"at most linear (1; up to {1 + curve['noise']:g} may be noise)",
                       curve["is_at_most_linear"])
        else:
            points = ", ".join(f"{y:.2f}" for _, y in curve["series"]["qrbroker"])
            yield line(f"{curve['title']}, by {curve['x']}",
                       f"{points} {curve['y']}: x {curve['growth']:.2f} at the end", "–", "–",
                       f"does not grow (1; up to {1 + curve['noise']:g} may be noise)",
                       curve["is_constant"])


def micro(found):
    for part, figures in found["parts"].items():
        allowed = found["allowed"][part]
        yield line(f"`{part}`", ", ".join(
            f"{value:,.0f} {counter}" for counter, value in figures.items()), "–", "–",
            ", ".join(f"{allowed[counter]:,}" for counter in figures),
            all(value <= allowed[counter] for counter, value in figures.items()))


LINES = {"polls": polls, "logins": logins, "transitions": transitions, "qr": qr,
         "rotation": rotation, "start": start, "overload": overload, "growth": growth,
         "micro": micro}
