using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Gsp.Files;

namespace Gsp.Recordings;

/// <summary>Reads a NumPy array of one or two axes as channels, straight from the file's bytes.</summary>
internal static class SignalArray
{
    public static IReadOnlyList<Channel> Read(byte[] bytes, SignalTableOptions options, string path)
    {
        Require.That(
            options.Rate is not null,
            "an array has no time column; set Rate to its samples a second",
            nameof(options.Rate)
        );
        using var stream = new MemoryStream(bytes, writable: false);
        NpyHeader header = NpyHeader.Read(stream, path);
        ReadOnlyMemory<byte> data = bytes.AsMemory(header.DataOffset);
        RequireSize(header, data.Length, path);
        int[] shape = header.Shape.Length == 1 ? [header.Shape[0], 1] : header.Shape;
        int timeAxis = header.Shape.Length == 1 ? 0 : options.TimeAxis;
        int length = shape[timeAxis];
        int count = shape[1 - timeAxis];
        // Along the axis whose index runs fastest elements lie side by side: the last one, the first in Fortran's order.
        int fastest = header.FortranOrder ? 0 : 1;
        (int next, int stride) = timeAxis == fastest ? (length, 1) : (1, count);
        string[] names = Names(options, count);
        int[] wanted = options.Channels is null
            ? [.. Enumerable.Range(0, count)]
            : [.. options.Channels.Select(name => SignalTableReader.Find(name, names, path))];
        return
        [
            .. wanted.Select(channel => new Channel
            {
                Name = names[channel],
                Unit = options.Unit,
                Rate = options.Rate!.Value,
                Samples = Samples(data.Span, header.Element, channel * next, stride, length),
            }),
        ];
    }

    private static void RequireSize(NpyHeader header, int there, string path)
    {
        if (header.Shape.Length is < 1 or > 2 || header.Count == 0)
        {
            throw new GspFormatException(
                path,
                0,
                "shape",
                $"({string.Join(", ", header.Shape)}); signals need samples along one or two axes"
            );
        }
        long expected = (long)header.Count * header.Element.Size;
        if (there != expected)
        {
            throw new GspFormatException(
                path,
                header.DataOffset,
                "data",
                FormattableString.Invariant(
                    $"shape ({string.Join(", ", header.Shape)}) of {header.Element} needs {expected} bytes; {there} are there (truncated?)"
                )
            );
        }
    }

    private static string[] Names(SignalTableOptions options, int count)
    {
        if (options.Names is null)
        {
            return NumericTable.DefaultNames(count);
        }
        Require.SameLength(options.Names.Count, count, nameof(options.Names), "one name a channel; is TimeAxis right?");
        return [.. options.Names];
    }

    private static double[] Samples(ReadOnlySpan<byte> data, NpyElement element, int start, int stride, int length) =>
        (element.Kind, element.Size) switch
        {
            ('f', 8) => Strided<double>(data, start, stride, length, element.BigEndian),
            ('f', 4) => Strided<float>(data, start, stride, length, element.BigEndian),
            ('f', _) => Strided<Half>(data, start, stride, length, element.BigEndian),
            ('i', 1) => Strided<sbyte>(data, start, stride, length, false),
            ('i', 2) => Strided<short>(data, start, stride, length, element.BigEndian),
            ('i', 4) => Strided<int>(data, start, stride, length, element.BigEndian),
            ('i', _) => Strided<long>(data, start, stride, length, element.BigEndian),
            ('u', 2) => Strided<ushort>(data, start, stride, length, element.BigEndian),
            ('u', 4) => Strided<uint>(data, start, stride, length, element.BigEndian),
            ('u', 8) => Strided<ulong>(data, start, stride, length, element.BigEndian),
            _ => Strided<byte>(data, start, stride, length, false),
        };

    private static double[] Strided<T>(ReadOnlySpan<byte> data, int start, int stride, int length, bool bigEndian)
        where T : unmanaged, INumberBase<T>
    {
        ReadOnlySpan<T> source = MemoryMarshal.Cast<byte, T>(data);
        bool swap = bigEndian == BitConverter.IsLittleEndian && Unsafe.SizeOf<T>() > 1;
        var samples = new double[length];
        for (int t = 0, at = start; t < length; t++, at += stride)
        {
            T value = source[at];
            if (swap)
            {
                MemoryMarshal.AsBytes(new Span<T>(ref value)).Reverse();
            }
            samples[t] = double.CreateChecked(value);
        }
        return samples;
    }
}
