using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Gsp.Random;

namespace Gsp.Recordings.Tests;

/// <summary>Writes random arrays as MAT-files of version 5 with every choice of the format left to chance: byte order, compression, small
/// elements, narrower storage, nesting. Returns the dump that reading has to give.</summary>
internal sealed class MatTestWriter(RandomStream random)
{
    private readonly RandomStream random = random;
    private bool bigEndian;

    public (byte[] File, string[] Dumps) Write()
    {
        bigEndian = Below(2) == 0;
        var file = new List<byte>();
        file.AddRange(Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file, made by a test".PadRight(124)));
        file.AddRange(bigEndian ? [1, 0, .. "MI"u8] : [0, 1, .. "IM"u8]);
        var dumps = new List<string>();
        for (int k = 1 + Below(3); k > 0; k--)
        {
            (byte[] element, string dump) = AnyArray($"v{k}", 0);
            file.AddRange(Below(2) == 0 ? Compressed(element) : element);
            dumps.Add(dump);
        }
        return ([.. file], [.. dumps]);
    }

    private (byte[] Element, string Dump) AnyArray(string name, int depth)
    {
        int[] size = [Below(4), Below(4)];
        if (Below(4) == 0)
        {
            size = [.. size, 1 + Below(2)];
        }
        int count = size.Aggregate((a, b) => a * b);
        string shape = string.Join('x', size);
        switch (Below(depth < 3 ? 4 : 2))
        {
            case 0:
                string text = string.Concat(Enumerable.Range(0, count).Select(_ => (char)(32 + Below(90))));
                return (
                    Array(4, 0, size, name, Element(Below(2) == 0 ? 16 : 2, Encoding.ASCII.GetBytes(text))),
                    $"text[{shape}]{string.Join(',', text.Select(c => (int)c))}"
                );
            case 1:
                return Numbers(name, size, count, shape);
            case 2:
                (byte[] Element, string Dump)[] cells =
                [
                    .. Enumerable.Range(0, count).Select(_ => AnyArray("", depth + 1)),
                ];
                return (
                    Array(1, 0, size, name, [.. cells.SelectMany(cell => cell.Element)]),
                    $"cell[{shape}]{{{string.Join('|', cells.Select(cell => cell.Dump))}}}"
                );
            default:
                return Structure(name, size, count, shape, depth);
        }
    }

    private (byte[] Element, string Dump) Numbers(string name, int[] size, int count, string shape)
    {
        // Whole numbers from 0 to 100 fit every class and every storage.
        int[] types = [1, 2, 3, 4, 5, 6, 7, 9, 12, 13];
        bool complex = Below(3) == 0;
        int[][] parts =
        [
            .. Enumerable
                .Range(0, complex ? 2 : 1)
                .Select(_ => Enumerable.Range(0, count).Select(_ => Below(101)).ToArray()),
        ];
        byte[] content = [.. parts.SelectMany(part => Stored(types[Below(types.Length)], part))];
        string dump = string.Join(
            ',',
            Enumerable.Range(0, count).Select(k => string.Join(';', parts.Select(part => part[k])))
        );
        return (Array(6 + Below(10), complex ? 8 : 0, size, name, content), $"num[{shape}]{dump}");
    }

    private (byte[] Element, string Dump) Structure(string name, int[] size, int count, string shape, int depth)
    {
        string[] fields = [.. Enumerable.Range(0, Below(3)).Select(k => $"f{k}")];
        var content = new List<byte>();
        content.AddRange(Small(5, Word(8)));
        content.AddRange(Element(1, [.. fields.SelectMany(f => Encoding.ASCII.GetBytes(f.PadRight(8, '\0')))]));
        string dump = $"struct[{shape}]";
        for (int k = 0; k < count; k++)
        {
            var values = new List<string>();
            foreach (string field in fields)
            {
                (byte[] element, string value) = AnyArray("", depth + 1);
                content.AddRange(element);
                values.Add($"{field}={value}");
            }
            dump += $"{{{string.Join('|', values)}}}";
        }
        return (Array(2, 0, size, name, [.. content]), dump);
    }

    private byte[] Array(int kind, int flags, int[] size, string name, byte[] content) =>
        Element(
            14,
            [
                .. Element(6, [.. Word((flags << 8) | kind), .. Word(0)]),
                .. Element(5, [.. size.SelectMany(Word)]),
                .. Element(1, Encoding.ASCII.GetBytes(name)),
                .. content,
            ]
        );

    private byte[] Stored(int type, int[] values)
    {
        var bytes = new List<byte>();
        foreach (int value in values)
        {
            long bits =
                type == 7 ? BitConverter.SingleToInt32Bits(value)
                : type == 9 ? BitConverter.DoubleToInt64Bits(value)
                : value;
            int width = type switch
            {
                1 or 2 => 1,
                3 or 4 => 2,
                5 or 6 or 7 => 4,
                _ => 8,
            };
            byte[] number = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(number, bits);
            IEnumerable<byte> kept = number.Take(width);
            bytes.AddRange(bigEndian ? kept.Reverse() : kept);
        }
        return Element(type, [.. bytes]);
    }

    private byte[] Element(int type, byte[] content) =>
        content.Length is > 0 and <= 4 && type != 14 && Below(2) == 0
            ? Small(type, content)
            : [.. Word(type), .. Word(content.Length), .. content, .. new byte[-content.Length & 7]];

    private byte[] Small(int type, byte[] content) =>
        [.. Word((content.Length << 16) | type), .. content, .. new byte[4 - content.Length]];

    private byte[] Compressed(byte[] element)
    {
        using var target = new MemoryStream();
        using (var zlib = new ZLibStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(element);
        }
        return [.. Word(15), .. Word((int)target.Length), .. target.ToArray()];
    }

    private byte[] Word(int value)
    {
        byte[] bytes = new byte[4];
        if (bigEndian)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        }
        else
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        }
        return bytes;
    }

    private int Below(int count) => (int)(random.NextUInt64() % (ulong)count);
}
