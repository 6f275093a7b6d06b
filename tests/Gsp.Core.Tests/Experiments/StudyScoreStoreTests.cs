using Gsp.Experiments;
using Gsp.Random;
using Xunit;

namespace Gsp.Core.Tests.Experiments;

/// <summary>An interrupted study goes on with the runs that are not finished, to the same bits.</summary>
public sealed class StudyScoreStoreTests : IDisposable
{
    private static readonly AdaCgpStudyOptions Options = new()
    {
        Seeds = 1,
        Nodes = 30,
        Samples = 520,
        ComparisonSamples = 500,
        ForecastSamples = 20,
        TrackingForgetting = 0.96,
    };

    private readonly string folder = Path.Combine(Directory.CreateTempSubdirectory("gsp-store-").FullName, "partial");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);

    [Fact]
    public void InterruptedAgainAndAgainTheTablesAreTheSame()
    {
        StudyResult whole = AdaCgpStudy.Run(Options);
        int tasks = 0;
        for (int finished = 0; ; )
        {
            using var interruption = new CancellationTokenSource();
            var store = new StudyScoreStore(folder, "build");
            int reports = 0;
            var progress = new Listener(() =>
            {
                if (Interlocked.Increment(ref reports) == 25)
                {
                    interruption.Cancel();
                }
            });
            try
            {
                // Another number of threads is no other study.
                StudyResult result = AdaCgpStudy.Run(
                    Options with
                    {
                        Threads = 1 + (finished % 2),
                    },
                    progress,
                    interruption.Token,
                    store
                );
                tasks = store.Kept;
                Assert.Equal(tasks - finished, reports);
                AssertSame(whole.Published, result.Published);
                AssertSame(whole.Comparison, result.Comparison);
                AssertSame(whole.HigherOrder, result.HigherOrder);
                store.Delete();
                Assert.False(Directory.Exists(folder));
                break;
            }
            catch (OperationCanceledException)
            {
                Assert.InRange(store.Kept, finished + 25, finished + 27);
                finished = store.Kept;
                Assert.Equal(finished, Directory.GetFiles(folder).Length);
            }
        }
        Assert.True(tasks > 50, "the study was interrupted more than once");
    }

    [Fact]
    public void OtherOptionsAndOtherProgramsFindNothing()
    {
        var store = new StudyScoreStore(folder, "build");
        StudyTask task = Task("VAR");
        store.Keep(Options, 3, task, [Score()]);
        Assert.NotNull(store.Find(Options with { Threads = 7 }, 3, task));
        Assert.Null(store.Find(Options with { Samples = 600 }, 3, task));
        Assert.Null(store.Find(Options, 4, task));
        Assert.Null(store.Find(Options, 3, Task("TISO")));
        Assert.Null(new StudyScoreStore(folder, "other build").Find(Options, 3, task));
    }

    [Fact]
    public void ScoresAreKeptToTheBit()
    {
        var store = new StudyScoreStore(folder, "build");
        StudyTask task = Task("P1-DB");
        MethodScore plain = Score();
        MethodScore full = Score() with
        {
            Course = new StudyCourse([0, 25], [1, 2], [3, 4], [5, -0.0], [7, 8], [9, 1], [2, double.NaN]),
        };
        store.Keep(Options, 0, task, [plain, full]);
        AssertSame([plain, full], store.Find(Options, 0, task)!);
    }

    [Fact]
    public void EveryDamagedFileIsNamed()
    {
        var store = new StudyScoreStore(folder, "build");
        StudyTask task = Task("VAR");
        store.Keep(Options, 0, task, [Score()]);
        string path = Directory.GetFiles(folder).Single();
        byte[] whole = File.ReadAllBytes(path);
        RandomStream random = new RandomStream(5).Split("damage");
        for (int k = 0; k < 500; k++)
        {
            int at = (int)(random.NextUInt64() % (ulong)whole.Length);
            byte[] damaged = k % 2 == 0 ? whole[..at] : [.. whole];
            if (k % 2 == 1)
            {
                damaged[at] ^= (byte)(1 + (random.NextUInt64() % 255));
            }
            File.WriteAllBytes(path, damaged);
            var error = Assert.Throws<GspFormatException>(() => store.Find(Options, 0, task));
            Assert.Equal(path, error.Path);
            Assert.True(error.ByteOffset >= 0);
            Assert.Contains("delete the file to repeat this run", error.Message, StringComparison.Ordinal);
        }
        new Snapshot("Other/1").Save(path);
        Assert.Contains(
            "Other/1",
            Assert.Throws<GspFormatException>(() => store.Find(Options, 0, task)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void ForeignFilesStay()
    {
        var store = new StudyScoreStore(folder, "build");
        store.Keep(Options, 0, Task("VAR"), [Score()]);
        File.WriteAllText(Path.Combine(folder, "letter.txt"), "keep");
        store.Delete();
        Assert.Equal(["letter.txt"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName));
    }

    private static StudyTask Task(string method) => new("ER", 1, method, _ => []);

    private static MethodScore Score() =>
        new()
        {
            Method = "VAR(3), signed",
            Family = "ER",
            Seed = 2,
            Prediction = 0.1,
            Forecast = double.NaN,
            CoefficientPrediction = 1.0 / 3,
            Shift = -0.0,
            Miss = double.Epsilon,
            FalseAlarm = 0.25,
            Steps = 1234,
            Seconds = 5.5,
            Estimate = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(2, 3, (i, j) => i + (0.1 * j)),
        };

    /// <summary>The same but for the time.</summary>
    private static void AssertSame(IReadOnlyList<MethodScore> expected, IReadOnlyList<MethodScore> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int k = 0; k < expected.Count; k++)
        {
            (MethodScore a, MethodScore b) = (expected[k], actual[k]);
            Assert.Equal((a.Method, a.Family, a.Seed, a.Steps), (b.Method, b.Family, b.Seed, b.Steps));
            Assert.Equal(Bits(a), Bits(b));
        }
    }

    private static long[] Bits(MethodScore score)
    {
        IEnumerable<double> numbers =
        [
            score.Prediction,
            score.Forecast,
            score.CoefficientPrediction,
            score.Shift,
            score.Miss,
            score.FalseAlarm,
            score.Estimate.RowCount,
            .. score.Estimate.ToColumnMajorArray(),
        ];
        if (score.Course is { } c)
        {
            numbers =
            [
                .. numbers,
                .. c.Steps,
                .. c.Prediction,
                .. c.CoefficientPrediction,
                .. c.Shift,
                .. c.Precision,
                .. c.Recall,
                .. c.F1,
            ];
        }
        return [.. numbers.Select(BitConverter.DoubleToInt64Bits)];
    }

    private sealed class Listener(Action report) : IProgress<double>
    {
        public void Report(double value) => report();
    }
}
