using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>The greater of two, element by element; NaN where either is. Gradient: to the greater one, to the first of equals.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with it.</param>
    /// <returns>The maximum, of the common shape.</returns>
    public static Tensor<T> Maximum<T>(this Tensor<T> a, Tensor<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> => Extremum<T, MaximumFormula, AtLeast>("maximum", a, b);

    /// <summary>The smaller of two, element by element; NaN where either is. Gradient: to the smaller one, to the first of equals.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with it.</param>
    /// <returns>The minimum, of the common shape.</returns>
    public static Tensor<T> Minimum<T>(this Tensor<T> a, Tensor<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> => Extremum<T, MinimumFormula, AtMost>("minimum", a, b);

    /// <summary>The greatest value along an axis, which stays with length 1; NaN where one is. Gradient: to the first of equals.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape with at least one axis.</param>
    /// <param name="axis">The axis, not empty, from 0 or from -1 backwards.</param>
    /// <returns>The maxima.</returns>
    public static Tensor<T> Max<T>(this Tensor<T> x, int axis)
        where T : unmanaged, IFloatingPointIeee754<T> => ExtremumAlong("max", x, axis, least: false);

    /// <summary>The smallest value along an axis, which stays with length 1; NaN where one is. Gradient: to the first of equals.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape with at least one axis.</param>
    /// <param name="axis">The axis, not empty, from 0 or from -1 backwards.</param>
    /// <returns>The minima.</returns>
    public static Tensor<T> Min<T>(this Tensor<T> x, int axis)
        where T : unmanaged, IFloatingPointIeee754<T> => ExtremumAlong("min", x, axis, least: true);

    /// <summary>The index of the first greatest value along an axis (of the first NaN where there is one).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape with at least one axis.</param>
    /// <param name="axis">The axis, not empty, from 0 or from -1 backwards.</param>
    /// <returns>The indices, row-major over the other axes.</returns>
    public static int[] ArgMax<T>(this Tensor<T> x, int axis)
        where T : unmanaged, IFloatingPointIeee754<T> => ArgExtremum(x, axis, least: false);

    /// <summary>The index of the first smallest value along an axis (of the first NaN where there is one).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape with at least one axis.</param>
    /// <param name="axis">The axis, not empty, from 0 or from -1 backwards.</param>
    /// <returns>The indices, row-major over the other axes.</returns>
    public static int[] ArgMin<T>(this Tensor<T> x, int axis)
        where T : unmanaged, IFloatingPointIeee754<T> => ArgExtremum(x, axis, least: true);

    private static Tensor<T> Extremum<T, F, P>(string name, Tensor<T> a, Tensor<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
        where F : struct, IBinaryFormula
        where P : struct, IBinaryFormula =>
        Tape.Record(
            name,
            Elementwise.Zip(default(F), a, b),
            [a, b],
            [a, b],
            gradient =>
            {
                Tensor<T> first = Elementwise.Zip(default(P), a, b);
                if (a.NeedsGradient)
                {
                    a.AccumulateSum(Elementwise.Zip(default(WhereNotZero), gradient, first));
                }
                if (b.NeedsGradient)
                {
                    b.AccumulateSum(Elementwise.Zip(default(WhereZero), gradient, first));
                }
            }
        );

    private static Tensor<T> ExtremumAlong<T>(string name, Tensor<T> x, int axis, bool least)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        IDevice<T> device = Checked(x).Workspace.Device;
        Tensor<T> source = ThreeAxes(x, axis, notEmpty: true);
        Tensor<T> y = x.Workspace.Empty(source.Shape.With(1, 1));
        device.Extremum(source, y, least);
        return Tape.Record(
            name,
            y.Reshape(x.Shape.With(axis, 1).Lengths),
            [x],
            [source, y],
            gradient =>
            {
                Tensor<T> target = x.GradientBuffer(out bool accumulate);
                Tensor<T> g = gradient.Contiguous().Reshape(y.Shape.Lengths);
                device.ExtremumSlope(source, y, g, target.Reshape(source.Shape.Lengths), accumulate);
            }
        );
    }

    private static int[] ArgExtremum<T>(Tensor<T> x, int axis, bool least)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Workspace<T> workspace = Checked(x).Workspace;
        using Scope<T> scope = workspace.Scope();
        using IDisposable quiet = workspace.NoGradient();
        Tensor<T> source = ThreeAxes(x, axis, notEmpty: true);
        Tensor<T> extrema = workspace.Empty(source.Shape.With(1, 1));
        workspace.Device.Extremum(source, extrema, least);
        T[] values = source.ToArray();
        T[] best = extrema.ToArray();
        int length = source.Shape[1];
        int inner = source.Shape[2];
        var found = new int[best.Length];
        for (int i = 0; i < best.Length; i++)
        {
            int start = (i / inner * length * inner) + (i % inner);
            while (!values[start + (found[i] * inner)].Equals(best[i])) // Equals finds NaN too
            {
                found[i]++;
            }
        }
        return found;
    }

    /// <summary>A tensor as [outer, axis, inner], contiguous, without its gradient.</summary>
    private static Tensor<T> ThreeAxes<T>(Tensor<T> x, int axis, bool notEmpty)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        axis = x.Shape.Axis(axis);
        Require.That(!notEmpty || x.Shape[axis] > 0, $"axis {axis} of {x.Shape} is empty", nameof(axis));
        return x.Detach()
            .Contiguous()
            .Reshape(ElementsOf(x.Shape.Lengths[..axis]), x.Shape[axis], ElementsOf(x.Shape.Lengths[(axis + 1)..]));
    }
}

/// <summary>The greater of two, or NaN.</summary>
internal readonly struct MaximumFormula : IBinaryFormula
{
    V IBinaryFormula.Value<T, V, L>(V a, V b) => L.Select(L.Equal(b, b), L.Select(L.LessThan(a, b), b, a), b);
}

/// <summary>The smaller of two, or NaN.</summary>
internal readonly struct MinimumFormula : IBinaryFormula
{
    V IBinaryFormula.Value<T, V, L>(V a, V b) => L.Select(L.Equal(b, b), L.Select(L.LessThan(b, a), b, a), b);
}

/// <summary>1 where a is at least b (or one is NaN), else 0.</summary>
internal readonly struct AtLeast : IBinaryFormula
{
    V IBinaryFormula.Value<T, V, L>(V a, V b) => L.Select(L.LessThan(a, b), L.Zero, L.Broadcast(T.One));
}

/// <summary>1 where a is at most b (or one is NaN), else 0.</summary>
internal readonly struct AtMost : IBinaryFormula
{
    V IBinaryFormula.Value<T, V, L>(V a, V b) => L.Select(L.LessThan(b, a), L.Zero, L.Broadcast(T.One));
}
