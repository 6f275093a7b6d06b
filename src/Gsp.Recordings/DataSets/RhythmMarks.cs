namespace Gsp.Recordings;

/// <summary>Rhythms and beats that annotation files of PhysioNet name.</summary>
internal static class RhythmMarks
{
    /// <summary>The rhythms that marks name: the texts that start with a bracket, such as <c>(AFIB</c>, without it.</summary>
    public static IReadOnlySet<string> Rhythms(IEnumerable<Annotation> marks) =>
        new SortedSet<string>(
            marks
                .Where(mark => mark.Text.StartsWith('('))
                .Select(mark => mark.Text[1..].Trim('\0', ' ', '\r', '\n'))
                .Where(rhythm => rhythm.Length > 0),
            StringComparer.Ordinal
        );
}
