using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Gsp.Networks;

/// <summary>Reads what a <see cref="StateWriter{T}"/> wrote, and says what does not fit.</summary>
internal sealed class StateReader<T>(SafetensorsFile file)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Whole numbers; of any length where it is negative.</summary>
    public long[] Counters(string name, int length = -1)
    {
        RequireEntry(name, SafetensorsDtype.I64, length);
        return file.ReadInt64(name);
    }

    /// <summary>Numbers in double precision; of any length where it is negative.</summary>
    public double[] Numbers(string name, int length = -1)
    {
        RequireEntry(name, SafetensorsDtype.F64, length);
        return file.ReadDoubles(name);
    }

    public T[] Values(string name, Shape shape)
    {
        RequireShape(name, shape);
        var values = new T[shape.Elements];
        Read(file, name, values);
        return values;
    }

    /// <summary>Overwrites tensors, once it is known that every one has its values.</summary>
    public void Fill(string prefix, IEnumerable<(string Name, Tensor<T> Tensor)> tensors)
    {
        (string Name, Tensor<T> Tensor)[] list = [.. tensors];
        foreach ((string name, Tensor<T> tensor) in list)
        {
            RequireShape(prefix + name, tensor.Shape);
        }
        foreach ((string name, Tensor<T> tensor) in list)
        {
            tensor.Set(Values(prefix + name, tensor.Shape));
        }
    }

    /// <summary>Checks the checksum over all that is in the file.</summary>
    /// <exception cref="GspFormatException">It does not hold, or there is none.</exception>
    public void RequireSeal()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(StateWriter<T>.Describe(file.Metadata));
        var piece = new byte[SafetensorsValues.PieceLength];
        foreach (SafetensorsEntry entry in file.Entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(entry.ToString()));
            for (long done = 0; done < entry.Length; )
            {
                Span<byte> part = piece.AsSpan(0, (int)Math.Min(piece.Length, entry.Length - done));
                file.ReadBytes(entry.Name, done, part);
                hash.AppendData(part);
                done += part.Length;
            }
        }
        string found = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (file.Metadata.GetValueOrDefault(StateWriter<T>.SealKey) != found)
        {
            throw new GspFormatException(file.Path, -1, StateWriter<T>.SealKey, "does not match: the file was altered");
        }
    }

    /// <summary>Values of a tensor without rounding, unless that is allowed.</summary>
    public static void Read(SafetensorsFile file, string name, T[] target, bool allowRounding = false)
    {
        if (target is float[] singles)
        {
            file.ReadSingles(name, singles, allowRounding);
        }
        else
        {
            file.ReadDoubles(name, (double[])(object)target, allowRounding);
        }
    }

    private void RequireShape(string name, Shape shape)
    {
        SafetensorsEntry entry = Entry(name);
        Require.That(
            entry.Shape.SequenceEqual(shape.Select(length => (long)length)),
            $"{file.Path}: {entry} has another shape than {shape}: it is the state of another model",
            nameof(name)
        );
        Require.That(
            entry.Dtype == SafetensorsValues.DtypeOf<T>(),
            $"{file.Path}: {entry} was saved with another precision; a run goes on in the one it began in",
            nameof(name)
        );
    }

    private void RequireEntry(string name, SafetensorsDtype dtype, int length)
    {
        SafetensorsEntry entry = Entry(name);
        bool fits = entry.Dtype == dtype && entry.Shape.Count == 1 && (length < 0 || entry.Shape[0] == length);
        Require.That(
            fits,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Path}: {entry} is not {dtype} of {length} values: it is the state of another model or optimiser"
            ),
            nameof(name)
        );
    }

    private SafetensorsEntry Entry(string name)
    {
        Require.That(
            file.Contains(name),
            $"{file.Path} has no '{name}': it is the state of another kind, or of another model",
            nameof(name)
        );
        return file[name];
    }
}
