namespace Gsp.Figures;

/// <summary>The colours that series take in turn: the qualitative palette of Okabe and Ito (2008) without its black and yellow, then grey and sand.</summary>
/// <remarks>From the ninth series on the colours return with another dash, so that lines stay apart in grey print too.</remarks>
public static class ColourCycle
{
    private static readonly Rgb[] Series =
    [
        Rgb.Parse("#0072b2"),
        Rgb.Parse("#d55e00"),
        Rgb.Parse("#009e73"),
        Rgb.Parse("#cc79a7"),
        Rgb.Parse("#e69f00"),
        Rgb.Parse("#56b4e9"),
        Rgb.Parse("#4d4d4d"),
        Rgb.Parse("#c2b280"),
    ];

    /// <summary>How many colours there are before they return.</summary>
    public static int Count => Series.Length;

    /// <summary>The colour of a series.</summary>
    /// <param name="index">The series, from 0.</param>
    /// <returns>The colour.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative index.</exception>
    public static Rgb At(int index) => Series[Require.NotNegative(index) % Series.Length];

    /// <summary>The dash of a series that does not name its own.</summary>
    internal static Dash DashAt(int index) => (Dash)(index / Series.Length % 4);
}
