using Gsp.Random;

namespace Gsp.Networks;

public abstract partial class Module<T>
{
    private readonly List<(string Name, RandomStream Stream)> streams = [];

    /// <summary>All random streams that layers draw from while they compute (as dropout does), with dotted names: training checkpoints keep their
    /// positions.</summary>
    public IEnumerable<(string Name, RandomStream Stream)> NamedStreams()
    {
        foreach ((string, RandomStream) entry in streams)
        {
            yield return entry;
        }
        foreach ((string key, Module<T> part) in parts)
        {
            foreach ((string name, RandomStream stream) in part.NamedStreams())
            {
                yield return ($"{key}.{name}", stream);
            }
        }
    }

    /// <summary>Writes parameters and buffers, with a description of the model.</summary>
    /// <param name="path">The safetensors file to write: complete or absent.</param>
    /// <param name="card">Architecture, options and origin; null for none.</param>
    /// <exception cref="ArgumentException">The card is not in order.</exception>
    public void Save(string path, ModelCard? card = null)
    {
        var state = new StateWriter<T>();
        state.Put("", NamedState());
        state.Write(path, card?.ToMetadata());
    }

    /// <summary>Reads parameters and buffers; nothing is changed unless every one has its tensor, of its shape.</summary>
    /// <param name="path">A safetensors file, an index of several, or a folder that has either.</param>
    /// <param name="names">How the checkpoint's names become the model's; null where they agree.</param>
    /// <param name="allowUnmatched">Whether tensors that the model has no place for are left out without complaint.</param>
    /// <param name="allowRounding">Whether double-precision weights may be rounded to a single-precision model.</param>
    /// <returns>What was matched with what.</returns>
    /// <exception cref="ArgumentException">The checkpoint does not fit: the message lists missing and unexpected names and wrong shapes; or
    /// numbers would be rounded.</exception>
    /// <exception cref="GspFormatException">Damaged or foreign.</exception>
    public NameMatch Load(string path, NameMap? names = null, bool allowUnmatched = false, bool allowRounding = false)
    {
        using SafetensorsFile file = Safetensors.Open(path);
        var tensors = NamedState().ToDictionary(entry => entry.Name, entry => entry.Tensor, StringComparer.Ordinal);
        NameMatch match = (names ?? NameMap.Identity)
            .Match(file.Entries, tensors.Select(entry => (entry.Key, (IReadOnlyList<int>)entry.Value.Shape)))
            .RequireExact(allowUnmatched);
        // Read everything before anything is written: a type that does not fit must not leave half a model behind.
        List<(Tensor<T> Tensor, T[] Values)> read = [];
        foreach ((string name, SafetensorsEntry entry) in match.Matched)
        {
            var values = new T[tensors[name].Elements];
            StateReader<T>.Read(file, entry.Name, values, allowRounding);
            read.Add((tensors[name], values));
        }
        foreach ((Tensor<T> tensor, T[] values) in read)
        {
            tensor.Set(values);
        }
        return match;
    }

    /// <summary>Takes over the parameters and buffers of another module of the same architecture, of this workspace or another.</summary>
    /// <param name="other">The module to copy from.</param>
    /// <exception cref="ArgumentException">Its names or shapes differ.</exception>
    public void CopyFrom(Module<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        (string Name, Tensor<T> Tensor)[] mine = [.. NamedState()];
        (string Name, Tensor<T> Tensor)[] theirs = [.. other.NamedState()];
        for (int k = 0; k < Math.Max(mine.Length, theirs.Length); k++)
        {
            string left = k < mine.Length ? $"{mine[k].Name} {mine[k].Tensor.Shape}" : "nothing";
            string right = k < theirs.Length ? $"{theirs[k].Name} {theirs[k].Tensor.Shape}" : "nothing";
            Require.That(left == right, $"the modules differ: here {left}, there {right}", nameof(other));
        }
        for (int k = 0; k < mine.Length; k++)
        {
            mine[k].Tensor.Set(theirs[k].Tensor.ToArray());
        }
    }

    /// <summary>Registers a random stream that the layer draws from while it computes.</summary>
    /// <param name="key">Its name in this module.</param>
    /// <param name="stream">The stream; the layer draws from this very object.</param>
    /// <returns>The stream.</returns>
    protected RandomStream Stream(string key, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        streams.Add((key, stream));
        return stream;
    }

    /// <summary>Parameters, then buffers.</summary>
    internal IEnumerable<(string Name, Tensor<T> Tensor)> NamedState() => NamedParameters().Concat(NamedBuffers());
}
