using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Gsp.Networks;

/// <summary>The lengths of a tensor's axes, outermost first; immutable, compared by value.</summary>
/// <remarks>A scalar has no axes and one element. Written <c>[4, 64, 1000]</c> in code (a collection expression) and in every message.</remarks>
[CollectionBuilder(typeof(Shape), nameof(Of))]
public sealed class Shape : IReadOnlyList<int>, IEquatable<Shape>
{
    private readonly int[] lengths;
    private int[]? rowMajor;

    private Shape(int[] lengths, int elements) => (this.lengths, Elements) = (lengths, elements);

    /// <summary>The shape of a scalar.</summary>
    public static Shape Scalar { get; } = new([], 1);

    /// <summary>Number of axes.</summary>
    public int Count => lengths.Length;

    /// <summary>Number of elements: the product of all lengths.</summary>
    public int Elements { get; }

    /// <summary>The length of an axis.</summary>
    /// <param name="axis">From 0, or from -1 backwards.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public int this[int axis] => lengths[Axis(axis)];

    internal ReadOnlySpan<int> Lengths => lengths;

    /// <summary>Makes a shape.</summary>
    /// <param name="lengths">Length of each axis, zero or more.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentException">A length is negative, or the elements exceed 2^31 - 1.</exception>
    public static Shape Of(params ReadOnlySpan<int> lengths)
    {
        long elements = 1;
        foreach (int length in lengths)
        {
            Require.That(length >= 0, $"{Text(lengths)} has a negative length", nameof(lengths));
            elements = Math.Min(elements * length, long.MaxValue >> 32);
        }
        Require.That(
            elements <= int.MaxValue,
            $"{Text(lengths)} has more than 2^31 - 1 elements; split the batch",
            nameof(lengths)
        );
        return new Shape(lengths.ToArray(), (int)elements);
    }

    /// <summary>An axis counted from 0.</summary>
    /// <param name="axis">From 0, or from -1 backwards.</param>
    /// <returns>The axis from 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public int Axis(int axis)
    {
        int fromStart = axis < 0 ? axis + Count : axis;
        return (uint)fromStart < (uint)Count
            ? fromStart
            : throw new ArgumentOutOfRangeException(
                nameof(axis),
                axis,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"shape {this} has {Count} axes; axis {axis} is not one of them"
                )
            );
    }

    /// <summary>The shape that two shapes broadcast to: aligned at the last axis, with lengths of 1 stretched.</summary>
    /// <param name="a">A shape.</param>
    /// <param name="b">Another.</param>
    /// <returns>The common shape.</returns>
    /// <exception cref="ArgumentException">Two lengths differ and neither is 1.</exception>
    public static Shape Broadcast(Shape a, Shape b)
    {
        if (a.Equals(b))
        {
            return a;
        }
        var result = new int[Math.Max(a.Count, b.Count)];
        for (int back = 1; back <= result.Length; back++)
        {
            int left = back <= a.Count ? a.lengths[^back] : 1;
            int right = back <= b.Count ? b.lengths[^back] : 1;
            Require.That(
                left == right || left == 1 || right == 1,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"shapes {a} and {b} cannot be combined: axis {-back} has lengths {left} and {right}, and neither is 1"
                ),
                nameof(b)
            );
            result[^back] = left == 1 ? right : left;
        }
        return Of(result);
    }

    /// <summary>A copy with another length on one axis.</summary>
    /// <param name="axis">The axis, from 0 or from -1 backwards.</param>
    /// <param name="length">Its new length.</param>
    /// <returns>The shape.</returns>
    public Shape With(int axis, int length)
    {
        int[] copy = [.. lengths];
        copy[Axis(axis)] = length;
        return Of(copy);
    }

    /// <summary>The row-major strides: elements from one index to the next, for each axis; one array for all callers, not to be changed.</summary>
    internal int[] RowMajorStrides() => rowMajor ??= FindRowMajorStrides();

    private int[] FindRowMajorStrides()
    {
        var strides = new int[Count];
        int step = 1;
        for (int axis = Count - 1; axis >= 0; axis--)
        {
            strides[axis] = step;
            step *= Math.Max(1, lengths[axis]);
        }
        return strides;
    }

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && Lengths.SequenceEqual(other.Lengths);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (int length in lengths)
        {
            hash.Add(length);
        }
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)lengths).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => lengths.GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => Text(lengths);

    private static string Text(ReadOnlySpan<int> lengths)
    {
        var parts = new string[lengths.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = lengths[i].ToString(CultureInfo.InvariantCulture);
        }
        return $"[{string.Join(", ", parts)}]";
    }
}
