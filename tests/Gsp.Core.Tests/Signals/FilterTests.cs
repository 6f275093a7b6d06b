using Gsp.Random;
using Gsp.Signals;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Signals;

public sealed class FilterTests
{
    private const double Rate = 100;
    private static readonly GoldenTable Golden = new("signals", "filters.txt");

    private static readonly Dictionary<string, IFilter> Filters = new()
    {
        ["fir.low"] = FirDesign.LowPass(21, 12, Rate),
        ["fir.low_even"] = FirDesign.LowPass(20, 12, Rate, WindowShape.Hann),
        ["fir.high"] = FirDesign.HighPass(21, 12, Rate, WindowShape.Blackman),
        ["fir.band"] = FirDesign.BandPass(31, 5, 20, Rate, WindowShape.Kaiser, 6.5),
        ["fir.stop"] = FirDesign.BandStop(31, 5, 20, Rate),
        ["sos.low4"] = ButterworthDesign.LowPass(4, 8, Rate),
        ["sos.low5"] = ButterworthDesign.LowPass(5, 8, Rate),
        ["sos.low1"] = ButterworthDesign.LowPass(1, 8, Rate),
        ["sos.high3"] = ButterworthDesign.HighPass(3, 8, Rate),
        ["sos.band2"] = ButterworthDesign.BandPass(2, 5, 20, Rate),
        ["sos.band3"] = ButterworthDesign.BandPass(3, .5, 40, Rate),
        ["sos.stop2"] = ButterworthDesign.BandStop(2, 5, 20, Rate),
        ["sos.stop3"] = ButterworthDesign.BandStop(3, 5, 20, Rate),
        ["notch"] = ButterworthDesign.Notch(50, 30, 360),
    };

    public static TheoryData<string> Names => [.. Filters.Keys];

    private static IFilter Pick(ulong seed) => Filters.Values.ElementAt((int)(seed % (ulong)Filters.Count));

