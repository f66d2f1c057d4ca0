r"""Speed as ratios measured in one run, interleaved, medians: start-up against `python -c pass`, work against one `re.findall`.

    python bench/speed.py REPORT.txt [--rounds 15] [--hostile]

Start-up: whole processes, `--format json` and the rich report. Work: one warm audit in process against
`re.findall(r"\d+(?:\.\d+)?", text)`. `--hostile` adds growth of the time with the size of hostile texts (250,000 and 1,000,000 characters; 4 is linear)
and the peak memory of a 10 MB file.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HOSTILE = {
    "digits": "1",
    "commas": "1,",
    "其中": "其中",
    "brackets": "（",
    "amounts": "其中甲支出12.5万元、",
    "rates": "完成率95%，",
    "list": "一、二、三、",
    "dates": "2022年2月30日",
    "headings": "（一）\n",
    "tabs": "1\t2\n",
    "blanks": " ",
    "counts": "3个项目：甲、乙，",
    "targets": "目标10个，实际完成9个，完成率95%，",
    "titles": "一级指标\n三级指标\n分值\n得分\n",
    "openings": "三级指标\n分值\n得分\n\n",
}


def wall(command: list[str], environment: dict[str, str]) -> float:
    """Seconds of one whole process."""
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=False)
    return time.perf_counter() - begin


def once(work: Callable[[], object]) -> float:
    """Seconds of the processor for one call: on a busy machine a long call is interrupted, a short one is not."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def start_up(report: Path, rounds: int) -> None:
    """Ratios of whole processes against an empty interpreter, in turn."""
    plain = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    rich = {**plain, "FORCE_COLOR": "1", "COLUMNS": "120"}
    commands = {
        "python -c pass": ([sys.executable, "-c", "pass"], plain),
        "--format json": ([sys.executable, "-m", "auditor", str(report), "--format", "json"], plain),
        "rich report": ([sys.executable, "-m", "auditor", str(report), "--color", "always"], rich),
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, (command, environment) in commands.items():
            times[name].append(wall(command, environment))
    medians = {name: statistics.median(values[1:]) for name, values in times.items()}
    base = medians["python -c pass"]
    for name, median in medians.items():
        print(f"{name:<16} {median * 1000:7.1f} ms  {median / base:5.1f} ×")


def work(report: Path, rounds: int) -> None:
    """The ratio of a warm audit against one findall over the same text."""
    from auditor.pipeline import audit_text  # noqa: PLC0415 - start-up is measured without it

    text = report.read_text(encoding="utf-8-sig")
    pattern = re.compile(r"\d+(?:\.\d+)?")
    audit_text(text)
    audits, scans = [], []
    for _ in range(rounds):
        audits.append(once(lambda: audit_text(text)))
        scans.append(once(lambda: pattern.findall(text)))
    audit, scan = statistics.median(audits), statistics.median(scans)
    print(f"{'audit, warm':<16} {audit * 1000:7.1f} ms  {audit / scan:5.0f} × one findall ({scan * 1000:.2f} ms)")


def hostile() -> None:
    """How the time grows from 250,000 to 1,000,000 characters of one repeated piece, and the memory of 10 MB."""
    from auditor.pipeline import audit_text  # noqa: PLC0415 - start-up is measured without it

    for name, piece in HOSTILE.items():
        times = []
        for size in (250_000, 1_000_000):
            text = (piece * (size // len(piece) + 1))[:size]
            times.append(once(lambda text=text: audit_text(text)))  # type: ignore[misc]
        print(f"{name:<16} {times[0]:6.2f} s  {times[1]:6.2f} s  growth × {times[1] / times[0]:.1f} for × 4 characters")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.txt"
        path.write_text("其中：基本支出12.50万元、项目支出30.2万元，共计42.7万元。\n" * 130_000, encoding="utf-8")
        child = subprocess.run(
            [sys.executable, "-m", "auditor", str(path), "--format", "json", "--fail-on", "never"], stdout=subprocess.DEVNULL, check=False
        )
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{path.stat().st_size / 1e6:.0f} MB file: exit {child.returncode}, peak {peak:.0f} MB resident")


def main() -> None:
    """Measure what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--hostile", action="store_true")
    options = parser.parse_args()
    start_up(options.report, options.rounds)
    work(options.report, options.rounds)
    if options.hostile:
        hostile()


if __name__ == "__main__":
    main()
