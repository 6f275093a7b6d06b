using System.Globalization;
using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests;

/// <summary>Formats, skew and frames against another implementation of their definition (see Golden/wfdb/README.md).</summary>
public sealed class DecodedSumTests
{
    [Fact]
    public void EverySignalHasTheSumsOfAnotherDecoder()
    {
        string data = TestData.SharedOrSkip("data", "wfdb-sample-data");
        string[][] rows =
        [
            .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "wfdb", "decoded.csv"))
                .Skip(1)
                .Select(line => line.Split(',')),
        ];
        Assert.Equal(138, rows.Length);
        foreach (var record in rows.GroupBy(row => (Name: row[0], Frames: row[1])))
        {
            DigitalRecord read = Wfdb.ReadDigital(
                Path.Combine(data, record.Key.Name),
                new WfdbReadOptions { Frames = Enum.Parse<WfdbFrames>(record.Key.Frames) }
            );
            foreach (string[] row in record)
            {
                int[] samples = read.Samples[int.Parse(row[2], CultureInfo.InvariantCulture)];
                long weighted = samples.Select((value, t) => (1 + (t % 1009L)) * value).Sum();
                Assert.Equal<IEnumerable<string>>(
                    row,
                    [
                        record.Key.Name,
                        record.Key.Frames,
                        row[2],
                        .. new[] { samples.Length, samples.Sum(value => (long)value), weighted }.Select(value =>
                            value.ToString(CultureInfo.InvariantCulture)
                        ),
                    ]
                );
            }
        }
    }
}
