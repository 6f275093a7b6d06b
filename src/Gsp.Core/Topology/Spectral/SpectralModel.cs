using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;

namespace Gsp.Topology;

/// <summary>A vector autoregression seen in the frequency domain.</summary>
/// <remarks>
/// x_t = Σ_p Ψ_p x_{t−p} + w_t, Cov w = Σ, sampled at f_s Hz. A(f) = I − Σ_p Ψ_p e^{−2πi f p / f_s}, the transfer function is H = A⁻¹ and the
/// two-sided spectral density S = H Σ Hᴴ / f_s (units² per Hz). Cost O(N²P + N³) a frequency. Immutable and thread-safe.
/// Sources: Baccalá and Sameshima, Biol. Cybern. 84 (2001), PDC; Baccalá, Takahashi and Sameshima (2007), generalised PDC; Kamiński and Blinowska,
/// Biol. Cybern. 65 (1991), DTF; Korzeniewska et al., J. Neurosci. Methods 125 (2003), full-frequency DTF.
/// </remarks>
public sealed class SpectralModel
{
    private readonly Matrix<double> filters;
    private readonly Matrix<double> noise;

    /// <summary>Creates the model.</summary>
    /// <param name="filters">[Ψ_1 ... Ψ_P], N x NP.</param>
    /// <param name="noise">Σ, N x N symmetric with positive diagonal, in the samples' units squared.</param>
    /// <param name="sampleRate">f_s in Hz, greater than 0.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, Σ is not symmetric with positive diagonal, values are not finite, or the rate is not
    /// positive.</exception>
    public SpectralModel(Matrix<double> filters, Matrix<double> noise, double sampleRate = 1)
    {
        ArgumentNullException.ThrowIfNull(filters);
        ArgumentNullException.ThrowIfNull(noise);
        int n = filters.RowCount;
        Require.That(
            n > 0 && filters.ColumnCount > 0 && filters.ColumnCount % n == 0,
            $"filters are {n} x {filters.ColumnCount}; expected N x NP",
            nameof(filters)
        );
        Require.That(
            noise.RowCount == n && noise.ColumnCount == n,
            $"noise is {noise.RowCount} x {noise.ColumnCount}; expected {n} x {n}",
            nameof(noise)
        );
        Require.Finite(filters.ToColumnMajorArray(), nameof(filters));
        Require.Finite(noise.ToColumnMajorArray(), nameof(noise));
        for (int i = 0; i < n; i++)
        {
            Require.That(noise[i, i] > 0, $"noise[{i}, {i}] is not a variance: it must be positive", nameof(noise));
            for (int j = 0; j < i; j++)
            {
                Require.That(
                    Math.Abs(noise[i, j] - noise[j, i]) <= 1e-9 * Math.Sqrt(noise[i, i] * noise[j, j]),
                    $"noise is not symmetric at ({i}, {j})",
                    nameof(noise)
                );
            }
        }
        SampleRate = Require.Positive(sampleRate, "in Hz");
        this.filters = filters.Clone();
        this.noise = noise.Clone();
        Nodes = n;
        Order = filters.ColumnCount / n;
    }

    /// <summary>Number of nodes N.</summary>
    public int Nodes { get; }

    /// <summary>Number of lags P.</summary>
    public int Order { get; }

    /// <summary>f_s in Hz.</summary>
    public double SampleRate { get; }

    /// <summary>Equally spaced frequencies from 0 to half the sampling rate, both included.</summary>
    /// <param name="count">How many; at least 2.</param>
    /// <returns>The frequencies in Hz.</returns>
    public double[] Grid(int count)
    {
        Require.InRange(count, 2, int.MaxValue);
        return [.. Enumerable.Range(0, count).Select(k => SampleRate / 2 * k / (count - 1))];
    }

