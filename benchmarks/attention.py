"""Compare the speed of counting concepts in parsed reports with that of jieba.lcut on their texts.

    python benchmarks/attention.py FOLDER

Both run in this process, one after the other, on the same reports; the time to parse them is not
counted. Prints characters by second of processor time, and how many times as fast counting is.
"""

from __future__ import annotations

import sys
import time

import jieba

import govtext
from govtext.analyses.attention import make_counter
from govtext.analyses.dictionary import shipped


def main() -> None:
    """Run the comparison on the folder of the command line."""
    reports = list(govtext.read_corpus(sys.argv[1], on_error="skip"))
    characters = sum(report.source.characters for report in reports)
    counter = make_counter(shipped(), None, None, regions=False, rules=None)
    cut = jieba.Tokenizer().lcut
    counter.count(reports[0])
    cut("预热")
    start = time.process_time()
    for report in reports:
        counter.count(report)
    counted = time.process_time() - start
    start = time.process_time()
    for report in reports:
        cut(report.text or "")
    segmented = time.process_time() - start
    print(f"{len(reports)} reports, {characters:,} characters")
    print(f"counting     {characters / counted:>12,.0f} characters/s")
    print(f"jieba.lcut   {characters / segmented:>12,.0f} characters/s")
    print(f"counting is {segmented / counted:.1f} times as fast")


if __name__ == "__main__":
    main()
