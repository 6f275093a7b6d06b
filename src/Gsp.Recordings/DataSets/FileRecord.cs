namespace Gsp.Recordings;

/// <summary>A recording in a file, with the marks of an annotation file beside it.</summary>
public sealed record FileRecord : RecordingEntry
{
    /// <summary>The file: a WFDB record without extension, or any file that <see cref="RecordingFile"/> reads.</summary>
    public required string File { get; init; }

    /// <summary>The annotation file; null for none.</summary>
    public string? Marks { get; init; }

    /// <summary>What the file does not say about itself; null for the defaults.</summary>
    public RecordingFileOptions? Options { get; init; }

    /// <inheritdoc/>
    public override Recording Load()
    {
        Recording recording = RecordingFile.Read(File, Options);
        if (Marks is null)
        {
            return recording;
        }
        WfdbAnnotations marks = Wfdb.ReadAnnotationFile(Marks);
        double[] rates = [.. recording.Channels.Select(channel => channel.Rate).Distinct()];
        return recording with { Annotations = rates.Length == 1 ? marks.AtRate(rates[0]) : marks.Marks };
    }
}
