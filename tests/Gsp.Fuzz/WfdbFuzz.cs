using System.Text;
using Gsp.Recordings;
using Xunit;

namespace Gsp.Fuzz;

/// <summary>Mutated WFDB headers, signal files of every format and annotations.</summary>
public sealed class WfdbFuzz
{
    // A compressed file or a gap may give so many samples: within the harness's fixed allowance.
    private static readonly WfdbReadOptions Bounded = new() { MaximumSamples = 1 << 18 };

    private static readonly Dictionary<string, byte[]> Files = new(StringComparer.Ordinal)
    {
        ["r.dat"] = [.. Enumerable.Range(0, 600).Select(i => (byte)(i * 37))],
        ["a.hea"] = Utf8("a 1 250 20\nr.dat 80 100/mV 8 0 0\n"),
        ["l.hea"] = Utf8("l 2 250 0\n~ 0 100/mV 8 0 0 0 0 I\n~ 0 100/mV 8 0 0 0 0 II\n"),
        ["s.hea"] = Utf8("s 1 250 20\nr.dat 16x2 100/mV 16 0 0 4321 0 II\n"),
    };

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static void Read(string name, byte[] bytes, string record)
    {
        var files = new Dictionary<string, byte[]>(Files, StringComparer.Ordinal) { [name] = bytes };
        RecordFolder folder = RecordFolder.InMemory(files);
        Recording read = Recordings.Wfdb.Read(folder, record, Bounded);
        _ = read.ToString();
    }

    [Fact]
    public void Headers() =>
        FuzzHarness.Run(
            "wfdb-header",
            [
                Utf8(
                    "# c\nr 2 250/1000(5) 60 8:26:04.5 04/05/1994\nr.dat 16:1+4 200(3)/mV 12 0 1\nr.dat 16x2+4 0 12 9\n"
                ),
                Utf8("r 3 360 100\r\nr.dat 212 200 11 1024 995\r\nr.dat 212 200\r\nr.dat 212 1e-3/uV\r\n# age: 5\r\n"),
                Utf8("r 2 100\nr.dat 310x3\nr.dat 310 12 10 0\n"),
                Utf8("r/4 2 250 65\nl 0\n~ 25\na 20\na 20\n"),
                Utf8("r/2 1 250 40\na 20\na 20\n"),
                Utf8("r 1 250 50\n~ 0 200 12 0 0 0 0 x\n"),
            ],
            bytes => Read("r.hea", bytes, "r"),
            _ => Files["r.dat"].Length * 2
        );

    [Fact]
    public void SignalFiles()
    {
        int[] formats = [8, 16, 24, 32, 61, 80, 160, 212, 310, 311];
        // The first byte chooses the format, so that one stream of inputs mutates all of them.
        FuzzHarness.Run(
            "wfdb-signals",
            [.. formats.Select((_, k) => (byte[])[(byte)k, .. Files["r.dat"][..(100 + k)]])],
            bytes =>
            {
                int format = bytes.Length == 0 ? 16 : formats[bytes[0] % formats.Length];
                var files = new Dictionary<string, byte[]>(StringComparer.Ordinal)
                {
                    ["r.dat"] = bytes,
                    ["r.hea"] = Utf8(FormattableString.Invariant($"r 2 250\nr.dat {format}x2:1+1\nr.dat {format}+1\n")),
                };
                RecordFolder folder = RecordFolder.InMemory(files);
                DigitalRecord read = Recordings.Wfdb.ReadDigital(folder, "r", Bounded);
                if (read.Header.Length > 2)
                {
                    Recordings.Wfdb.Read(folder, "r", Bounded with { From = 1, To = 2, Frames = WfdbFrames.Smoothed });
                }
            },
            bytes => bytes * 2
        );
    }

    [Theory]
    [InlineData("mono8.flac", "r 1 250\nr.dat 508 100/mV\n")]
    [InlineData("stereo16.flac", "r 2 250\nr.dat 516 100/mV\nr.dat 516 100/mV\n")]
    public void CompressedSignalFiles(string seed, string header) =>
        FuzzHarness.Run(
            "wfdb-" + seed,
            [File.ReadAllBytes(Golden(seed))],
            bytes =>
            {
                var files = new Dictionary<string, byte[]>(StringComparer.Ordinal)
                {
                    ["r.dat"] = bytes,
                    ["r.hea"] = Utf8(header),
                };
                _ = Recordings.Wfdb.Read(RecordFolder.InMemory(files), "r", Bounded).ToString();
            },
            _ => 1 << 18
        );

    private static string Golden(string name) =>
        Path.Combine(Testing.Repository.Root, "tests", "Gsp.Recordings.Tests", "Golden", "flac", name);

    [Fact]
    public void DeclaredLengths() =>
        FuzzHarness.Run(
            "wfdb-lengths",
            [Files["r.dat"][..90], Files["r.dat"][..91]],
            bytes => Read("r.dat", bytes, "a"),
            bytes => bytes
        );

    [Fact]
    public void Annotations() =>
        FuzzHarness.Run(
            "wfdb-annotations",
            [
                AnnotationWriter.Bytes(
                    [new(5, "N"), new(5, " ", 3, -1, 4, "(AFIB"), new(9000, "own", 3, 0, 0, "ä"), new(1L << 40, "V")],
                    250
                ),
                AnnotationWriter.Bytes([new(0, "+", 0, 0, 0, "(N"), new(77, "N"), new(1400, "|", 1, 1, 1)], null),
            ],
            bytes =>
            {
                WfdbAnnotations read = AnnotationReader.Parse(bytes, "r.atr");
                _ = read.AtRate(360).Count;
            },
            bytes => 8 * bytes
        );
}
