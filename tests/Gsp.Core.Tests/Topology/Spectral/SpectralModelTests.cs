using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;
using Complex = System.Numerics.Complex;

namespace Gsp.Core.Tests.Topology;

public sealed class SpectralModelTests
{
    private static readonly SpectralMeasure[] All = Enum.GetValues<SpectralMeasure>();

    private static SpectralModel Random(ulong seed)
    {
        RandomStream stream = new RandomStream(seed).Split("spectrum");
        int n = 1 + (int)(seed % 5);
        int order = 1 + (int)(seed % 3);
        Matrix<double> filters = Matrix<double>.Build.Dense(n, n * order, (_, _) => stream.NextNormal());
        filters *= 0.9 / Math.Max(0.9, filters.InfinityNorm());
        Matrix<double> m = Matrix<double>.Build.Dense(n, n, (_, _) => stream.NextNormal());
        return new SpectralModel(
            filters,
            m * m.Transpose() + 0.1 * Matrix<double>.Build.DenseIdentity(n),
            1 + 100 * stream.NextUniform()
        );
    }

    [Fact]
    public void EveryMeasureAgreesWithNumPy()
    {
        Matrix<double> parts = BaselineData.Csv("spectral_model.csv");
        var model = new SpectralModel(parts.SubMatrix(0, 4, 0, 8), parts.SubMatrix(0, 4, 8, 4), 250);
        double[] frequencies = [0, 7.5, 40, 90, 125];
        double[][] golden = Golden.Csv(BaselineData.Path("spectral.csv"));
        int[] column = [0, 1, 2, 3, 4, 7]; // the density lies between
        foreach (SpectralMeasure measure in All)
        {
            SpectralCourse course = model.Measure(measure, frequencies);
            Assert.Equal(FitStatus.Converged, course.Status);
            for (int k = 0; k < 5; k++)
            {
                Close.Relative(
                    course.Values[k].ToRowMajorArray(),
                    golden[k].AsSpan(16 * column[(int)measure], 16),
                    1e-12,
                    $"{measure} at {frequencies[k]} Hz"
                );
                Complex[] density = model.Density(frequencies[k]).ToRowMajorArray();
                Close.Relative([.. density.Select(z => z.Real)], golden[k].AsSpan(80, 16), 1e-12);
                Assert.All(
                    density.Zip(golden[k][96..112]),
                    pair => Assert.Equal(pair.Second, pair.First.Imaginary, 1e-14)
                );
            }
        }
    }

