using System.Numerics;
using Gsp.Files;

namespace Gsp.Recordings;

/// <summary>Reads a NumPy array of one or two axes as channels.</summary>
internal static class SignalArray
{
    public static IReadOnlyList<Channel> Read(byte[] bytes, SignalTableOptions options, string path)
    {
        Require.That(
            options.Rate is not null,
            "an array has no time column; set Rate to its samples a second",
            nameof(options.Rate)
        );
        NpyArray array = Npy.Parse(bytes, path);
        if (array.Shape.Count is < 1 or > 2 || array.Count == 0)
        {
            throw new GspFormatException(
                path,
                0,
                "shape",
                $"({string.Join(", ", array.Shape)}); signals need samples along one or two axes"
            );
        }
        bool single = array.Shape.Count == 1;
        int length = single ? array.Shape[0] : array.Shape[options.TimeAxis];
        int count = array.Count / length;
        // One axis is one channel; of two, the elements along the last lie side by side.
        (int first, int stride) = single || options.TimeAxis == 1 ? (length, 1) : (1, count);
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
                Samples = Strided(array.Elements, channel * first, stride, length),
            }),
        ];
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

    private static double[] Strided(Array elements, int start, int stride, int length)
    {
        // By exact type: the runtime lets an array of unsigned integers pass for one of signed ones.
        Type type = elements.GetType().GetElementType()!;
        return type == typeof(double) ? Take<double>()
            : type == typeof(float) ? Take<float>()
            : type == typeof(Half) ? Take<Half>()
            : type == typeof(sbyte) ? Take<sbyte>()
            : type == typeof(byte) ? Take<byte>()
            : type == typeof(short) ? Take<short>()
            : type == typeof(ushort) ? Take<ushort>()
            : type == typeof(int) ? Take<int>()
            : type == typeof(uint) ? Take<uint>()
            : type == typeof(long) ? Take<long>()
            : type == typeof(ulong) ? Take<ulong>()
            : Truths();

        double[] Take<T>()
            where T : INumberBase<T>
        {
            var source = (T[])elements;
            var samples = new double[length];
            for (int t = 0, at = start; t < length; t++, at += stride)
            {
                samples[t] = double.CreateChecked(source[at]);
            }
            return samples;
        }

        double[] Truths()
        {
            var source = (bool[])elements;
            var samples = new double[length];
            for (int t = 0, at = start; t < length; t++, at += stride)
            {
                samples[t] = source[at] ? 1 : 0;
            }
            return samples;
        }
    }
}
