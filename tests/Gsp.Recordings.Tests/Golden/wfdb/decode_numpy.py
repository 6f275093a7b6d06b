"""Decodes records of PhysioNet's conformance set straight from signal(5), with numpy and in another way than the library does:
bits of whole files at once. Writes decoded.csv: record,frames,signal,length,sum,weighted

sum = sum of the digital values; weighted = sum of (1 + i mod 1009) * value[i]. Run: decode_numpy.py FOLDER-OF-wfdb-sample-data
"""

import re, sys
import numpy as np

folder = sys.argv[1]
records = ["binformats", "310derive", "310derive_2", "310derive_3", "311derive_2", "311derive_3", "311derive_4", "100skew", "100_3chan",
           "test01_00s_frame", "test01_00s_skew", "test01_00s_skewframe", "03700181", "s0010_re", "v102s", "a103l", "3000003_0003",
           "multi-segment/041s/041s01", "multi-segment/s25047/3234460_0017"]
invalid = {8: -32768, 16: -32768, 24: -(1 << 23), 32: -(1 << 31), 61: -32768, 80: -128, 160: -32768, 212: -2048, 310: -512, 311: -512}


def fields(bits, width):
    """Little-endian bit fields to signed integers."""
    value = bits.reshape(-1, width).astype(np.int64) @ (1 << np.arange(width, dtype=np.int64))
    return np.where(value >= 1 << (width - 1), value - (1 << width), value)


def decode(fmt, raw, initial):
    pad = lambda n: np.concatenate([raw, np.zeros(-len(raw) % n, np.uint8)])
    if fmt == 8:
        return initial + np.cumsum(raw.view(np.int8).astype(np.int64))
    if fmt in (16, 61):
        return np.frombuffer(raw.tobytes(), "<i2" if fmt == 16 else ">i2").astype(np.int64)
    if fmt == 32:
        return np.frombuffer(raw.tobytes(), "<i4").astype(np.int64)
    if fmt == 24:
        return fields(np.unpackbits(raw, bitorder="little"), 24)
    if fmt == 80:
        return raw.astype(np.int64) - 128
    if fmt == 160:
        return np.frombuffer(raw.tobytes(), "<u2").astype(np.int64) - 32768
    if fmt == 212:
        # Each three bytes as six nibbles: the pair is (0, 1, 2) and (4, 5, 3).
        bits = np.unpackbits(pad(3), bitorder="little").reshape(-1, 6, 4)
        return fields(bits[:, [0, 1, 2, 4, 5, 3]].reshape(-1), 12)
    bits = np.unpackbits(pad(4), bitorder="little").reshape(-1, 32)
    if fmt == 311:
        return fields(bits[:, :30].reshape(-1), 10)
    order = [*range(1, 11), *range(17, 27), *range(11, 16), *range(27, 32)]
    return fields(bits[:, order].reshape(-1), 10)


def read(record):
    lines = [line.split() for line in open(f"{folder}/{record}.hea") if line.strip() and line[0] != "#"]
    count, length = int(lines[0][1]), int(lines[0][3])
    base = folder + "/" + "/".join(record.split("/")[:-1])
    signals = []
    for line in lines[1 : count + 1]:
        fmt, spf, skew, offset = re.fullmatch(r"(\d+)(?:x(\d+))?(?::(\d+))?(?:\+(\d+))?", line[1]).groups()
        signals.append((line[0], int(fmt), int(spf or 1), int(skew or 0), int(offset or 0), int(line[5])))
    result = []
    for index, (name, fmt, spf, skew, offset, initial) in enumerate(signals):
        same = [k for k, other in enumerate(signals) if other[0] == name]
        frame = sum(signals[k][2] for k in same)
        before = sum(signals[k][2] for k in same if k < index)
        raw = np.fromfile(f"{base}/{name}", np.uint8)[offset:]
        values = decode(fmt, raw, initial)[: length * frame].reshape(length, frame)[:, before : before + spf]
        moved = np.full((length, spf), invalid[fmt])
        moved[: length - skew] = values[skew:]
        result.append((moved, invalid[fmt]))
    return result


def row(record, frames, signal, values):
    weights = 1 + np.arange(len(values)) % 1009
    print(f"{record},{frames},{signal},{len(values)},{values.sum()},{(weights * values).sum()}", file=out)


with open("decoded.csv", "w") as out:
    print("record,frames,signal,length,sum,weighted", file=out)
    for record in records:
        for signal, (moved, missing) in enumerate(read(record)):
            row(record, "Expanded", signal, moved.reshape(-1))
            there = moved != missing
            sums, counts = np.where(there, moved, 0).sum(1), there.sum(1)
            smooth = np.where(counts > 0, np.trunc(sums / np.maximum(counts, 1)).astype(np.int64), missing)
            row(record, "Smoothed", signal, smooth)
