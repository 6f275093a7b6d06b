using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gsp;

/// <summary>The saved state of an estimator: named arrays of numbers and a kind, complete enough to continue to the same bits.</summary>
/// <remarks>
/// File layout, little endian: magic <c>GSPSNAP1</c>, kind (length-prefixed UTF-8), entry count, then per entry its name, its count and its
/// doubles, and a final SHA-256 of all before it. Integers are stored as doubles (exact to 2^53) or, for 64-bit patterns, by their bits.
/// A truncated or altered file is a <see cref="GspFormatException"/>. Instances compare by reference.
/// </remarks>
public sealed class Snapshot
{
    private static readonly byte[] Magic = "GSPSNAP1"u8.ToArray();
    private readonly SortedDictionary<string, double[]> entries = new(StringComparer.Ordinal);

    /// <summary>Starts an empty snapshot.</summary>
    /// <param name="kind">What it is the state of, with its layout's version: for instance <c>AdaCgp/1</c>.</param>
    public Snapshot(string kind) => Kind = kind;

    /// <summary>What this is the state of, with its layout's version.</summary>
    public string Kind { get; }

    /// <summary>The names stored, in ordinal order.</summary>
    public IReadOnlyCollection<string> Names => entries.Keys;

    /// <summary>Stores a copy of an array under a name.</summary>
    /// <param name="name">The entry's name; storing a name again replaces it.</param>
    /// <param name="values">The numbers.</param>
    /// <returns>This snapshot, for chaining.</returns>
    public Snapshot Put(string name, ReadOnlySpan<double> values)
    {
        entries[name] = values.ToArray();
        return this;
    }

    /// <summary>Stores one number under a name.</summary>
    /// <param name="name">The entry's name.</param>
    /// <param name="value">The number.</param>
    /// <returns>This snapshot, for chaining.</returns>
    public Snapshot Put(string name, double value) => Put(name, [value]);

    /// <summary>Stores a 64-bit pattern under a name.</summary>
    /// <param name="name">The entry's name.</param>
    /// <param name="bits">The pattern, kept bit for bit.</param>
    /// <returns>This snapshot, for chaining.</returns>
    public Snapshot PutBits(string name, ulong bits) => Put(name, [(double)(uint)bits, (double)(uint)(bits >> 32)]);

    /// <summary>Stores a text under a name, one number a UTF-16 unit.</summary>
    /// <param name="name">The entry's name.</param>
    /// <param name="text">The text, kept unit for unit.</param>
    /// <returns>This snapshot, for chaining.</returns>
    public Snapshot PutText(string name, string text) => Put(name, [.. text.Select(unit => (double)unit)]);

    /// <summary>Stores another snapshot, its kind included, as a part of this one.</summary>
    /// <param name="name">The part's name; its entries are stored as <c>name/entry</c>.</param>
    /// <param name="part">The snapshot to store.</param>
    /// <returns>This snapshot, for chaining.</returns>
    public Snapshot PutPart(string name, Snapshot part)
    {
        PutText(name, part.Kind);
        foreach ((string entry, double[] values) in part.entries)
        {
            // Stored arrays never change, so the two can share them.
            entries[$"{name}/{entry}"] = values;
        }
        return this;
    }

    /// <summary>The array stored under a name.</summary>
    /// <param name="name">The entry's name.</param>
    /// <returns>The numbers, not to be changed.</returns>
    /// <exception cref="ArgumentException">No such entry.</exception>
    public ReadOnlySpan<double> Get(string name) =>
        entries.TryGetValue(name, out double[]? values)
            ? values
            : throw new ArgumentException(
                $"snapshot of '{Kind}' has no entry '{name}'; it holds {string.Join(", ", entries.Keys)}",
                nameof(name)
            );

    /// <summary>The single number stored under a name.</summary>
    /// <param name="name">The entry's name.</param>
    /// <returns>The number.</returns>
    public double GetScalar(string name)
    {
        ReadOnlySpan<double> values = Get(name);
        Require.SameLength(values.Length, 1, name, $"snapshot of '{Kind}'");
        return values[0];
    }

    /// <summary>The 64-bit pattern stored under a name.</summary>
    /// <param name="name">The entry's name.</param>
    /// <returns>The pattern.</returns>
    public ulong GetBits(string name)
    {
        ReadOnlySpan<double> values = Get(name);
        Require.SameLength(values.Length, 2, name, $"snapshot of '{Kind}'");
        return (uint)values[0] | ((ulong)(uint)values[1] << 32);
    }

    /// <summary>The text stored under a name.</summary>
    /// <param name="name">The entry's name.</param>
    /// <returns>The text.</returns>
    public string GetText(string name) => string.Concat(Get(name).ToArray().Select(unit => (char)unit));

