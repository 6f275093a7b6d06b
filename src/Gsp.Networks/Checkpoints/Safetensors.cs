namespace Gsp.Networks;

/// <summary>Reads and writes checkpoints in the safetensors format: named tensors and text, nothing that runs.</summary>
/// <remarks>
/// A file is untrusted input: every length is checked against the file before memory is taken, and whatever is wrong is a
/// <see cref="GspFormatException"/> that names file, byte and field. Format: the description in the README of huggingface/safetensors, with
/// the limits of its reference implementation (header at most 100 MB); written files are those that implementation writes, byte for byte.
/// </remarks>
public static class Safetensors
{
    private const string SingleName = "model.safetensors";
    private const string IndexName = SingleName + ".index.json";

    /// <summary>Opens a checkpoint and reads its header; values are read when asked for, so the result is to be disposed of.</summary>
    /// <param name="path">A safetensors file; or the index of a checkpoint in several files (<c>*.index.json</c>); or a folder with
    /// <c>model.safetensors</c> or <c>model.safetensors.index.json</c>.</param>
    /// <returns>The open checkpoint.</returns>
    /// <exception cref="GspFormatException">Damaged, truncated or foreign; an index names a file that is absent or outside its folder, or a
    /// tensor that its file does not have.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static SafetensorsFile Open(string path)
    {
        if (Directory.Exists(path))
        {
            string single = Path.Combine(path, SingleName);
            path = File.Exists(single) ? single : Path.Combine(path, IndexName);
        }
        return path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            ? SafetensorsIndex.Open(path)
            : Whole(SafetensorsPart.Open(path));
    }

    /// <summary>Reads a whole file into memory, so that nothing stays open.</summary>
    /// <param name="path">A safetensors file of less than 2 GiB.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="GspFormatException">Damaged, truncated or foreign.</exception>
    /// <exception cref="ArgumentException">Too long for an array: use <see cref="Open"/>.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static SafetensorsFile Read(string path)
    {
        long length = new FileInfo(path).Length;
        Require.That(
            length <= Array.MaxLength,
            FormattableString.Invariant($"{path} has {length} bytes, more than an array holds; use Open"),
            nameof(path)
        );
        return Parse(File.ReadAllBytes(path), path);
    }

    /// <summary>Takes the bytes of a whole file; they are not copied.</summary>
    /// <param name="bytes">The bytes of a safetensors file.</param>
    /// <param name="path">The name to give in errors.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="GspFormatException">Damaged, truncated or foreign.</exception>
    public static SafetensorsFile Parse(byte[] bytes, string path = "safetensors") =>
        Whole(SafetensorsPart.Parse(bytes, path));

    /// <summary>Writes a file: complete or absent, and the same bytes for the same tensors whatever their order.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="tensors">The tensors; their values are encoded 64 KiB at a time.</param>
    /// <param name="metadata">Free text by key; null for none.</param>
    /// <exception cref="ArgumentException">A name occurs twice, is <c>__metadata__</c> or no text, or the header exceeds 100 MB.</exception>
    public static void Write(
        string path,
        IEnumerable<SafetensorsSource> tensors,
        IReadOnlyDictionary<string, string>? metadata = null
    )
    {
        var layout = new SafetensorsLayout(tensors, metadata);
        AtomicFile.Write(path, layout.WriteTo);
    }

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">Receives the bytes; it is left open.</param>
    /// <param name="tensors">The tensors.</param>
    /// <param name="metadata">Free text by key; null for none.</param>
    /// <exception cref="ArgumentException">As for the other overload.</exception>
    public static void Write(
        Stream stream,
        IEnumerable<SafetensorsSource> tensors,
        IReadOnlyDictionary<string, string>? metadata = null
    ) => new SafetensorsLayout(tensors, metadata).WriteTo(stream);

    private static SafetensorsFile Whole(SafetensorsPart part) =>
        new(part.Path, [part], [.. part.Header.Entries.Select(entry => (entry, part))]);
}
