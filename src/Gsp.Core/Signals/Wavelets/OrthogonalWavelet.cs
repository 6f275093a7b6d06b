namespace Gsp.Signals;

/// <summary>An orthogonal wavelet with a finite filter.</summary>
/// <remarks>
/// The taps h of the scaling function have sum sqrt(2) and are orthonormal to their even shifts; those of the wavelet are g_k = (-1)^k h_(L-1-k). Names
/// and taps are PyWavelets' (<c>rec_lo</c>). Immutable and thread-safe. Daubechies, Ten Lectures on Wavelets (1992), chapters 6 and 8.
/// </remarks>
public sealed class OrthogonalWavelet
{
    // Which of each pair of roots the symlets of order 2 to 10 take, by increasing imaginary part; 1 is the one outside the unit circle.
    // They are the tabulated choices of nearly linear phase (Daubechies 1992, section 8.1.1), for which no single measure of linearity stands.
    private static readonly string[] SymletRoots = ["0", "0", "01", "10", "101", "100", "0101", "0110", "10101"];

    // Daubechies 1992, section 8.2; solved from the orthogonality and moment conditions to 20 digits.
    private static readonly double[][] Coiflets =
    [
        [
            -0.072732619512526448024,
            0.33789766245748176967,
            0.85257202021160042045,
            0.38486484686485774725,
            -0.072732619512526448024,
            -0.015655728135791992526,
        ],
        [
            0.016387336463203640427,
            -0.04146493678687177401,
            -0.067372554723725593805,
            0.38611006682276285042,
            0.81272363544941349534,
            0.41700518442323904805,
            -0.076488599078280754278,
            -0.059434418646431087307,
            0.023680171946847768806,
            0.0056114348193688342456,
            -0.0018232088709110320946,
            -0.00072054944552034699507,
        ],
    ];

    private readonly double[] scaling;
    private readonly double[] wavelet;

    private OrthogonalWavelet(string name, int moments, double[] scaling)
    {
        (Name, VanishingMoments, this.scaling) = (name, moments, scaling);
        wavelet = new double[scaling.Length];
        for (int k = 0; k < scaling.Length; k++)
        {
            wavelet[k] = (k % 2 == 0 ? 1 : -1) * scaling[^(k + 1)];
        }
    }

    /// <summary>The usual name, such as db3.</summary>
    public string Name { get; }

    /// <summary>Polynomials of a lower degree than this have no details.</summary>
    public int VanishingMoments { get; }

    /// <summary>Number of taps L, even.</summary>
    public int Length => scaling.Length;

    /// <summary>The taps of the scaling function.</summary>
    public ReadOnlySpan<double> ScalingTaps => scaling;

    /// <summary>The taps of the wavelet.</summary>
    public ReadOnlySpan<double> WaveletTaps => wavelet;

    /// <summary>Daubechies' wavelet with all its energy as early as possible: db1 (Haar) to db10, with twice as many taps.</summary>
    /// <param name="moments">Number of vanishing moments, 1 to 10.</param>
    /// <returns>The wavelet.</returns>
    /// <exception cref="ArgumentException">The number is out of range.</exception>
    public static OrthogonalWavelet Daubechies(int moments)
    {
        Require.InRange(moments, 1, 10, "db1 to db10");
        return new OrthogonalWavelet($"db{moments}", moments, SpectralFactor.Taps(moments, new bool[moments]));
    }

    /// <summary>Daubechies' nearly symmetric wavelet, sym2 to sym10: the same gain as db of that number, a nearly linear phase.</summary>
    /// <param name="moments">Number of vanishing moments, 2 to 10.</param>
    /// <returns>The wavelet.</returns>
    /// <exception cref="ArgumentException">The number is out of range.</exception>
    public static OrthogonalWavelet Symlet(int moments)
    {
        Require.InRange(moments, 2, 10, "sym2 to sym10");
        bool[] outside = [.. SymletRoots[moments - 2].Select(choice => choice == '1')];
        return new OrthogonalWavelet($"sym{moments}", moments, SpectralFactor.Taps(moments, outside));
    }

    /// <summary>Coiflet coif1 or coif2: the scaling function has vanishing moments too, so samples are nearly its coefficients.</summary>
    /// <param name="order">1 or 2: half the number of vanishing moments, a sixth of that of taps.</param>
    /// <returns>The wavelet.</returns>
    /// <exception cref="ArgumentException">The order is out of range.</exception>
    public static OrthogonalWavelet Coiflet(int order)
    {
        Require.InRange(order, 1, 2, "coif1 and coif2");
        return new OrthogonalWavelet($"coif{order}", 2 * order, Coiflets[order - 1]);
    }

    /// <summary>A wavelet by its name.</summary>
    /// <param name="name">haar, db1 .. db10, sym2 .. sym10, coif1 or coif2.</param>
    /// <returns>The wavelet.</returns>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static OrthogonalWavelet Named(string name)
    {
        (Func<int, OrthogonalWavelet> Make, string Prefix)[] families =
        [
            (Daubechies, "db"),
            (Symlet, "sym"),
            (Coiflet, "coif"),
        ];
        foreach ((Func<int, OrthogonalWavelet> make, string prefix) in families)
        {
            if (
                name.StartsWith(prefix, StringComparison.Ordinal)
                && int.TryParse(
                    name.AsSpan(prefix.Length),
                    System.Globalization.CultureInfo.InvariantCulture,
                    out int number
                )
            )
            {
                return make(number);
            }
        }
        Require.That(
            name == "haar",
            $"there is no wavelet '{name}'; known are haar, db1 to db10, sym2 to sym10, coif1 and coif2",
            nameof(name)
        );
        return Daubechies(1);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}, {Length} taps, {VanishingMoments} vanishing moments";
}
