using Xunit;

namespace Gsp.Testing;

/// <summary>Data that a test may find beside the checkout; where it is absent the test is skipped and says why.</summary>
public static class TestData
{
    /// <summary>A file or folder under the shared data, or a skip with the reason.</summary>
    /// <param name="parts">Path below the shared folder, for instance <c>golden</c>, <c>adacgp</c>.</param>
    /// <returns>The full path.</returns>
    public static string SharedOrSkip(params string[] parts)
    {
        string relative = Path.Combine(parts);
        if (Repository.Shared is null)
        {
            Assert.Skip($"the shared data folder is absent (set GSP_SHARED); needed: {relative}");
        }
        string path = Path.Combine(Repository.Shared!, relative);
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            Assert.Skip($"absent: {relative}");
        }
        return path;
    }

    /// <summary>Skips the test unless the slow suites were asked for.</summary>
    public static void SlowOnly()
    {
        if (!Repository.Slow)
        {
            Assert.Skip("slow suite: set GSP_SLOW=1");
        }
    }
}
