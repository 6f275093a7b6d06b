"""Writes conversions.safetensors after the format's description, with numpy's and torch's roundings (numpy 1.24.2, torch 1.13.0)."""
import json, struct, sys
import numpy as np, torch

rng = np.random.default_rng(20)
# Random numbers of many magnitudes, ties between neighbours of every 16-bit type, the limits of each, and what is no number.
spread = rng.standard_normal(400) * 10.0 ** rng.integers(-9, 6, 400)
half = np.arange(0, 31744, 97, dtype=np.uint16).view(np.float16).astype(np.float64)
ties = np.concatenate([(half[:-1] + np.arange(1, 31744, 97, dtype=np.uint16).view(np.float16)[:-1]) / 2,
                       (1 + np.arange(256) / 128 + 1 / 256) * 2.0 ** rng.integers(-130, 120, 256)])
limits = [0.0, -0.0, 65504, 65519.99, 65520, 65536, 6e-8, 2.98023223876953125e-8, 2.99e-8, 3.4e38, 3.4028235677973366e38, 1e-45, 1e300, np.inf, -np.inf, np.nan]
f64 = np.concatenate([spread, ties, -ties, limits])
with np.errstate(over="ignore"):
    f32 = f64.astype(np.float32)
    tensors = {
        "f32_as_bf16": ("BF16", torch.from_numpy(f32).bfloat16().view(torch.int16).numpy()),
        "f32_as_f16": ("F16", f32.astype(np.float16)),
        "f64_as_f16": ("F16", f64.astype(np.float16)),
        "f64_as_f32": ("F32", f32),
        "f64": ("F64", f64),
        "all_f16": ("F16", np.arange(65536, dtype=np.uint16).view(np.float16)[::37]),
        "all_f16_as_f32": ("F32", np.arange(65536, dtype=np.uint16).view(np.float16)[::37].astype(np.float32)),
    }
header, blob = {"__metadata__": {"made by": "numpy"}}, b""
for name, (dtype, values) in tensors.items():
    raw = np.ascontiguousarray(values).tobytes()
    header[name] = {"data_offsets": [len(blob), len(blob) + len(raw)], "shape": list(values.shape), "dtype": dtype}
    blob += raw
# Keys backwards and spaces between them: other writers do so.
text = json.dumps(dict(reversed(list(header.items())))).encode()
text += b" " * (-len(text) % 8)
open(sys.argv[1], "wb").write(struct.pack("<Q", len(text)) + text + blob)
