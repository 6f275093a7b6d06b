namespace Gsp.Graphs;

public static partial class FilterBanks
{
    /// <summary>Mexican-hat wavelets s x exp(-s x) at logarithmic scales s, and a low-pass for what lies below them.</summary>
    /// <param name="largestFrequency">lmax.</param>
    /// <param name="kernels">Number of kernels, at least 2; the first is the low-pass.</param>
    /// <param name="lowPassFactor">lmax over the lowest frequency that the wavelets cover, greater than 1.</param>
    /// <returns>A frame, not a tight one. Hammond, Vandergheynst and Gribonval, ACHA 30 (2011).</returns>
    public static FilterBank MexicanHat(double largestFrequency, int kernels = 6, double lowPassFactor = 20)
    {
        double[] scales = LogScales(largestFrequency, kernels, lowPassFactor);
        double lowest = largestFrequency / lowPassFactor;
        return Numbered(
            "Mexican hat",
            largestFrequency,
            kernels,
            (f, x) =>
                f == 0
                    ? 1.2 * Math.Exp(-1 - Math.Pow(x / (0.4 * lowest), 4))
                    : scales[f - 1] * x * Math.Exp(-scales[f - 1] * x)
        );
    }

    /// <summary>Wavelets that rise like x^2, fall like x^-2 and are joined by a cubic spline on [1, 2], with a low-pass (PyGSP: <c>Abspline</c>).</summary>
    /// <param name="largestFrequency">lmax.</param>
    /// <param name="kernels">Number of kernels, at least 2; the first is the low-pass.</param>
    /// <param name="lowPassFactor">lmax over the lowest frequency that the wavelets cover, greater than 1.</param>
    /// <returns>A frame, not a tight one. Hammond, Vandergheynst and Gribonval, ACHA 30 (2011), section 8.</returns>
    public static FilterBank Abspline(double largestFrequency, int kernels = 6, double lowPassFactor = 20)
    {
        double[] scales = LogScales(largestFrequency, kernels, lowPassFactor);
        double lowest = largestFrequency / lowPassFactor;
        // The cubic meets x^2 at 1 and 4 x^-2 at 2 with equal slopes; its peak lies at 2 - 1/sqrt(3).
        double Band(double x) =>
            x < 1 ? x * x
            : x < 2 ? -5 + x * (11 + x * (x - 6))
            : 4 / (x * x);
        double peak = Band(2 - 1 / Math.Sqrt(3));
        return Numbered(
            "Abspline",
            largestFrequency,
            kernels,
            (f, x) => f == 0 ? peak * Math.Exp(-Math.Pow(x / (0.6 * lowest), 4)) : Band(scales[f - 1] * x)
        );
    }

    /// <summary>Meyer wavelets at dyadic scales: smooth, band-limited and tight.</summary>
    /// <param name="largestFrequency">lmax.</param>
    /// <param name="kernels">Number of kernels, at least 2; the first is the scaling function.</param>
    /// <returns>A tight frame of bound 1. Leonardi and Van De Ville, IEEE TSP 61 (2013).</returns>
    public static FilterBank Meyer(double largestFrequency, int kernels = 6)
    {
        Require.InRange(kernels, 2, 60, "a scaling function and at least one wavelet");
        double Ramp(double s) => s * s * s * s * (35 - 84 * s + 70 * s * s - 20 * s * s * s);
        double Rise(double s) => Math.Sin(0.5 * Math.PI * Ramp(s));
        double Fall(double s) => Math.Cos(0.5 * Math.PI * Ramp(s));
        double Scaling(double y) =>
            y < 2 / 3.0 ? 1
            : y < 4 / 3.0 ? Fall(1.5 * y - 1)
            : 0;
        double Wavelet(double y) =>
            y < 2 / 3.0 ? 0
            : y < 4 / 3.0 ? Rise(1.5 * y - 1)
            : y < 8 / 3.0 ? Fall(0.75 * y - 1)
            : 0;
        // The finest wavelet peaks at lmax, so that nothing above its falling edge is lost.
        double Scaled(int f, double x) => x * 4 / (3 * largestFrequency) * Math.ScaleB(1, kernels - 1 - f);
        return Numbered(
            "Meyer",
            largestFrequency,
            kernels,
            (f, x) => f == 0 ? Scaling(Scaled(1, x)) : Wavelet(Scaled(f, x))
        );
    }

    /// <summary>Overlapping raised cosines, equally wide: 1/2 + 1/2 cos, shifted by a third of their width.</summary>
    /// <param name="largestFrequency">lmax.</param>
    /// <param name="kernels">Number of kernels, at least 3.</param>
    /// <returns>A tight frame of bound 9/8.</returns>
    public static FilterBank HalfCosine(double largestFrequency, int kernels = 6)
    {
        Require.InRange(kernels, 3, int.MaxValue, "three kernels overlap at every frequency");
        double width = 3 * largestFrequency / (kernels - 2);
        return Numbered(
            "half cosine",
            largestFrequency,
            kernels,
            (f, x) =>
            {
                double s = x / width - (f - 2) / 3.0;
                // The last kernel's right edge lies exactly at lmax, where it is needed for tightness.
                return s is >= 0 and <= 1 ? 0.5 - 0.5 * Math.Cos(2 * Math.PI * s) : 0;
            }
        );
    }

    /// <summary>Itersine windows sin(pi/2 cos^2(pi s)), equally wide: compact in frequency and smooth.</summary>
    /// <param name="largestFrequency">lmax.</param>
    /// <param name="kernels">Number of kernels, at least 2.</param>
    /// <returns>A tight frame of bound 1 (half-overlapping windows).</returns>
    public static FilterBank Itersine(double largestFrequency, int kernels = 6)
    {
        Require.InRange(kernels, 2, int.MaxValue, "two kernels overlap at every frequency");
        double width = 2 * largestFrequency / (kernels - 1);
        return Numbered(
            "itersine",
            largestFrequency,
            kernels,
            (f, x) =>
            {
                double s = x / width - 0.5 * f;
                double c = Math.Cos(Math.PI * s);
                return Math.Abs(s) <= 0.5 ? Math.Sin(0.5 * Math.PI * c * c) : 0;
            }
        );
    }

    /// <summary>Scales that spread the wavelets' peaks evenly in the logarithm of frequency between the lowest covered one and lmax.</summary>
    private static double[] LogScales(double largestFrequency, int kernels, double lowPassFactor)
    {
        Require.InRange(kernels, 2, int.MaxValue, "a low-pass and at least one wavelet");
        Require.That(
            lowPassFactor > 1 && double.IsFinite(lowPassFactor),
            FormattableString.Invariant($"lowPassFactor is {lowPassFactor}; it must exceed 1"),
            nameof(lowPassFactor)
        );
        double coarse = Math.Log(2 * lowPassFactor / largestFrequency);
        double fine = Math.Log(1 / largestFrequency);
        int count = kernels - 1;
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(k => Math.Exp(count == 1 ? coarse : coarse + (fine - coarse) * k / (count - 1))),
        ];
    }
}
