using System.Numerics;

namespace Gsp.Networks;

/// <summary>How to walk several tensors of one shape together: as few axes as possible, with the strides of each.</summary>
/// <remarks>Axes of length 1 go away, and neighbouring axes merge where every operand's strides allow; the last axis is the inner loop.</remarks>
internal sealed class StridedLoop
{
    private readonly int[] lengths;

    /// <summary>The strides of one operand after the other.</summary>
    private readonly int[] strides;

    private StridedLoop(int[] lengths, int[] strides) => (this.lengths, this.strides) = (lengths, strides);

    /// <summary>Length of the inner loop.</summary>
    public int Inner => lengths[^1];

    /// <summary>Number of inner loops.</summary>
    public int Outer { get; private init; }

    public static StridedLoop Over<T>(Shape shape, params ReadOnlySpan<Tensor<T>> operands)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Innermost axis first, as they are found.
        Span<int> merged = stackalloc int[Math.Max(1, shape.Count)];
        Span<int> steps = stackalloc int[operands.Length * merged.Length];
        int most = merged.Length;
        int axes = 0;
        for (int axis = shape.Count - 1; axis >= 0; axis--)
        {
            int length = shape.Lengths[axis];
            if (length == 1)
            {
                continue;
            }
            bool joins = axes > 0;
            for (int k = 0; k < operands.Length && joins; k++)
            {
                joins = operands[k].Strides[axis] == steps[(k * most) + axes - 1] * merged[axes - 1];
            }
            if (joins)
            {
                merged[axes - 1] *= length;
                continue;
            }
            merged[axes] = length;
            for (int k = 0; k < operands.Length; k++)
            {
                steps[(k * most) + axes] = operands[k].Strides[axis];
            }
            axes++;
        }
        if (axes == 0)
        {
            merged[axes++] = shape.Elements; // 1, or 0 where a length is 0
            for (int k = 0; k < operands.Length; k++)
            {
                steps[k * most] = 1;
            }
        }
        var lengths = new int[axes];
        var strides = new int[operands.Length * axes];
        int outer = 1;
        for (int place = 0; place < axes; place++)
        {
            int found = axes - 1 - place;
            lengths[place] = merged[found];
            outer *= found > 0 ? merged[found] : 1;
            for (int k = 0; k < operands.Length; k++)
            {
                strides[(k * axes) + place] = steps[(k * most) + found];
            }
        }
        return new StridedLoop(lengths, strides) { Outer = outer };
    }

    /// <summary>An operand's step along the inner loop.</summary>
    public int InnerStep(int operand) => strides[((operand + 1) * lengths.Length) - 1];

    /// <summary>Where an operand's inner loop number <paramref name="outer"/> starts.</summary>
    public nint Start(int operand, int outer)
    {
        nint start = 0;
        ReadOnlySpan<int> steps = strides.AsSpan(operand * lengths.Length, lengths.Length);
        for (int axis = lengths.Length - 2; axis >= 0; axis--)
        {
            (outer, int index) = Math.DivRem(outer, lengths[axis]);
            start += (nint)index * steps[axis];
        }
        return start;
    }
}
