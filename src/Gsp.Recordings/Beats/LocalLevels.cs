namespace Gsp.Recordings;

/// <summary>The usual height of beats and of what lies between them, in the seconds about each sample.</summary>
/// <remarks>
/// Both are medians over blocks of 1.5 s within 7.5 s, of the blocks' largest values and of their medians: an artefact or a pause of a few seconds does not
/// move them.
/// </remarks>
internal sealed class LocalLevels
{
    // Beats are never taken to stand out of the rest by more: P waves of clean records do, too.
    private const double Cleanest = 40;

    private readonly int block;
    private readonly double[] beats;
    private readonly double[] noise;

    /// <summary>Takes the evidence at all samples.</summary>
    public LocalLevels(double[] evidence, double rate)
    {
        block = (int)Math.Round(1.5 * rate);
        int step = Math.Max(1, (int)(0.01 * rate));
        double[][] parts = [.. evidence.Chunk(block)];
        beats = Medians([.. parts.Select(part => part.Max())]);
        noise = Medians([.. parts.Select(part => Middle([.. part.Where((x, t) => t % step == 0 && x > 0).Order()]))]);
    }

    /// <summary>The height of beats about a sample; 0 where there is nothing at all.</summary>
    public double Beats(int sample) => beats[sample / block];

    /// <summary>The natural logarithm of how far beats stand out of the rest.</summary>
    public double Contrast(int sample) =>
        Math.Log(Math.Clamp(beats[sample / block] / noise[sample / block], 1.5, Cleanest));

    private static double[] Medians(double[] values) =>
        [
            .. Enumerable
                .Range(0, values.Length)
                .Select(b =>
                    Middle([.. values[Math.Max(0, b - 4)..Math.Min(values.Length, b + 5)].Where(x => x > 0).Order()])
                ),
        ];

    private static double Middle(double[] sorted) => sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
}
