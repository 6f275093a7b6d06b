using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Gsp.Networks;

/// <summary>Gathers the parts of a saved state: tensors in the type they have, counters and numbers.</summary>
internal sealed class StateWriter<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public const string SealKey = "training.sha256";

    private readonly List<SafetensorsSource> sources = [];

    public void Put(string prefix, IEnumerable<(string Name, Tensor<T> Tensor)> tensors)
    {
        foreach ((string name, Tensor<T> tensor) in tensors)
        {
            Put(prefix + name, tensor.Shape, tensor.ToArray());
        }
    }

    public void Put(string name, Shape shape, T[] values) =>
        sources.Add(SafetensorsSource.Of<T>(name, shape.Lengths, values));

    public void PutCounters(string name, long[] counters) =>
        sources.Add(SafetensorsSource.Of<long>(name, [counters.Length], counters));

    public void PutNumbers(string name, double[] numbers) =>
        sources.Add(SafetensorsSource.Of<double>(name, [numbers.Length], numbers));

    /// <summary>Writes with a checksum over all that is in the file, for <see cref="StateReader{T}.RequireSeal"/>: a run must not go on from
    /// altered numbers.</summary>
    public void WriteSealed(string path, SortedDictionary<string, string> metadata)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        {
            stream.Write(Describe(metadata));
            foreach (SafetensorsSource source in sources.OrderBy(source => source.Name, StringComparer.Ordinal))
            {
                stream.Write(Encoding.UTF8.GetBytes(source.ToString()));
                source.WriteTo(stream);
            }
        }
        metadata[SealKey] = Convert.ToHexStringLower(hash.Hash!);
        Write(path, metadata);
    }

    public void Write(string path, IReadOnlyDictionary<string, string>? metadata) =>
        Safetensors.Write(path, sources, metadata);

    /// <summary>The metadata as the checksum sees them: in ordinal order of their keys, without the checksum itself.</summary>
    public static byte[] Describe(IEnumerable<KeyValuePair<string, string>> metadata) =>
        Encoding.UTF8.GetBytes(
            string.Join('\n', metadata.Where(pair => pair.Key != SealKey).Select(pair => $"{pair.Key}={pair.Value}"))
        );
}
