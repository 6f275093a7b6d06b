namespace Gsp.Networks;

/// <summary>Finds the tensor's name that another was probably meant to be, among thousands and in little time.</summary>
internal static class NearestTensorName
{
    // Edit distances take the product of the lengths, so that they are computed for the most likely names only.
    private const int MostCompared = 100;
    private const int LongestName = 200;

    /// <summary>The candidate nearest by edit distance among those that share most of their beginning and end with the name; null where none
    /// is near.</summary>
    public static string? Of(string name, IEnumerable<string> candidates) =>
        name.Length > LongestName
            ? null
            : NearestName.Of(
                name,
                candidates
                    .Where(candidate => candidate.Length <= LongestName)
                    .Select(candidate => (candidate, shared: Shared(name, candidate)))
                    .OrderByDescending(pair => pair.shared)
                    .Take(MostCompared)
                    .Select(pair => pair.candidate)
            );

    private static int Shared(string a, string b)
    {
        int length = Math.Min(a.Length, b.Length);
        int start = a.AsSpan().CommonPrefixLength(b);
        int end = 0;
        while (end < length - start && a[^(end + 1)] == b[^(end + 1)])
        {
            end++;
        }
        return start + end;
    }
}
