using Xunit;
using static Gsp.Recordings.Tests.MemoryRecord;

namespace Gsp.Recordings.Tests;

/// <summary>Every file of a small record, cut after every byte.</summary>
public sealed class TruncationTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    [InlineData(61)]
    [InlineData(80)]
    [InlineData(160)]
    [InlineData(212)]
    [InlineData(310)]
    [InlineData(311)]
    public void ACutSignalFileIsAnErrorAndWithoutALengthIsShorter(int format)
    {
        const int samples = 15;
        byte[] whole = [.. Enumerable.Range(0, (int)WfdbFormat.Bytes(format, samples)).Select(i => (byte)(i * 41))];
        string Header(string length) => FormattableString.Invariant($"r 1 250 {length}\nr.dat {format}\n");
        int[] all = Digital(Folder(Text("r.hea", Header("15")), ("r.dat", whole))).Samples[0];
        Assert.Equal(samples, all.Length);
        for (int length = 0; length < whole.Length; length++)
        {
            byte[] cut = whole[..length];
            Assert.Throws<GspFormatException>(() => Digital(Folder(Text("r.hea", Header("15")), ("r.dat", cut))));
            int[] read = Digital(Folder(Text("r.hea", Header("")), ("r.dat", cut))).Samples[0];
            Assert.Equal(WfdbFormat.Capacity(format, length), read.Length);
            Assert.Equal(all[..read.Length], read);
        }
    }

    [Fact]
    public void ACutHeaderIsAnErrorOrAShorterHeader()
    {
        byte[] whole = Text(
            "r.hea",
            "r 2 250 2\nr.dat 16 200/mV 12 0 1 4 0 I\nr.dat 16 200/mV 12 0 2 6 0 II\n# note\n"
        ).Item2;
        int read = 0;
        for (int length = 0; length < whole.Length; length++)
        {
            try
            {
                DigitalRecord record = Digital(Folder(("r.hea", whole[..length]), Words("r.dat", 1, 2, 3, 4)));
                Assert.InRange(record.Samples.Length, 0, 2);
                read++;
            }
            catch (GspFormatException error)
            {
                Assert.Equal("r.hea", error.Path);
            }
        }
        Assert.InRange(read, 10, whole.Length / 2);
    }

    [Fact]
    public void ACutAnnotationFileIsAnError()
    {
        byte[] whole = AnnotationWriter.Bytes(
            [new(5, "N"), new(5, " ", 3, -1, 4, "(AFIB"), new(9000, "own", 3, 0, 0, "ä")],
            250
        );
        Assert.Equal(3, AnnotationReader.Parse(whole, "r.atr").Marks.Count);
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Throws<GspFormatException>(() => AnnotationReader.Parse(whole[..length], "r.atr"));
        }
    }
}
