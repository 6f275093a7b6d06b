using Gsp.Files;
using Gsp.Recordings;
using Gsp.Testing;
using Xunit;

namespace Gsp.Fuzz;

/// <summary>Mutated recordings of the carriers that are not WFDB.</summary>
public sealed class RecordingFuzz
{
    // Prediction and runs pack many samples into a few bytes, so that the readers take a cap; this one is the test's.
    private const int Cap = 1 << 16;

    [Fact]
    public void Flac() =>
        FuzzHarness.Run(
            "flac",
            Golden("flac", "mono8.flac", "stereo16.flac", "three24.flac", "tones32.flac", "constant16.flac"),
            bytes => FlacDecoder.Decode(bytes, "fuzz", Cap),
            _ => Cap
        );

    [Fact]
    public void Matlab() =>
        FuzzHarness.Run(
            "matlab",
            Golden(
                "matlab",
                "four.mat",
                "nested.mat",
                "nested_compressed.mat",
                "plain_compressed.mat",
                "teststruct_6.1_SOL2.mat",
                "testsparsecomplex_4.2c_SOL2.mat",
                "testsparse_6.5.1_GLNX86.mat",
                "testcellnest_6.1_SOL2.mat",
                "testobject_6.1_SOL2.mat",
                "testunicode_7.4_GLNX86.mat"
            ),
            bytes => MatFile.Parse(bytes, new MatReadOptions { MaximumDecompressedBytes = Cap }, "fuzz").ToString(),
            bytes => bytes + Cap
        );

    [Fact]
    public void Edfs() =>
        FuzzHarness.Run(
            "edf",
            [.. Golden("edf", "plus.edf", "plus.bdf"), Discontinuous()],
            bytes => Edf.Parse(bytes, new EdfReadOptions { MaximumMissingSamples = Cap }, "fuzz").ToString(),
            bytes => (bytes / 2) + Cap
        );

    [Fact]
    public void SignalTables()
    {
        using var array = new MemoryStream();
        Npy.Write(array, new NpyArray(new short[12], 6, 2));
        FuzzHarness.Run(
            "signal table",
            [
                "II,\"V 1\",Resp [Ohm]\nmV,uV,\n0.5,1e-3,nan\n-2,NA,3\n"u8.ToArray(),
                "t;II\n0;1\n0.5;2\n1;4\n"u8.ToArray(),
                "1\t2\n3\t4\n"u8.ToArray(),
                array.ToArray(),
            ],
            bytes => SignalTable.Parse(bytes, new SignalTableOptions { Rate = 250 }, "fuzz").ToString(),
            bytes => bytes
        );
    }

    [Fact]
    public void SignalTablesWithTimes() =>
        FuzzHarness.Run(
            "signal times",
            ["t,II\nms,mV\n0,1\n4,2\n8,4\n12,nan\n"u8.ToArray(), "II;t\n1;0.25\n2;0.5\n7;0.75\n"u8.ToArray()],
            bytes =>
            {
                // What begins like an array has no time column, which is the caller's mistake.
                if (bytes is not [0x93, ..])
                {
                    SignalTable.Parse(bytes, new SignalTableOptions { TimeColumn = "t" }, "fuzz").ToString();
                }
            },
            bytes => bytes
        );

    private static byte[] Discontinuous()
    {
        byte[] bytes = Golden("edf", "plus.edf")[0];
        bytes[196] = (byte)'D';
        return bytes;
    }

    [Fact]
    public void FlacSubframes()
    {
        // Checksums stop most mutations of whole streams; here they are not in the way.
        byte[][] streams = Golden("flac", "mono8.flac", "wasted16.flac", "tones32.flac", "noise24.flac");
        FuzzHarness.Run(
            "flac subframe",
            [.. streams.Select(FirstSubframe)],
            bytes =>
            {
                var bits = new FlacBits(bytes, 1, "fuzz");
                FlacSubframe.Read(ref bits, bytes.Length > 0 ? 4 + (bytes[0] % 30) : 4, new long[64]);
            },
            _ => 64
        );
    }

    /// <summary>The first subframe of a stream and what follows, after a byte that says its depth.</summary>
    private static byte[] FirstSubframe(byte[] stream)
    {
        FlacStreamInfo info = FlacStreamInfo.Read(stream, "seed");
        var bits = new FlacBits(stream, info.FirstFrame, "seed");
        FlacFrameHeader.Read(ref bits, stream);
        return [(byte)(info.BitsPerSample - 4), .. stream[bits.Byte..]];
    }

    private static byte[][] Golden(string folder, params string[] names) =>
        [
            .. names.Select(name =>
                File.ReadAllBytes(
                    Path.Combine(Repository.Root, "tests", "Gsp.Recordings.Tests", "Golden", folder, name)
                )
            ),
        ];
}
