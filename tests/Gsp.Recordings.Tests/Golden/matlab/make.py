"""Writes files with scipy.io.savemat and dumps every .mat file of this folder, as scipy.io.loadmat reads it, to expected.txt (SciPy 1.10)."""
import glob
import struct
import numpy as np
import scipy.io
import scipy.sparse


def number(value):
    if isinstance(value, (complex, np.complexfloating)):
        return f"{number(value.real)};{number(value.imag)}"
    value = float(value) + 0.0
    whole = abs(value) < 1e15 and value == int(value)
    return "nan" if np.isnan(value) else str(int(value)) if whole else "x" + struct.pack(">d", value).hex()


def dump(x):
    if x is None:
        return "num[0x0]"
    if isinstance(x, (scipy.io.matlab.MatlabObject, scipy.io.matlab.MatlabFunction)):
        return "unsupported"
    if scipy.sparse.issparse(x):
        x = x.tocsc()
        x.sort_indices()
        entries = [f"({r},{c},{number(x.data[k])})" for c in range(x.shape[1])
                   for k in range(x.indptr[c], x.indptr[c + 1]) for r in [x.indices[k]]]
        return f"sparse[{x.shape[0]}x{x.shape[1]}]" + "".join(entries)
    size = "x".join(map(str, x.shape))
    flat = x.flatten(order="F")
    if x.dtype.names is not None:
        return f"struct[{size}]" + "".join("{" + "|".join(f"{n}={dump(e[n])}" for n in x.dtype.names) + "}" for e in flat)
    if x.dtype == object:
        return f"cell[{size}]" + "{" + "|".join(map(dump, flat)) + "}"
    if x.dtype.kind == "U":
        return f"text[{size}]" + ",".join(str(ord(c)) for e in flat for c in (e or " "))
    return f"num[{size}]" + ",".join(map(number, flat))


def write():
    t = np.arange(12).reshape(3, 4)
    plain = {
        "double": t / 7.0, "single": (t / 4).astype(np.float32), "i8": t.astype(np.int8) - 5, "u8": t.astype(np.uint8),
        "i16": t.astype(np.int16) * -300, "u16": t.astype(np.uint16) * 5000, "i32": t.astype(np.int32) * 100000000,
        "u32": t.astype(np.uint32) * 300000000, "i64": t.astype(np.int64) << 40, "u64": t.astype(np.uint64) << np.uint64(50),
        "complex": t + 1j * t[::-1], "logical": t % 3 == 0, "three": np.arange(24.0).reshape(2, 3, 4), "empty": np.zeros((0, 3)),
        "special": np.array([np.nan, np.inf, -np.inf, -0.0, 5e-324]), "text": "P wave ü", "lines": np.array(["ab ", "cde"]),
    }
    nested = {
        "ECG": {"sex": "Male", "age": 61, "data": t.astype(float), "lead": {"names": np.array(["I", "II"], dtype=object), "ok": True}},
        "cells": np.array([[t, "x"], [np.zeros((0, 0)), np.array([{"a": 1.5}, "deep"], dtype=object)]], dtype=object),
        "array": np.array([(1, "one"), (2, "two")], dtype=[("n", object), ("s", object)]),
        "sparse": scipy.sparse.csc_matrix(np.array([[0, 1.5, 0], [2, 0, 0], [0, 0, -3], [0, 4, 0]])),
    }
    scipy.io.savemat("plain.mat", plain)
    scipy.io.savemat("plain_compressed.mat", plain, do_compression=True)
    scipy.io.savemat("nested.mat", nested)
    scipy.io.savemat("nested_compressed.mat", nested, do_compression=True)
    four = {"val": t.astype(np.int16), "d": t / 3, "c": t * 1j, "text": "hello", "s": nested["sparse"], "f": t.astype(np.float32)}
    scipy.io.savemat("four.mat", four, format="4")


write()
with open("expected.txt", "w", newline="\n") as file:
    for path in sorted(set(glob.glob("*.mat")) - {"test_empty_struct.mat"}):  # SciPy reads a structure without fields as None
        try:
            names = [n for n, _, _ in scipy.io.whosmat(path)]
            variables = scipy.io.loadmat(path, chars_as_strings=False, struct_as_record=True)
        except Exception as error:
            print("skipped", path, type(error).__name__, error)
            continue
        for name in names:
            if name and not name.startswith("__"):
                file.write(f"{path}\t{name}\t{dump(variables[name])}\n")
