using System.Globalization;
using System.Text.RegularExpressions;
using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests;

/// <summary>Annotation files against what the WFDB library's own program printed for them.</summary>
public sealed partial class SampleAnnotationTests
{
    [Theory]
    [InlineData("ann-1", "100.atr")]
    [InlineData("ann-2", "12726.anI")]
    [InlineData("ann-3", "1003.atr")]
    public void MarksAreTheLibrarys(string truth, string file)
    {
        string[] expected = File.ReadAllLines(
            TestData.SharedOrSkip("data", "wfdb-sample-data", "target-output", truth)
        );
        IReadOnlyList<Annotation> marks = Wfdb.ReadAnnotations(TestData.SharedOrSkip("data", "wfdb-sample-data", file));
        Assert.Equal(expected.Length, marks.Count);
        for (int k = 0; k < marks.Count; k++)
        {
            GroupCollection fields = Line().Match(expected[k]).Groups;
            Annotation mark = marks[k];
            Assert.Equal(
                fields[1].Value,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{mark.Sample} {mark.Symbol} {mark.SubType} {mark.Channel} {mark.Number}"
                ),
                ignoreWhiteSpaceDifferences: true
            );
            Assert.Equal(fields[2].Value, mark.Text.Trim());
        }
    }

    [Fact]
    public void SamplesBeyond31BitsAreRead()
    {
        IReadOnlyList<Annotation> marks = Wfdb.ReadAnnotations(
            TestData.SharedOrSkip("data", "wfdb-sample-data", "huge.qrs")
        );
        // Four steps of 2^31 - 1, one of 2,820 = 0x0b04... see the bytes: 00ec ff7f ffff four times, then 00ec 0b54 04e4, code 1.
        Assert.Equal([(4L * int.MaxValue) + 0x540be404], marks.Select(mark => mark.Sample));
        Assert.Equal("N", marks[0].Symbol);
    }

    [Theory]
    [InlineData("03700181.gqrsh")]
    [InlineData("03700181.gqrsl")]
    [InlineData("03700181.sqrs")]
    [InlineData("100.qrs")]
    [InlineData("12726.wabp")]
    [InlineData("12726.wqrs")]
    [InlineData("bemoody-wfdb/100a.atr")]
    [InlineData("bemoody-wfdb/100s.atr")]
    public void EveryOtherFileIsReadAndOrdered(string file)
    {
        IReadOnlyList<Annotation> marks = Wfdb.ReadAnnotations(TestData.SharedOrSkip("data", "wfdb-sample-data", file));
        Assert.NotEmpty(marks);
        Assert.Equal(marks.OrderBy(mark => mark.Sample), marks);
    }

    // time, sample, type, subtype, channel, number, text after a tab
    [GeneratedRegex(@"^\s*(?:\[[^\]]*\]|\S+)\s+(\d+\s+\S+\s+-?\d+\s+\d+\s+-?\d+)(?:\t(.*?))?\s*$")]
    private static partial Regex Line();
}