    /// <summary>x_t = a x_{t−1} + w with unit noise: S(f) = 1 / |1 − a e^{−2πi f}|² = 1 / (1 + a² − 2a cos 2πf).</summary>
    [Fact]
    public void OneNodeHasTheClosedForm() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            double a = -0.95 + 1.9 * (seed % 1000) / 1000.0;
            double f = seed % 501 / 1000.0;
            var model = new SpectralModel(Matrix<double>.Build.Dense(1, 1, a), Matrix<double>.Build.Dense(1, 1, 1));
            double expected = 1 / (1 + a * a - 2 * a * Math.Cos(2 * Math.PI * f));
            return Math.Abs(model.Density(f)[0, 0].Real / expected - 1) < 1e-12;
        });

    /// <summary>Node 1 drives node 0 with c at one lag: PDC(0 ← 1) = c² / (1 + c²), DTF the same, coherence c²/(1 + c²), nothing backwards.</summary>
    [Fact]
    public void TwoNodesHaveTheClosedForm() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            double c = 0.1 + seed % 1000 / 200.0;
            Matrix<double> w = Matrix<double>.Build.DenseOfArray(
                new[,]
                {
                    { 0, c },
                    { 0, 0 },
                }
            );
            var model = new SpectralModel(w, Matrix<double>.Build.DenseIdentity(2), 2);
            double share = c * c / (1 + c * c);
            double f = seed % 101 / 100.0;
            bool Is(SpectralMeasure measure, double forward, double backward)
            {
                Matrix<double> v = model.Measure(measure, [f]).Values[0];
                return Math.Abs(v[0, 1] - forward) < 1e-12 && Math.Abs(v[1, 0] - backward) < 1e-12;
            }
            return Is(SpectralMeasure.PartialDirectedCoherence, share, 0)
                && Is(SpectralMeasure.GeneralisedPartialDirectedCoherence, share, 0)
                && Is(SpectralMeasure.DirectedTransferFunction, share, 0)
                && Is(SpectralMeasure.Coherence, share, share)
                && Is(SpectralMeasure.PartialCoherence, share, share);
        });

    [Fact]
    public void ColumnsOfDirectedCoherenceSumToOne() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            SpectralModel model = Random(seed);
            double f = model.SampleRate / 2 * (seed % 97) / 97;
            return new[]
            {
                SpectralMeasure.PartialDirectedCoherence,
                SpectralMeasure.GeneralisedPartialDirectedCoherence,
            }.All(m => model.Measure(m, [f]).Values[0].ColumnSums().All(sum => Math.Abs(sum - 1) < 1e-12));
        });

    [Fact]
    public void RowsOfTransferFunctionsSumToOne() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            SpectralModel model = Random(seed);
            double[] grid = model.Grid(5);
            IReadOnlyList<Matrix<double>> dtf = model.Measure(SpectralMeasure.DirectedTransferFunction, grid).Values;
            Matrix<double> full = model
                .Measure(SpectralMeasure.FullFrequencyDirectedTransferFunction, grid)
                .Values.Aggregate((a, b) => a + b);
            return dtf.Append(full).All(v => v.RowSums().All(sum => Math.Abs(sum - 1) < 1e-12));
        });

    [Fact]
    public void CoherencesAreSymmetricFractions() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            SpectralModel model = Random(seed);
            double f = model.SampleRate / 2 * (seed % 97) / 97;
            return new[] { SpectralMeasure.Coherence, SpectralMeasure.PartialCoherence }.All(m =>
            {
                Matrix<double> v = model.Measure(m, [f]).Values[0];
                return v.Enumerate().All(x => x is >= 0 and <= 1)
                    && v.Diagonal().All(x => x == 1)
                    && (v - v.Transpose()).FrobeniusNorm() < 1e-11;
            });
        });

    [Fact]
    public void TheGeneralisedMeasureHasNoUnits() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Matrix<double> parts = BaselineData.Csv("spectral_model.csv");
            RandomStream stream = new RandomStream(seed).Split("units");
            Matrix<double> units = Matrix<double>.Build.DiagonalOfDiagonalArray([
                .. Enumerable.Range(0, 4).Select(_ => 0.01 + 10 * stream.NextUniform()),
            ]);
            Matrix<double> first = parts.SubMatrix(0, 4, 0, 4);
            Matrix<double> noise = parts.SubMatrix(0, 4, 8, 4);
            var plain = new SpectralModel(first, noise, 10);
            var scaled = new SpectralModel(units * first * units.Inverse(), units * noise * units, 10);
            return new[] { SpectralMeasure.GeneralisedPartialDirectedCoherence, SpectralMeasure.Coherence }.All(m =>
                BaselineData.Difference(scaled.Measure(m, [3]).Values[0], plain.Measure(m, [3]).Values[0]) < 1e-11
            );
        });

    [Fact]
    public void AUnitRootIsAStatus()
    {
        var model = new SpectralModel(Matrix<double>.Build.Dense(1, 1, 1), Matrix<double>.Build.Dense(1, 1, 1));
        SpectralCourse course = model.Measure(SpectralMeasure.Coherence, [0, 0.2]);
        Assert.Equal(FitStatus.Degenerate, course.Status);
        Assert.Contains("0 Hz", course.Message, StringComparison.Ordinal);
        Assert.True(double.IsNaN(course.Values[0][0, 0]));
        Assert.Equal(1, course.Values[1][0, 0]);
    }

    [Fact]
    public void WrongModelsAreNamed()
    {
        Matrix<double> two = Matrix<double>.Build.DenseIdentity(2);
        Assert.Throws<ArgumentException>(() => new SpectralModel(Matrix<double>.Build.Dense(2, 3), two));
        Assert.Throws<ArgumentException>(() => new SpectralModel(two, Matrix<double>.Build.Dense(2, 2)));
        Assert.Throws<ArgumentException>(() =>
            new SpectralModel(
                two,
                Matrix<double>.Build.DenseOfArray(
                    new[,]
                    {
                        { 1, 0.5 },
                        { 0, 1 },
                    }
                )
            )
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpectralModel(two, two, 0));
        var model = new SpectralModel(0.5 * two, two, 10);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Measure(SpectralMeasure.Coherence, [5.1]));
        Assert.Throws<ArgumentException>(() => model.Measure(SpectralMeasure.Coherence, []));
        SpectralCourse course = model.Measure(SpectralMeasure.Coherence, model.Grid(3));
        Assert.Throws<ArgumentException>(() => course.BandMean(1, 2));
        Assert.Equal(1, course.BandMean(0, 5)[1, 1], 1e-14);
    }

    [Fact]
    public void TheLearnerFindsTheDrivingNode()
    {
        RandomStream stream = new RandomStream(4).Split("drive");
        Matrix<double> samples = Matrix<double>.Build.Dense(2000, 2, (_, _) => stream.NextNormal());
        for (int t = 1; t < 2000; t++)
        {
            samples[t, 0] += 0.8 * samples[t - 1, 1];
        }
        foreach (SpectralMeasure measure in All.Where(m => m > SpectralMeasure.PartialCoherence))
        {
            TopologyFit fit = new SpectralLearner(
                new SpectralLearnerOptions
                {
                    Measure = measure,
                    Order = 1,
                    SampleRate = 100,
                }
            ).Fit(samples).OrThrow();
            Assert.True(fit.ShiftOperator[0, 1] > 20 * fit.ShiftOperator[1, 0], fit.Method);
        }
    }
}
