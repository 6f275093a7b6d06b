namespace Gsp.Signals;

/// <summary>The mother wavelet of a continuous transform.</summary>
public enum MotherWavelet
{
    /// <summary>pi^(-1/4) exp(i w0 t - t^2/2): a complex wave under a bell. For oscillations.</summary>
    Morlet,

    /// <summary>2 / (sqrt(3) pi^(1/4)) (1 - t^2) exp(-t^2/2), the negative second derivative of a bell. Real; for peaks.</summary>
    Ricker,
}

/// <summary>Settings of <see cref="ContinuousWavelet"/>.</summary>
public sealed record ContinuousWaveletOptions
{
    /// <summary>The mother wavelet.</summary>
    public MotherWavelet Wavelet { get; init; } = MotherWavelet.Morlet;

    /// <summary>w0 of the Morlet wavelet in radians, 5 to 100, below which its mean would not vanish; null for 6. The Ricker wavelet refuses it.</summary>
    public double? CentreFrequency { get; init; }

    /// <summary>The angular frequency at which the wavelet of scale 1 has its spectral peak.</summary>
    internal double Peak => Wavelet == MotherWavelet.Morlet ? CentreFrequency ?? 6 : Math.Sqrt(2);

    internal void Validate()
    {
        Require.That(Enum.IsDefined(Wavelet), $"{(int)Wavelet} is no mother wavelet", nameof(Wavelet));
        Require.InRange(CentreFrequency ?? 6, 5, 100, name: nameof(CentreFrequency));
        Require.That(
            CentreFrequency is null || Wavelet == MotherWavelet.Morlet,
            $"the {Wavelet} wavelet has no CentreFrequency; only the Morlet wavelet has one",
            nameof(CentreFrequency)
        );
    }

    /// <summary>The Fourier transform of the mother wavelet; real for both.</summary>
    internal double Spectrum(double w)
    {
        double quarter = Math.Sqrt(2 * Math.PI) / Math.Pow(Math.PI, 0.25);
        return Wavelet == MotherWavelet.Morlet
            ? quarter * Math.Exp(-0.5 * (w - Peak) * (w - Peak))
            : quarter * 2 / Math.Sqrt(3) * w * w * Math.Exp(-0.5 * w * w);
    }
}
