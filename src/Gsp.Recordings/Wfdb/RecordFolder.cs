namespace Gsp.Recordings;

/// <summary>Where a record's files lie: a folder on the disk, or named bytes in memory.</summary>
internal sealed class RecordFolder
{
    private const int LongestHeader = 1 << 21;

    private readonly string path;
    private readonly IReadOnlyDictionary<string, byte[]>? files;

    private RecordFolder(string path, IReadOnlyDictionary<string, byte[]>? files) =>
        (this.path, this.files) = (path, files);

    /// <summary>The folder and the name of a record.</summary>
    /// <param name="record">Path without extension, or of the header.</param>
    public static (RecordFolder Folder, string Name) Of(string record)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(record);
        string name = Path.GetFileName(record);
        if (name.EndsWith(".hea", StringComparison.OrdinalIgnoreCase))
        {
            name = name[..^4];
        }
        return (new RecordFolder(Path.GetDirectoryName(record) ?? "", null), name);
    }

    /// <summary>Files in memory.</summary>
    public static RecordFolder InMemory(IReadOnlyDictionary<string, byte[]> files) => new("", files);

    /// <summary>A file's path, for messages.</summary>
    public string PathOf(string file) => Path.Combine(path, file);

    /// <summary>Reads the header of the record that was asked for.</summary>
    public WfdbHeader Header(string name)
    {
        string file = name + ".hea";
        using Stream stream =
            TryOpen(file)
            ?? throw new FileNotFoundException(
                $"there is no WFDB header {PathOf(file)}; a record is named by its path without extension, or by its .hea file",
                PathOf(file)
            );
        return Parse(stream, file);
    }

    /// <summary>Reads the header of a segment, which another header names.</summary>
    public WfdbHeader SegmentHeader(string name, string recordHeader)
    {
        using Stream stream = Open(name + ".hea", recordHeader, "segment");
        return Parse(stream, name + ".hea");
    }

    /// <summary>Reads an annotation file.</summary>
    public WfdbAnnotations Annotations(string file)
    {
        using Stream stream =
            TryOpen(file)
            ?? throw new FileNotFoundException($"there is no annotation file {PathOf(file)}", PathOf(file));
        if (stream.Length > Array.MaxLength)
        {
            throw new GspFormatException(
                PathOf(file),
                -1,
                "size",
                FormattableString.Invariant($"{stream.Length} bytes; at most {Array.MaxLength} are read")
            );
        }
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return AnnotationReader.Parse(bytes, PathOf(file));
    }

    /// <summary>Opens a file that a header names.</summary>
    /// <param name="file">The name in the header, relative to that header's folder.</param>
    /// <param name="header">The header's file name.</param>
    /// <param name="field">What the file is.</param>
    public Stream Open(string file, string header, string field)
    {
        if (file.Contains('\0', StringComparison.Ordinal) || Path.IsPathRooted(file) || file is "-" or "." or "..")
        {
            throw new GspFormatException(
                PathOf(header),
                -1,
                field,
                $"'{file}' is no file name; files are named relative to the header"
            );
        }
        string relative = Beside(header, file);
        return TryOpen(relative)
            ?? throw new GspFormatException(
                PathOf(relative),
                -1,
                field,
                $"{PathOf(header)} names this file, but it is not there"
            );
    }

    /// <summary>A file that a header names, relative to the record's folder: a segment may lie in a folder below.</summary>
    public static string Beside(string header, string file) =>
        Path.GetDirectoryName(header) is { Length: > 0 } below ? Path.Combine(below, file) : file;

    private Stream? TryOpen(string file)
    {
        if (files is not null)
        {
            return files.TryGetValue(file, out byte[]? bytes) ? new MemoryStream(bytes, writable: false) : null;
        }
        string full = PathOf(file);
        // Unbuffered: blocks of our own size are read.
        return File.Exists(full) ? new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.Read, 1) : null;
    }

    private WfdbHeader Parse(Stream stream, string file)
    {
        if (stream.Length > LongestHeader)
        {
            throw new GspFormatException(
                PathOf(file),
                -1,
                "size",
                FormattableString.Invariant($"{stream.Length} bytes; a header has at most {LongestHeader}")
            );
        }
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return WfdbHeaderParser.Parse(bytes, PathOf(file));
    }
}
