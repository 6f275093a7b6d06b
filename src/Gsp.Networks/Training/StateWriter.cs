using System.Numerics;

namespace Gsp.Networks;

/// <summary>Gathers the parts of a saved state: tensors in the type they have, counters and numbers.</summary>
internal sealed class StateWriter<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
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

    public void Write(string path, IReadOnlyDictionary<string, string>? metadata) =>
        Safetensors.Write(path, sources, metadata);
}
