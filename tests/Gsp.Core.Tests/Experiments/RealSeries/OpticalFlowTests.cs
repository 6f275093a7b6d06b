using Gsp.Experiments;
using Gsp.Files;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Experiments;

public sealed class OpticalFlowTests
{
    /// <summary>A wave that runs from left to right over a made-up sheet of 40 x 48 pixels.</summary>
    private static OpticalRecording Wave()
    {
        const int frames = 220;
        var pixels = new byte[frames * 40 * 48];
        for (int t = 0; t < frames; t++)
        {
            for (int r = 0; r < 40; r++)
            {
                for (int c = 0; c < 48; c++)
                {
                    double phase = t % 110 - 10 - c / 2.0;
                    pixels[(t * 40 + r) * 48 + c] = (byte)(
                        40 + 180 / (1 + Math.Exp(-phase / 3)) - 180 / (1 + Math.Exp(-(phase - 45) / 5))
                    );
                }
            }
        }
        string folder = Directory.CreateTempSubdirectory("gsp-wave-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "optical-mapping-lee2017"));
            Npy.Write(
                Path.Combine(folder, "optical-mapping-lee2017", "frames_gray_u8.npy"),
                new NpyArray(pixels, frames, 40, 48)
            );
            return OpticalRecording.Load(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void ActivationFollowsTheWave()
    {
        OpticalRecording wave = Wave();
        double[] times = wave.ActivationFrames();
        for (int i = 0; i < times.Length; i++)
        {
            double expected = 10 + 2 * (wave.Cells[i] % wave.Columns) + 0.75;
            Assert.InRange(times[i], expected - 3, expected + 3);
        }
    }

    [Fact]
    public void EdgesFromTheLeftGiveTravelToTheRight()
    {
        OpticalRecording wave = Wave();
        int n = wave.Cells.Length;
        Matrix<double> w = Matrix<double>.Build.Dense(n, n, (i, j) => wave.Cells[i] - wave.Cells[j] == 1 ? 1 : 0);
        NetFlow flow = OpticalStudy.Flow(wave, w);
        (double cosine, int nodes) = OpticalStudy.AgreementWithActivation(wave, flow);
        Assert.True(nodes > 0 && cosine > 0.99, $"{cosine} over {nodes}");
        (double against, _) = OpticalStudy.AgreementWithActivation(wave, OpticalStudy.Flow(wave, w.Transpose()));
        Assert.True(against < -0.99);
    }

    [Fact]
    public void ForecastsOfARepeatedBeatAreGood()
    {
        OpticalRecording wave = Wave();
        IReadOnlyList<SeriesRow> rows = OpticalStudy.Run(wave, default);
        Assert.All(rows, row => Assert.True(double.IsFinite(row.Forecast!.Nmse)));
        Assert.True(
            rows[^1].Forecast!.Nmse < rows[0].Forecast!.Nmse,
            string.Join("; ", rows.Select(row => $"{row.Method}: {row.Forecast!.Nmse}"))
        );
    }
}
