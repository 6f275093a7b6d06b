using System.Buffers.Binary;
using System.Text;

namespace Gsp.Networks.Tests;

/// <summary>Files that the checkpoint tests share.</summary>
internal static class CheckpointFiles
{
    /// <summary>A golden file of the folder beside the tests.</summary>
    public static string Golden(string name) => Path.Combine(AppContext.BaseDirectory, "Golden", "safetensors", name);

    /// <summary>A file of a header's text and so many bytes of zeros.</summary>
    public static byte[] File(string header, int dataLength = 0) => File(Encoding.UTF8.GetBytes(header), dataLength);

    /// <summary>A file of a header's bytes and so many bytes of zeros.</summary>
    public static byte[] File(byte[] header, int dataLength = 0)
    {
        byte[] bytes = new byte[8 + header.Length + dataLength];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.CopyTo(bytes, 8);
        return bytes;
    }

    /// <summary>What is written for some tensors.</summary>
    public static byte[] Written(
        IEnumerable<SafetensorsSource> tensors,
        IReadOnlyDictionary<string, string>? metadata = null
    )
    {
        using var stream = new MemoryStream();
        Safetensors.Write(stream, tensors, metadata);
        return stream.ToArray();
    }

    /// <summary>An empty folder that is removed with this.</summary>
    public sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo info = Directory.CreateTempSubdirectory("gsp-checkpoints-");

        public string this[string name] => Path.Combine(info.FullName, name);

        public string Root => info.FullName;

        public void Dispose() => info.Delete(recursive: true);
    }
}
