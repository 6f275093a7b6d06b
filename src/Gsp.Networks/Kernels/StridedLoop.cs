using System.Numerics;

namespace Gsp.Networks;

/// <summary>How to walk several tensors of one shape together: as few axes as possible, with the strides of each.</summary>
/// <remarks>Axes of length 1 go away, and neighbouring axes merge where every operand's strides allow; the last axis is the inner loop.</remarks>
internal sealed class StridedLoop
{
    private readonly int[] lengths;
    private readonly int[][] strides;

    private StridedLoop(int[] lengths, int[][] strides) => (this.lengths, this.strides) = (lengths, strides);

    /// <summary>Length of the inner loop.</summary>
    public int Inner => lengths[^1];

    /// <summary>Number of inner loops.</summary>
    public int Outer { get; private init; }

    public static StridedLoop Over<T>(Shape shape, params ReadOnlySpan<Tensor<T>> operands)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var steps = new List<int>[operands.Length];
        for (int k = 0; k < steps.Length; k++)
        {
            steps[k] = [];
        }
        var merged = new List<int>();
        for (int axis = shape.Count - 1; axis >= 0; axis--)
        {
            if (shape[axis] == 1)
            {
                continue;
            }
            bool joins = merged.Count > 0;
            for (int k = 0; k < steps.Length && joins; k++)
            {
                joins = operands[k].Strides[axis] == steps[k][^1] * merged[^1];
            }
            if (joins)
            {
                merged[^1] *= shape[axis];
                continue;
            }
            merged.Add(shape[axis]);
            for (int k = 0; k < steps.Length; k++)
            {
                steps[k].Add(operands[k].Strides[axis]);
            }
        }
        if (merged.Count == 0)
        {
            merged.Add(shape.Elements); // 1, or 0 where a length is 0
            foreach (List<int> step in steps)
            {
                step.Add(1);
            }
        }
        merged.Reverse();
        foreach (List<int> step in steps)
        {
            step.Reverse();
        }
        int outer = 1;
        foreach (int length in merged[..^1])
        {
            outer *= length;
        }
        return new StridedLoop([.. merged], [.. steps.Select(step => step.ToArray())]) { Outer = outer };
    }

    /// <summary>An operand's step along the inner loop.</summary>
    public int InnerStep(int operand) => strides[operand][^1];

    /// <summary>Where an operand's inner loop number <paramref name="outer"/> starts.</summary>
    public nint Start(int operand, int outer)
    {
        nint start = 0;
        int[] steps = strides[operand];
        for (int axis = lengths.Length - 2; axis >= 0; axis--)
        {
            (outer, int index) = Math.DivRem(outer, lengths[axis]);
            start += (nint)index * steps[axis];
        }
        return start;
    }
}
