using System.Text;

namespace Gsp.Recordings.Tests;

/// <summary>Records in memory, for tests of single rules.</summary>
internal static class MemoryRecord
{
    public static RecordFolder Folder(params (string Name, byte[] Bytes)[] files) =>
        RecordFolder.InMemory(files.ToDictionary(file => file.Name, file => file.Bytes));

    public static (string, byte[]) Text(string name, string text) => (name, Encoding.UTF8.GetBytes(text));

    /// <summary>Little-endian 16-bit samples.</summary>
    public static (string, byte[]) Words(string name, params IEnumerable<int> samples) =>
        (name, [.. samples.SelectMany(sample => new[] { (byte)sample, (byte)(sample >> 8) })]);

    /// <summary>What is written, as files in memory.</summary>
    public static RecordFolder Written(DigitalRecord record, WfdbWriteOptions options)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach ((string file, Action<Stream> write) in RecordWriter.Files(record, "r", options))
        {
            using var stream = new MemoryStream();
            write(stream);
            files[file] = stream.ToArray();
        }
        return RecordFolder.InMemory(files);
    }

    public static DigitalRecord Digital(RecordFolder folder, string name = "r", WfdbReadOptions? options = null) =>
        Wfdb.ReadDigital(folder, name, options);
}