    /// <summary>A(f) = I − Σ_p Ψ_p e^{−2πi f p / f_s}.</summary>
    /// <param name="frequency">In Hz, from 0 to half the sampling rate.</param>
    /// <returns>N x N.</returns>
    public Matrix<Complex> Inverse(double frequency)
    {
        Require.InRange(frequency, 0, SampleRate / 2, "Hz, up to half the sampling rate");
        Matrix<Complex> a = Matrix<Complex>.Build.DenseIdentity(Nodes);
        for (int p = 1; p <= Order; p++)
        {
            Complex phase = Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency * p / SampleRate);
            for (int j = 0; j < Nodes; j++)
            {
                for (int i = 0; i < Nodes; i++)
                {
                    a[i, j] -= filters[i, (p - 1) * Nodes + j] * phase;
                }
            }
        }
        return a;
    }

    /// <summary>H(f) = A(f)⁻¹.</summary>
    /// <param name="frequency">In Hz, from 0 to half the sampling rate.</param>
    /// <returns>N x N; not finite where A(f) is singular.</returns>
    public Matrix<Complex> Transfer(double frequency) => Inverse(frequency).Inverse();

    /// <summary>S(f) = H Σ Hᴴ / f_s, two-sided.</summary>
    /// <param name="frequency">In Hz, from 0 to half the sampling rate.</param>
    /// <returns>N x N Hermitian, in units² per Hz; not finite where A(f) is singular.</returns>
    public Matrix<Complex> Density(double frequency)
    {
        Matrix<Complex> transfer = Transfer(frequency);
        return transfer * noise.ToComplex() * transfer.ConjugateTranspose() / SampleRate;
    }

    /// <summary>A measure at given frequencies.</summary>
    /// <param name="measure">Which one.</param>
    /// <param name="frequencies">In Hz, each from 0 to half the sampling rate; at least one.</param>
    /// <returns>The course; singular matrices give NaN values and a status, not an exception.</returns>
    /// <exception cref="ArgumentException">No frequency, or one out of range.</exception>
    public SpectralCourse Measure(SpectralMeasure measure, IReadOnlyList<double> frequencies)
    {
        ArgumentNullException.ThrowIfNull(frequencies);
        Require.That(frequencies.Count > 0, "at least one frequency is needed", nameof(frequencies));
        Matrix<double>[] values = [.. frequencies.Select(f => At(measure, f))];
        if (measure == SpectralMeasure.FullFrequencyDirectedTransferFunction)
        {
            SpectralRatios.ShareOfAllFrequencies(values);
        }
        int bad = Array.FindIndex(values, v => v.Exists(x => !double.IsFinite(x)));
        if (bad >= 0)
        {
            values =
            [
                .. values.Select(v => v.Exists(x => !double.IsFinite(x)) ? v.Map(_ => double.NaN, Zeros.Include) : v),
            ];
        }
        return new SpectralCourse
        {
            Measure = measure,
            Frequencies = [.. frequencies],
            Values = values,
            Status = bad < 0 ? FitStatus.Converged : FitStatus.Degenerate,
            Message =
                bad < 0
                    ? ""
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"the model is singular at {frequencies[bad]:R} Hz: a root on the unit circle or a node without noise of its own"
                    ),
        };
    }

    private Matrix<double> At(SpectralMeasure measure, double frequency) =>
        measure switch
        {
            SpectralMeasure.Coherence => SpectralRatios.Coherence(Density(frequency)),
            SpectralMeasure.PartialCoherence => SpectralRatios.PartialCoherence(Density(frequency)),
            SpectralMeasure.PartialDirectedCoherence => SpectralRatios.ColumnShares(Inverse(frequency), null),
            SpectralMeasure.GeneralisedPartialDirectedCoherence => SpectralRatios.ColumnShares(
                Inverse(frequency),
                noise.Diagonal()
            ),
            SpectralMeasure.DirectedTransferFunction => SpectralRatios.RowShares(Transfer(frequency)),
            _ => SpectralRatios.Power(Transfer(frequency)),
        };
}
