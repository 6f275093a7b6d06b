using Gsp.Compute;
using Gsp.Experiments;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Experiments;

/// <summary>The real recordings, where they lie beside the checkout.</summary>
public sealed class RecordingsTests
{
    [Fact]
    public void ColoradoHasItsStationsAndNeighbours()
    {
        RealSeries series = StationSeries.Colorado(Data("r-stations"));
        Assert.Equal(576, series.Samples.RowCount);
        Assert.Equal(series.Samples.ColumnCount, series.Nodes.Count);
        Assert.InRange(series.Nodes.Count, 60, 72);
        Assert.True(series.KnownGraph!.IsSymmetric());
        Assert.All(series.KnownGraph!.EnumerateRows(), row => Assert.True(row.Sum() >= 4));
        Assert.All(series.Positions!, at => Assert.True(at.X is > -110 and < -100 && at.Y is > 36 and < 42));
        double missing = 1 - series.Observed.Enumerate().Average();
        Assert.InRange(missing, 0.0, 0.05);
    }

    [Fact]
    public void ChickenpoxHasTheBordersOfItsCounties()
    {
        RealSeries series = NetworkSeries.Chickenpox(Data("causal-real"));
        Assert.Equal((522, 20), (series.Samples.RowCount, series.Samples.ColumnCount));
        int joined = series.KnownGraph!.Enumerate().Count(value => value != 0);
        // 102 listed pairs, 20 of them with themselves, most others listed from both sides.
        Assert.InRange(joined, 82, 164);
        Assert.Equal(0, series.KnownGraph!.Diagonal().Sum());
    }

    [Fact]
    public void NetSimHasTwentyFiveSubjectsWithEighteenEdges()
    {
        IReadOnlyList<NetSimSubject> subjects = NetSimSubject.Load(Data("netsim-dream3"));
        Assert.Equal(25, subjects.Count);
        Assert.Equal("sim3_subject_0", subjects[0].Name);
        Assert.Equal("sim3_subject_24", subjects[^1].Name);
        Assert.All(
            subjects,
            subject =>
            {
                Assert.Equal((200, 15), (subject.Samples.RowCount, subject.Samples.ColumnCount));
                Assert.Equal(18, subject.Truth.Enumerate().Sum());
            }
        );
    }

    [Fact]
    public void ImagingHasNineSubjects() =>
        Assert.All(
            NetworkSeries.Imaging(Data("causal-real")),
            subject => Assert.Equal((160, 9), (subject.Samples.RowCount, subject.Samples.ColumnCount))
        );

    [Fact]
    public void TrafficHasItsRoads()
    {
        RealSeries series = NetworkSeries.Traffic(Data("metr-la-week"));
        Assert.Equal((2016, 207), (series.Samples.RowCount, series.Samples.ColumnCount));
        Assert.Equal(2833 - 207, series.KnownGraph!.Enumerate().Count(value => value != 0));
        Assert.Equal(207, series.Positions?.Count ?? 207);
    }

    [Fact]
    public void OpticalBlocksActivateTogetherInBothBeats()
    {
        OpticalRecording recording = OpticalRecording.Load(Data("optical-mapping-lee2017"));
        Assert.InRange(recording.Cells.Length, 200, 800);
        Assert.Equal(220, recording.Raw.RowCount);
        Matrix<double> neighbours = recording.Neighbourhood();
        Assert.True(neighbours.IsSymmetric());
        Assert.All(neighbours.EnumerateRows(), row => Assert.InRange(row.Sum(), 2, 9));
    }

    [Fact]
    public void OzoneIsForecastBetterThanByTheDayBefore()
    {
        IReadOnlyList<SeriesRow> rows = SeriesStudy.Run(StationSeries.Ozone(Data("r-stations")), Backend.Managed);
        ForecastScore Of(string method) => rows.First(row => row.Method == method).Forecast!;
        Assert.True(Of("AdaCGP, learning on").Nmse < Of("persistence").Nmse);
        Assert.True(Of("AdaCGP, learning on").Nmse < Of("own past, 3 lags").Nmse);
    }

    [Fact]
    public void TheWholeStudyIsOnePage()
    {
        TestData.SlowOnly();
        RealSeriesResult result = RealSeriesStudy.Run(TestData.SharedOrSkip("data"));
        Assert.Equal(7, result.Sections.Count);
        Assert.Empty(result.Absent);
        using var folder = new TemporaryFolder();
        result.Save(folder.Path);
        Assert.Equal(15, Directory.GetFiles(folder.Path).Length);
        Assert.Contains("NetSim", File.ReadAllText(Path.Combine(folder.Path, "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderWithoutAnySetIsRefused()
    {
        using var folder = new TemporaryFolder();
        ArgumentException error = Assert.Throws<ArgumentException>(() => RealSeriesStudy.Run(folder.Path));
        Assert.Contains("r-stations", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASetThatIsThereRunsAndTheOthersAreNamed()
    {
        string source = Path.Combine(TestData.SharedOrSkip("data", "causal-real"));
        using var folder = new TemporaryFolder();
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "causal-real"), source);
        RealSeriesResult result = RealSeriesStudy.Run(folder.Path);
        Assert.Equal(["chickenpox", "imaging"], result.Sections.Select(section => section.Name));
        Assert.Equal(["r-stations", "netsim-dream3", "metr-la-week", "optical-mapping-lee2017"], result.Absent);
        string output = Path.Combine(folder.Path, "out");
        result.Save(output);
        Assert.Equal(5, Directory.GetFiles(output).Length);
        Assert.Contains("persistence", result.ToString(), StringComparison.Ordinal);
    }

    private static string Data(string set)
    {
        TestData.SharedOrSkip("data", set);
        return TestData.SharedOrSkip("data");
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("gsp-real-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