    /// <summary>The snapshot stored as a part under a name.</summary>
    /// <param name="name">The part's name.</param>
    /// <returns>The part, with its own kind and entry names.</returns>
    public Snapshot GetPart(string name)
    {
        var part = new Snapshot(GetText(name));
        string prefix = name + "/";
        foreach ((string entry, double[] values) in entries)
        {
            if (entry.StartsWith(prefix, StringComparison.Ordinal))
            {
                part.entries[entry[prefix.Length..]] = values;
            }
        }
        return part;
    }

    /// <summary>Copies the array stored under a name into an existing buffer of the same length.</summary>
    /// <param name="name">The entry's name.</param>
    /// <param name="target">Receives the numbers.</param>
    /// <exception cref="ArgumentException">The lengths differ: the snapshot belongs to an estimator of another size.</exception>
    public void CopyTo(string name, Span<double> target)
    {
        ReadOnlySpan<double> values = Get(name);
        Require.SameLength(values.Length, target.Length, name, $"snapshot of '{Kind}' of another size");
        values.CopyTo(target);
    }

    /// <summary>Checks that this is the state of the named kind.</summary>
    /// <param name="kind">The kind expected.</param>
    /// <exception cref="ArgumentException">It is the state of something else.</exception>
    public void RequireKind(string kind) =>
        Require.That(kind == Kind, $"snapshot holds the state of '{Kind}'; expected '{kind}'", nameof(kind));

    /// <summary>Writes the snapshot atomically.</summary>
    /// <param name="path">The file to write.</param>
    public void Save(string path) => AtomicFile.Write(path, Write);

    /// <summary>Reads a snapshot and verifies its checksum.</summary>
    /// <param name="path">The file to read.</param>
    /// <returns>The snapshot.</returns>
    /// <exception cref="GspFormatException">Not a snapshot, truncated or altered.</exception>
    public static Snapshot Load(string path) => FromBytes(File.ReadAllBytes(path), path);

    /// <summary>The snapshot as bytes, with magic and checksum.</summary>
    /// <returns>The bytes.</returns>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        Write(stream);
        return stream.ToArray();
    }

    /// <summary>Writes to a stream directly, so that saving a large state does not need its memory several times over.</summary>
    private void Write(Stream target)
    {
        using var checksum = SHA256.Create();
        using (var hashed = new CryptoStream(target, checksum, CryptoStreamMode.Write, leaveOpen: true))
        using (var writer = new BinaryWriter(new BufferedStream(hashed, 1 << 16), Encoding.UTF8))
        {
            writer.Write(Magic);
            writer.Write(Kind);
            writer.Write(entries.Count);
            foreach ((string name, double[] values) in entries)
            {
                writer.Write(name);
                writer.Write(values.Length);
                foreach (double value in values)
                {
                    writer.Write(BitConverter.DoubleToInt64Bits(value));
                }
            }
        }
        target.Write(checksum.Hash);
    }

    /// <summary>Reads a snapshot from bytes and verifies its checksum.</summary>
    /// <param name="bytes">The bytes written by <see cref="ToBytes"/>.</param>
    /// <param name="path">The name to give in errors.</param>
    /// <returns>The snapshot.</returns>
    /// <exception cref="GspFormatException">Not a snapshot, truncated or altered.</exception>
    public static Snapshot FromBytes(ReadOnlySpan<byte> bytes, string path = "snapshot")
    {
        int bodyLength = bytes.Length - SHA256.HashSizeInBytes;
        if (bodyLength < Magic.Length || !bytes[..Magic.Length].SequenceEqual(Magic))
        {
            throw new GspFormatException(path, 0, "magic", "this is not a Gsp snapshot");
        }
        if (!SHA256.HashData(bytes[..bodyLength]).AsSpan().SequenceEqual(bytes[bodyLength..]))
        {
            throw new GspFormatException(
                path,
                bodyLength,
                "checksum",
                "does not match: the file is truncated or was altered"
            );
        }
        // The checksum holds, so the lengths below are those that were written.
        using var reader = new BinaryReader(new MemoryStream(bytes[Magic.Length..bodyLength].ToArray()), Encoding.UTF8);
        try
        {
            var snapshot = new Snapshot(reader.ReadString());
            int count = reader.ReadInt32();
            for (int i = 0; i < count; i++)
            {
                string name = reader.ReadString();
                byte[] raw = reader.ReadBytes(checked(8 * reader.ReadInt32()));
                var values = new double[raw.Length / 8];
                for (int k = 0; k < values.Length; k++)
                {
                    values[k] = BinaryPrimitives.ReadDoubleLittleEndian(raw.AsSpan(8 * k));
                }
                snapshot.entries[name] = values;
            }
            return snapshot;
        }
        catch (Exception e)
            when (e is EndOfStreamException or OverflowException or ArgumentException or FormatException)
        {
            throw new GspFormatException(
                path,
                Magic.Length,
                "entries",
                "checksum holds but the layout does not: forged or of another version",
                e
            );
        }
    }
}
