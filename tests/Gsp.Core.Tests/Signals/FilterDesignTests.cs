using System.Numerics;
using Gsp.Signals;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;
using static Gsp.Core.Tests.Signals.Processing;

namespace Gsp.Core.Tests.Signals;

public sealed class FilterDesignTests
{
    [Fact]
    public void SectionsAreScipys()
    {
        foreach ((string name, string[] words) in Cases("sos"))
        {
            (int order, double low, double high, double rate) = (
                Whole(words[1]),
                Real(words[2]),
                Real(words[3]),
                Real(words[4])
            );
            SosFilter filter = words[0] switch
            {
                "low" => ButterworthDesign.LowPass(order, low, rate),
                "high" => ButterworthDesign.HighPass(order, low, rate),
                "band" => ButterworthDesign.BandPass(order, low, high, rate),
                _ => ButterworthDesign.BandStop(order, low, high, rate),
            };
            double[] expected = Truth[name];
            Assert.Equal(expected.Length, 6 * filter.Sections.Length);
            for (int k = 0; k < filter.Sections.Length; k++)
            {
                SecondOrderSection s = filter.Sections[k];
                double[] row = expected[(6 * k)..(6 * k + 6)];
                Close.Relative([s.B0, s.B1, s.B2], row[..3], 1e-12, $"{name}, section {k}");
                Close.Relative([1, s.A1, s.A2], row[3..], 1e-12, $"{name}, section {k}");
            }
        }
    }

    [Fact]
    public void NotchesAreScipys()
    {
        foreach ((string name, string[] words) in Cases("notch"))
        {
            SecondOrderSection s = ButterworthDesign.Notch(Real(words[0]), Real(words[1]), Real(words[2])).Sections[0];
            Close.Relative([s.B0, s.B1, s.B2, 1, s.A1, s.A2], Truth[name], 1e-14, name);
        }
    }

    [Fact]
    public void WindowsAreScipys()
    {
        int count = 0;
        foreach ((string name, string[] words) in Cases("window"))
        {
            WindowShape shape = Enum.Parse<WindowShape>(words[0]);
            double? parameter = Real(words[1]) == 0 ? null : Real(words[1]);
            int length = Whole(words[2]);
            double[] weights =
                words[3] == "Symmetric"
                    ? Window.Symmetric(shape, length, parameter)
                    : Window.Periodic(shape, length, parameter);
            Close.Relative([1, .. weights], [1, .. Truth[name]], 1e-14, name);
            count++;
        }
        Assert.Equal(9 * 8, count);
    }

    [Fact]
    public void WindowsAreSymmetricAndAtMostOne() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var shape = (WindowShape)(seed % 9);
            double? parameter = shape switch
            {
                WindowShape.Kaiser or WindowShape.Gaussian => 0.5 + seed % 17,
                WindowShape.Tukey => seed % 11 / 10.0,
                _ => null,
            };
            int length = 1 + (int)(seed % 50);
            double[] symmetric = Window.Symmetric(shape, length, parameter);
            double[] longer = Window.Symmetric(shape, length + 1, parameter);
            double[] periodic = Window.Periodic(shape, length, parameter);
            return symmetric.Zip(symmetric.Reverse(), (a, b) => Math.Abs(a - b)).Max() < 1e-13
                && symmetric.Max() <= 1 + 1e-8
                && (length == 1 || Close.RelativeError(periodic, longer[..length]) < 1e-14);
        });

    /// <summary>The kernel runs up to four sections in lockstep; the definition, section after section, must give the same.</summary>
    [Fact]
    public void LockstepGivesTheBitsOfTheDefinition() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            int order = 1 + (int)(seed % 24);
            SosFilter filter = ButterworthDesign.LowPass(order, 8 + seed % 20, 100);
            double[] x = Noise(seed, (int)(seed % 3) * 2000 + (int)(seed % 97));
            double[] expected = x;
            foreach (SecondOrderSection s in filter.Sections)
            {
                (double x1, double x2, double y1, double y2) = (0, 0, 0, 0);
                var output = new double[x.Length];
                for (int t = 0; t < x.Length; t++)
                {
                    double ahead = Math.FusedMultiplyAdd(s.B0, expected[t], Math.FusedMultiplyAdd(s.B1, x1, s.B2 * x2));
                    output[t] = Math.FusedMultiplyAdd(-s.A1, y1, Math.FusedMultiplyAdd(-s.A2, y2, ahead));
                    (x1, x2, y1, y2) = (expected[t], x1, output[t], y1);
                }
                expected = output;
            }
            return filter.Apply(x).SequenceEqual(expected);
        });

    [Fact]
    public void AFilterOfATwoChannelRecordingIsThatOfItsChannels()
    {
        SosFilter notch = ButterworthDesign.Notch(50, 30, 500);
        Matrix<double> recording = Matrix<double>.Build.DenseOfColumnArrays(Noise(1, 300), Noise(2, 300));
        Matrix<double> filtered = Filtering.EachChannel(recording, channel => notch.ApplyZeroPhase(channel));
        Assert.Equal(notch.ApplyZeroPhase(recording), filtered);
    }

    [Fact]
    public void ANotchRemovesTheMainsAndKeepsTheRest()
    {
        double[] mains = [.. Enumerable.Range(0, 4000).Select(t => Math.Sin(2 * Math.PI * 50 * t / 500))];
        double[] slow = [.. Enumerable.Range(0, 4000).Select(t => Math.Sin(2 * Math.PI * 3 * t / 500))];
        SosFilter notch = ButterworthDesign.Notch(50, 30, 500);
        double[] both = [.. mains.Zip(slow, (a, b) => a + b)];
        double[] cleaned = notch.ApplyZeroPhase(both);
        Assert.True(Close.RelativeError(cleaned[1500..2500], slow[1500..2500]) < 1e-3);
        Assert.True(notch.Apply(mains)[2000..].Max(Math.Abs) < 1e-3);
        Complex gain = notch.Response(3.0 / 500);
        Assert.Equal(1, gain.Magnitude, 1e-5);
    }
}
