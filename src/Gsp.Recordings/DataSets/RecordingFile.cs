namespace Gsp.Recordings;

/// <summary>What a file of samples may not say about itself.</summary>
public sealed record RecordingFileOptions
{
    /// <summary>Samples a second, in Hz, of tables and arrays, which hold no rate; null where the file says.</summary>
    public double? Rate { get; init; }

    internal void Validate()
    {
        if (Rate is double rate)
        {
            Require.Positive(rate, "samples a second", nameof(Rate));
        }
    }
}

/// <summary>Reads a recording from a file of any format of the library, chosen by the file's name.</summary>
public static class RecordingFile
{
    /// <summary>Reads a recording.</summary>
    public static Recording Read(string path, RecordingFileOptions? options = null)
    {
        options ??= new RecordingFileOptions();
        options.Validate();
        return Wfdb.Read(path);
    }
}
