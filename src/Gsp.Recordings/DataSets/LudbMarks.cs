namespace Gsp.Recordings;

/// <summary>Makes waves of the marks <c>(</c>, peak, <c>)</c>.</summary>
/// <remarks>Beside that regular order the set holds, in about thirty of its files, waves without onset (<c>N)</c>) or offset (<c>(t(p)</c>),
/// onsets one or two samples behind the peak (<c>N()</c>), limits without a peak (<c>()</c>, passed over) and marks set several times
/// (<c>((tt))</c>). What was marked is kept as it was.</remarks>
internal static class LudbMarks
{
    /// <exception cref="GspFormatException">A mark is none of these, or an offset belongs to no wave.</exception>
    public static IReadOnlyList<WaveMark> Waves(IReadOnlyList<Annotation> marks, string lead, string path)
    {
        var waves = new List<WaveMark>();
        var onsets = new Queue<long>();
        var open = new List<int>();
        foreach (Annotation mark in marks)
        {
            switch (mark.Symbol)
            {
                case "p" or "N" or "t":
                    long onset = onsets.TryDequeue(out long first) ? first : -1;
                    open.Add(waves.Count);
                    waves.Add(new WaveMark(lead, Kind(mark.Symbol), onset, mark.Sample, -1));
                    break;
                case "(":
                    // A wave that has its onset has ended here, with or without an offset.
                    open.RemoveAll(wave => waves[wave].Onset >= 0);
                    onsets.Enqueue(mark.Sample);
                    break;
                case ")" when open.Count > 0:
                    WaveMark closed = waves[open[0]] with { Offset = mark.Sample };
                    bool behind = closed.Onset < 0 && onsets.Count > 0;
                    waves[open[0]] = behind ? closed with { Onset = onsets.Dequeue() } : closed;
                    open.RemoveAt(0);
                    break;
                case ")" when onsets.TryDequeue(out _):
                    break;
                default:
                    throw new GspFormatException(
                        path,
                        -1,
                        FormattableString.Invariant($"mark at sample {mark.Sample}"),
                        $"'{mark.Symbol}' stands where an onset '(', a peak (p, N, t) or an offset ')' of a wave was expected"
                    );
            }
        }
        return waves;
    }

    private static WaveKind Kind(string symbol) =>
        symbol switch
        {
            "p" => WaveKind.P,
            "N" => WaveKind.Qrs,
            _ => WaveKind.T,
        };
}
