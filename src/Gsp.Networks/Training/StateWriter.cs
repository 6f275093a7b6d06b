using System.Numerics;
using System.Security.Cryptography;

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

    /// <summary>Writes with a checksum over all values, for <see cref="StateReader{T}.RequireSeal"/>: a run must not go on from altered numbers.</summary>
    public void WriteSealed(string path, Dictionary<string, string> metadata)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        {
            foreach (SafetensorsSource source in sources.OrderBy(source => source.Name, StringComparer.Ordinal))
            {
                source.WriteTo(stream);
            }
        }
        metadata[SealKey] = Convert.ToHexStringLower(hash.Hash!);
        Write(path, metadata);
    }

    public void Write(string path, IReadOnlyDictionary<string, string>? metadata) =>
        Safetensors.Write(path, sources, metadata);
}