    private static double[] Noise(ulong seed, int length)
    {
        var x = new double[length];
        new RandomStream(seed).FillNormal(x);
        return x;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithScipy(string name)
    {
        double[] x = Golden["x"];
        IFilter filter = Filters[name];
        if (filter is FirFilter fir)
        {
            Close.Relative(fir.Taps, Golden[name], 1e-13, "taps");
        }
        Close.Relative(
            filter.Apply(x),
            Golden[name + (name.StartsWith("fir", StringComparison.Ordinal) ? ".lfilter" : ".filter")],
            1e-11,
            name
        );
        Close.Relative(filter.ApplyZeroPhase(x), Golden[name + ".filtfilt"], 1e-10, name);
    }

    [Fact]
    public void AStreamGivesTheSameBitsForEveryChunking() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            IFilter filter = Pick(seed);
            double[] x = Noise(seed, 120);
            double[] whole = filter.Apply(x);
            var stream = new RandomStream(seed).Split("cuts");
            FilterState state = filter.Start();
            var pieces = new double[x.Length];
            for (int t = 0; t < x.Length; )
            {
                int count = Math.Min(stream.NextInt(40), x.Length - t);
                state.Process(x.AsSpan(t, count), pieces.AsSpan(t, count));
                t += count;
            }
            FilterState single = filter.Start();
            return whole.SequenceEqual(pieces) && whole.SequenceEqual(x.Select(single.Process));
        });

    [Fact]
    public void ASavedStreamContinuesToTheSameBits() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            IFilter filter = Pick(seed);
            double[] x = Noise(seed, 60);
            FilterState first = filter.Start();
            first.Process(x.AsSpan(0, 25), new double[25]);
            var snapshot = new Snapshot("test");
            first.Save(snapshot, "filter");
            FilterState second = filter.Start();
            second.Restore(snapshot, "filter");
            return x[25..].All(sample => first.Process(sample) == second.Process(sample));
        });

    [Fact]
    public void FiltersAreLinear() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            IFilter filter = Pick(seed);
            (double[] x, double[] y) = (Noise(seed, 200), Noise(seed + 1, 200));
            double[] mixed = [.. x.Zip(y, (a, b) => 2 * a - 3 * b)];
            double[] causal = [.. filter.Apply(x).Zip(filter.Apply(y), (a, b) => 2 * a - 3 * b)];
            double[] zeroPhase = [.. filter.ApplyZeroPhase(x).Zip(filter.ApplyZeroPhase(y), (a, b) => 2 * a - 3 * b)];
            return Close.RelativeError(filter.Apply(mixed), causal) < 1e-11
                && Close.RelativeError(filter.ApplyZeroPhase(mixed), zeroPhase) < 1e-9;
        });

    [Fact]
    public void CausalFiltersCommuteWithDelay() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            IFilter filter = Pick(seed);
            double[] x = Noise(seed, 100);
            double[] delayed = [.. new double[17], .. x];
            return filter.Apply(delayed)[17..].SequenceEqual(filter.Apply(x));
        });

    [Fact]
    public void ZeroPhaseFilteringCommutesWithTimeReversal() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            // A symmetric FIR filter inside the signal; recursive ones differ at the ends, where forward and backward start differently.
            var filter = (FirFilter)Filters["fir.low"];
            double[] x = Noise(seed, 200);
            double[] reversed = filter.ApplyZeroPhase([.. x.Reverse()]);
            return Close.RelativeError([.. reversed.Reverse()], filter.ApplyZeroPhase(x)) < 1e-12;
        });

    [Fact]
    public void AConstantPassesFromASettledStateWithTheGainAtZero() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            IFilter filter = Pick(seed);
            double level = new RandomStream(seed).NextNormal();
            FilterState state = filter.Start();
            state.Settle(level);
            double gain = filter.Response(0).Real;
            return Enumerable.Range(0, 20).All(_ => Math.Abs(state.Process(level) - gain * level) < 1e-9);
        });

    [Fact]
    public void TheImpulseResponseSumsToTheFrequencyResponse() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            IFilter filter = Filters
                .Values.Where(f => f != Filters["notch"] && f != Filters["sos.band3"])
                .ElementAt((int)(seed % 12));
            double frequency = new RandomStream(seed).NextUniform(0, 0.5);
            var impulse = new double[2000];
            impulse[0] = 1;
            System.Numerics.Complex sum = 0;
            double[] response = filter.Apply(impulse);
            for (int t = 0; t < response.Length; t++)
            {
                sum += response[t] * System.Numerics.Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency * t);
            }
            return (sum - filter.Response(frequency)).Magnitude < 1e-9;
        });

    [Fact]
    public void CornersAreAtHalfPower()
    {
        foreach (int order in new[] { 1, 2, 3, 7, 12 })
        {
            Half(ButterworthDesign.LowPass(order, 8, Rate), 8);
            Half(ButterworthDesign.HighPass(order, 8, Rate), 8);
            Half(ButterworthDesign.BandPass(order, 5, 20, Rate), 5);
            Half(ButterworthDesign.BandPass(order, 5, 20, Rate), 20);
            Half(ButterworthDesign.BandStop(order, 5, 20, Rate), 5);
        }
        Assert.Equal(0, ButterworthDesign.Notch(50, 30, 360).Response(50.0 / 360).Magnitude, 1e-13);

        static void Half(SosFilter filter, double frequency) =>
            Assert.Equal(Math.Sqrt(0.5), filter.Response(frequency / Rate).Magnitude, 1e-9);
    }

    [Fact]
    public void ARecordingIsFilteredChannelByChannel()
    {
        Matrix<double> recording = Matrix<double>.Build.DenseOfColumnArrays(Noise(1, 90), Noise(2, 90));
        Matrix<double> filtered = Filters["sos.low4"].ApplyZeroPhase(recording);
        Assert.Equal(Filters["sos.low4"].ApplyZeroPhase(Noise(2, 90)), filtered.Column(1).ToArray());
        Assert.Equal((90, 2), (filtered.RowCount, filtered.ColumnCount));
    }

    [Fact]
    public void BadSettingsAreNamed()
    {
        Assert.Contains(
            "63",
            Assert.Throws<ArgumentException>(() => Filters["fir.low"].ApplyZeroPhase(new double[63])).Message
        );
        Assert.Contains(
            "half the sample rate",
            Assert.Throws<ArgumentException>(() => FirDesign.LowPass(5, 50, 100)).Message
        );
        Assert.Throws<ArgumentException>(() => FirDesign.HighPass(20, 5, 100));
        Assert.Throws<ArgumentException>(() => ButterworthDesign.BandPass(2, 20, 5, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => ButterworthDesign.LowPass(0, 5, 100));
        Assert.Throws<ArgumentException>(() => Window.Symmetric(WindowShape.Hann, 5, 2));
        Assert.Throws<ArgumentException>(() => Window.Symmetric(WindowShape.Kaiser, 5));
        Assert.Throws<ArgumentException>(() => new SosFilter([new SecondOrderSection(1, 0, 0, 0, 1.1)]));
        Assert.Throws<ArgumentException>(() => new FirFilter([]));
    }
}
