namespace Gsp.Files;

/// <summary>Limits for reading compressed archives.</summary>
public sealed record NpzOptions
{
    /// <summary>The most bytes that all members together may hold after decompression.</summary>
    public long MaximumDecompressedBytes { get; init; } = 1L << 32;

    /// <summary>Checks the options.</summary>
    internal void Validate() => Require.Positive(MaximumDecompressedBytes);
}

/// <summary>Reads and writes NumPy's NPZ archives: named arrays in a ZIP file, stored or deflated.</summary>
/// <remarks>No pickle. Written archives depend on their content alone, so the same arrays give the same bytes (for one version of the
/// runtime's deflate where they are compressed). Stateless; thread-safe.</remarks>
public static class Npz
{
    private const string Extension = ".npy";

    /// <summary>Reads all arrays of an archive.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <returns>The arrays by name, without the <c>.npy</c> of their members.</returns>
    /// <exception cref="GspFormatException">Not an archive of arrays, damaged, truncated, or larger than the limit.</exception>
    public static IReadOnlyDictionary<string, NpyArray> Read(string path, NpzOptions? options = null) =>
        Parse(FileBytes.ReadAll(path), options, path);

    /// <summary>Reads all arrays from the bytes of an archive.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <param name="path">The name to give in errors.</param>
    /// <returns>The arrays by name.</returns>
    /// <exception cref="GspFormatException">Not an archive of arrays, damaged, truncated, or larger than the limit.</exception>
    public static IReadOnlyDictionary<string, NpyArray> Parse(
        byte[] bytes,
        NpzOptions? options = null,
        string path = "archive"
    )
    {
        options ??= new NpzOptions();
        options.Validate();
        var zip = new ZipReader(bytes, path);
        var arrays = new Dictionary<string, NpyArray>(StringComparer.Ordinal);
        long left = options.MaximumDecompressedBytes;
        foreach (ZipEntry entry in zip.Entries)
        {
            byte[] content = zip.Extract(entry, left);
            left -= content.Length;
            string name = entry.Name.EndsWith(Extension, StringComparison.Ordinal)
                ? entry.Name[..^Extension.Length]
                : entry.Name;
            if (!arrays.TryAdd(name, Npy.Parse(content, $"{path}:{entry.Name}")))
            {
                throw new GspFormatException(path, entry.DataOffset, name, "two members have this name");
            }
        }
        return arrays;
    }

    /// <summary>Writes named arrays.</summary>
    /// <param name="path">The file to write; complete or absent.</param>
    /// <param name="arrays">Names and arrays, in the order in which they are to stand.</param>
    /// <param name="compress">Whether members are deflated where that makes them smaller.</param>
    /// <exception cref="ArgumentException">A name stands twice, or the archive would exceed 2 GiB.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, NpyArray>> arrays, bool compress = false) =>
        AtomicFile.Write(path, stream => Write(stream, arrays, compress));

    /// <summary>Writes named arrays to a stream.</summary>
    /// <param name="stream">Receives the bytes; it is left open.</param>
    /// <param name="arrays">Names and arrays.</param>
    /// <param name="compress">Whether members are deflated where that makes them smaller.</param>
    /// <exception cref="ArgumentException">A name stands twice, or the archive would exceed 2 GiB.</exception>
    public static void Write(Stream stream, IEnumerable<KeyValuePair<string, NpyArray>> arrays, bool compress = false)
    {
        var zip = new ZipWriter(stream);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string name, NpyArray array) in arrays)
        {
            Require.That(names.Add(name), $"two arrays are named '{name}'", nameof(arrays));
            using var member = new MemoryStream();
            Npy.Write(member, array);
            zip.Add(name + Extension, member.GetBuffer().AsSpan(0, (int)member.Length), compress);
        }
        zip.Finish();
    }
}
