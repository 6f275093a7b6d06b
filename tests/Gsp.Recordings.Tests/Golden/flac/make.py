"""Makes the golden streams: random signals, encoded by the reference encoder `flac` 1.4.2 (Debian 1.4.2+ds-2), and their raw samples."""
import subprocess
import numpy as np

rng = np.random.default_rng(20)


def write(name, samples, bits, rate, *options):
    data = samples.astype("<i8")
    size = (bits + 7) // 8
    raw = data.view(np.uint8).reshape(*data.shape, 8)[..., :size].tobytes()
    with open(name + ".raw", "wb") as file:
        file.write(raw)
    subprocess.run(
        ["flac", "-s", "-f", "--force-raw-format", "--endian=little", "--sign=signed", f"--channels={samples.shape[1]}",
         f"--bps={bits}", f"--sample-rate={rate}", "--no-padding", "--no-seektable", *options, "-o", name + ".flac",
         name + ".raw"], check=True)



def tones(length, channels, amplitude, noise):
    t = np.arange(length)[:, None]
    return np.rint(amplitude * np.sin(0.05 * t * (1 + np.arange(channels))) + noise * rng.normal(size=(length, channels))).astype(np.int64)


write("mono8", tones(700, 1, 90, 2), 8, 200, "-8", "-b", "256")
write("stereo16", np.repeat(tones(600, 1, 9000, 3), 2, 1) + rng.integers(-9, 9, (600, 2)), 16, 44100, "--best", "-b", "192")
write("midside16", tones(500, 1, 3000, 5) + rng.integers(-3, 3, (500, 2)), 16, 500, "-m", "-b", "128", "--lax")
write("three24", tones(300, 3, 2 ** 22, 2000), 24, 360, "-8", "-p", "-b", "100", "--lax")
write("eight16", tones(120, 8, 12000, 40), 16, 1000, "-5", "-b", "64", "--lax")
write("noise24", rng.integers(-2 ** 23, 2 ** 23, (300, 1)), 24, 96000, "-5", "-b", "128")
write("noise32", rng.integers(-2 ** 31, 2 ** 31, (200, 2)), 32, 48000, "-5", "-b", "64", "--lax")
write("tones32", tones(400, 2, 2 ** 30, 50), 32, 192000, "-8", "-l", "32", "-b", "400", "--lax")
write("wasted16", (tones(400, 2, 900, 3) * 16), 16, 8000, "-8", "-b", "192")
write("constant16", np.repeat([[5, -30000]], 900, 0), 16, 250, "-8", "-b", "256")
write("verbatim8", rng.integers(-128, 128, (200, 1)), 8, 22050, "-0", "-b", "64", "--lax")
