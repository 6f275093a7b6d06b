namespace Gsp.Networks;

/// <summary>The index of a checkpoint in several files: which tensor is in which file of the same folder.</summary>
/// <remarks>JSON with <c>weight_map</c>, tensor name to file name; other keys, <c>metadata</c> with its total size among them, say nothing
/// that the files do not say themselves and are passed over.</remarks>
internal static class SafetensorsIndex
{
    private const string MapName = "weight_map";

    /// <summary>Opens the files that an index names.</summary>
    /// <param name="path">The index.</param>
    public static SafetensorsFile Open(string path)
    {
        IReadOnlyList<Line> lines = Parse(ReadText(path), path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var parts = new SortedDictionary<string, SafetensorsPart>(StringComparer.Ordinal);
        try
        {
            foreach (Line line in lines)
            {
                if (!parts.ContainsKey(line.File))
                {
                    parts.Add(line.File, OpenPart(Path.Combine(folder, line.File), path, line));
                }
            }
            return new SafetensorsFile(path, [.. parts.Values], Tensors(path, lines, parts));
        }
        catch
        {
            foreach (SafetensorsPart part in parts.Values)
            {
                part.Dispose();
            }
            throw;
        }
    }

    /// <summary>Reads an index's text.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="path">The file to name in errors.</param>
    /// <returns>The tensors with their files, whose names are those of files in the index's folder or below.</returns>
    public static IReadOnlyList<Line> Parse(ReadOnlySpan<byte> text, string path)
    {
        List<Line>? lines = null;
        var json = new StrictJson(text, path, 0, "index");
        while (json.NextName("index", out string key))
        {
            if (key != MapName)
            {
                json.Skip(key);
                continue;
            }
            if (lines is not null)
            {
                throw json.Wrong(MapName, "occurs twice");
            }
            lines = [];
            var names = new HashSet<string>(StringComparer.Ordinal);
            json.BeginObject(MapName);
            while (json.NextName(MapName, out string name))
            {
                if (!names.Add(name))
                {
                    throw json.Wrong(name, "the tensor occurs twice");
                }
                string file = json.Text(name);
                if (!StaysInFolder(file))
                {
                    throw json.Wrong(name, $"the file name '{file}' is not one inside the index's folder");
                }
                lines.Add(new Line(name, file, json.Position));
            }
        }
        json.End("index");
        return lines ?? throw new GspFormatException(path, 0, MapName, "is missing");
    }

    private static byte[] ReadText(string path)
    {
        long length = new FileInfo(path).Length;
        return length <= SafetensorsHeader.LongestHeader
            ? File.ReadAllBytes(path)
            : throw new GspFormatException(
                path,
                0,
                "index",
                FormattableString.Invariant($"{length} bytes; at most {SafetensorsHeader.LongestHeader} are allowed")
            );
    }

    // By the text alone, and for the separators and drive letters of any system, so that an index means the same everywhere.
    private static bool StaysInFolder(string file) =>
        file.Length > 0
        && file.AsSpan().IndexOfAny("\\:\0") < 0
        && file.Split('/').All(step => step.Length > 0 && step != "." && step != "..");

    private static SafetensorsPart OpenPart(string file, string path, Line line)
    {
        try
        {
            return SafetensorsPart.Open(file);
        }
        catch (Exception e)
            when (e
                    is FileNotFoundException
                        or DirectoryNotFoundException
                        or PathTooLongException
                        or UnauthorizedAccessException
            )
        {
            throw new GspFormatException(path, line.Position, line.Name, $"its file '{line.File}' cannot be opened", e);
        }
    }

    private static List<(SafetensorsEntry, SafetensorsPart)> Tensors(
        string path,
        IReadOnlyList<Line> lines,
        IReadOnlyDictionary<string, SafetensorsPart> parts
    )
    {
        Dictionary<string, Line> wanted = lines.ToDictionary(line => line.Name, StringComparer.Ordinal);
        var tensors = new List<(SafetensorsEntry, SafetensorsPart)>();
        foreach ((string file, SafetensorsPart part) in parts)
        {
            foreach (SafetensorsEntry entry in part.Header.Entries)
            {
                if (wanted.TryGetValue(entry.Name, out Line line) && line.File == file)
                {
                    wanted.Remove(entry.Name);
                    tensors.Add((entry, part));
                }
            }
        }
        foreach (Line line in lines)
        {
            if (wanted.ContainsKey(line.Name))
            {
                throw new GspFormatException(
                    path,
                    line.Position,
                    line.Name,
                    $"its file '{line.File}' has no such tensor"
                );
            }
        }
        return tensors;
    }

    /// <summary>A tensor of the index.</summary>
    /// <param name="Name">The tensor's name.</param>
    /// <param name="File">The file's name, relative to the index's folder.</param>
    /// <param name="Position">Offset in the index, in bytes, for errors.</param>
    public readonly record struct Line(string Name, string File, long Position);
}
