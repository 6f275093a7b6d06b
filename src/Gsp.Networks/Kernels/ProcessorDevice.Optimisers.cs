using System.Numerics;
using System.Runtime.InteropServices;
using Gsp.Numerics;

namespace Gsp.Networks;

public sealed unsafe partial class ProcessorDevice<T>
{
    /// <summary>Elements that an update is cut into: many small parameters and one large one are shared out by the same loop.</summary>
    private const int UpdateUnit = 512;

    /// <inheritdoc/>
    public void Update<R>(ReadOnlySpan<UpdateTarget<T, R>> targets)
        where R : struct, IUpdateRule<T>
    {
        var places = new UpdatePlace<R>[targets.Length];
        int units = 0;
        for (int k = 0; k < places.Length; k++)
        {
            UpdateTarget<T, R> target = targets[k];
            places[k] = new UpdatePlace<R>(
                target.Rule,
                units,
                target.Weight.Elements,
                Pointer(target.Weight),
                Pointer(target.Gradient),
                target.First is null ? null : Pointer(target.First),
                target.Second is null ? null : Pointer(target.Second)
            );
            units = checked(units + Units(target.Weight.Elements, UpdateUnit));
        }
        ParallelFor.Run(units, threads, new UpdateLoop<R>(places), Grain / UpdateUnit);
    }

    /// <inheritdoc/>
    public void SumsOfSquares(ReadOnlySpan<Tensor<T>> tensors, Span<double> sums)
    {
        var places = new SquaresPlace[tensors.Length];
        int blocks = 0;
        for (int k = 0; k < places.Length; k++)
        {
            places[k] = new SquaresPlace(blocks, tensors[k].Elements, Pointer(tensors[k]));
            blocks = checked(blocks + Units(tensors[k].Elements, SumBlock));
        }
        var partial = new double[blocks];
        ParallelFor.Run(blocks, threads, new SquaresLoop(places, partial), Grain / SumBlock);
        for (int k = 0; k < places.Length; k++)
        {
            int end = k + 1 < places.Length ? places[k + 1].Start : blocks;
            sums[k] = Vectors.Sum<double>(partial.AsSpan(places[k].Start, end - places[k].Start));
        }
    }

    private static int Units(int elements, int unit) => (int)(((long)elements + unit - 1) / unit);

    /// <summary>Where a parameter's units begin, and its memories.</summary>
    private readonly struct UpdatePlace<R>(R rule, int start, int elements, T* weight, T* gradient, T* first, T* second)
        where R : struct, IUpdateRule<T>
    {
        public readonly int Start = start;
        public readonly int Elements = elements;

        public void Run(int from, int to)
        {
            int offset = from * UpdateUnit;
            UpdateKernels<T>.Instance.Update(
                rule,
                weight + offset,
                gradient + offset,
                first + offset,
                second + offset,
                (int)Math.Min((long)to * UpdateUnit, Elements) - offset
            );
        }
    }

    private readonly struct UpdateLoop<R>(UpdatePlace<R>[] places) : IRangeBody
        where R : struct, IUpdateRule<T>
    {
        public void Run(int start, int end)
        {
            for (int k = 0; k < places.Length; k++)
            {
                int first = places[k].Start;
                int from = Math.Max(0, start - first);
                int to = Math.Min(Units(places[k].Elements, UpdateUnit), end - first);
                if (from < to)
                {
                    places[k].Run(from, to);
                }
            }
        }
    }

    private readonly struct SquaresPlace(int start, int elements, T* data)
    {
        public readonly int Start = start;

        public int Blocks => Units(elements, SumBlock);

        public double Sum(int block)
        {
            int first = block * SumBlock;
            var values = new ReadOnlySpan<T>(data + first, Math.Min(SumBlock, elements - first));
            double sum = double.CreateTruncating(Vectors.Dot(values, values));
            if (typeof(T) == typeof(double) || sum is > 1e-20 and < 1e30 || AllZeroBits(values))
            {
                return sum;
            }
            // Squares may have left the range of single precision.
            sum = 0;
            foreach (T value in values)
            {
                double wide = double.CreateTruncating(value);
                sum += wide * wide;
            }
            return sum;
        }
    }

    private static bool AllZeroBits(ReadOnlySpan<T> values) =>
        !MemoryMarshal.AsBytes(values).ContainsAnyExcept((byte)0);

    private readonly struct SquaresLoop(SquaresPlace[] places, double[] partial) : IRangeBody
    {
        public void Run(int start, int end)
        {
            for (int k = 0; k < places.Length; k++)
            {
                int first = places[k].Start;
                int to = Math.Min(places[k].Blocks, end - first);
                for (int block = Math.Max(0, start - first); block < to; block++)
                {
                    partial[first + block] = places[k].Sum(block);
                }
            }
        }
    }
}
