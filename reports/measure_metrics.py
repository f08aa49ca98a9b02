#!/usr/bin/env python3
"""Measures `parvis compare` and sacreBLEU 2.6.0 side by side, whole processes, on one core.

    pip install sacrebleu==2.6.0
    python reports/measure_metrics.py target/release/parvis REF HYP1 HYP2 HYP3 [BIG_REF BIG_HYP]

Prints a Markdown table: CPU seconds (median, the two programs taking turns) and peak memory.
"""
import os, statistics, subprocess, sys

parvis, reference, *systems = sys.argv[1:]
big, systems = systems[3:], systems[:3]


def run(command):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, command
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def median(runs):
    return statistics.median(cpu for cpu, _ in runs), max(memory for _, memory in runs)


def ours(*arguments):
    return [parvis, "compare", "--jobs", "1", *arguments]


def theirs(*arguments):
    return [sys.executable, "-m", "sacrebleu", reference, "-i", *arguments, "-f", "text", "-q"]


def one(metric):
    return ["--reference", reference, systems[0], "--trials", "0", "--metric", metric]


def three(test):
    return ["--reference", reference, *systems, "--trials", "1000", "--metric", "bleu,chrf", "--test", test]


ROWS = [
    ("BLEU", 3, theirs(systems[0], "-m", "bleu"), one("bleu")),
    ("chrF", 3, theirs(systems[0], "-m", "chrf"), one("chrf")),
    ("chrF++", 3, theirs(systems[0], "-m", "chrf", "--chrf-word-order", "2"), one("chrf++")),
    ("TER", 3, theirs(systems[0], "-m", "ter"), one("ter")),
    ("3 systems, BLEU + chrF, 1 000 trials, bootstrap", 1,
     theirs(*systems, "-m", "bleu", "chrf", "--paired-bs", "--paired-bs-n", "1000"), three("bootstrap")),
    ("3 systems, BLEU + chrF, 1 000 trials, randomization (sacreBLEU without intervals)", 1,
     theirs(*systems, "-m", "bleu", "chrf", "--paired-ar", "--paired-ar-n", "1000"), three("randomization")),
]
print("| | sacreBLEU, s | MB | parvis, s | MB | times as fast |\n| --- | ---: | ---: | ---: | ---: | ---: |", flush=True)
for name, repetitions, their_command, arguments in ROWS:
    their_runs, our_runs = [], []
    for _ in range(repetitions):
        their_runs.append(run(their_command))
        our_runs += [run(ours(*arguments)) for _ in range(3)]
    (their_cpu, their_memory), (our_cpu, our_memory) = median(their_runs), median(our_runs)
    print(f"| {name} | {their_cpu:.2f} | {their_memory:.0f} | {our_cpu:.3f} | {our_memory:.0f} | {their_cpu / our_cpu:.0f} |", flush=True)
if big:
    for name, options in (("one system, no test", [big[1], "--trials", "0"]), ("two systems, 10 000 trials", [big[1], big[0]])):
        cpu, memory = run(ours("--reference", big[0], *options))
        print(f"| 100 000 segments, four metrics, {name} | | | {cpu:.2f} | {memory:.0f} | |", flush=True)
