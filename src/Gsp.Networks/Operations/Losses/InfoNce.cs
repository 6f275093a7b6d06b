using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>The symmetric contrastive loss of pairs: (a + b)/2, with a the cross-entropy of finding row i of y among all rows by row i of x, and b the
    /// reverse; similarities are cosines times e^logScale.</summary>
    /// <remarks>Radford et al., "Learning transferable visual models from natural language supervision", ICML 2021, figure 3, where the logarithm of
    /// the scale is trained from log(1/0.07). MERL's loss is a + b: twice this one.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[n, d].</param>
    /// <param name="y">[n, d]; row i belongs to row i of x.</param>
    /// <param name="logScale">A scalar, trainable or not.</param>
    /// <param name="keys">Rows with the same key (n keys) count as partners of each other with equal shares, so that the same report twice in a batch is
    /// no false negative; every row has its own when left out.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor<T> InfoNce<T>(
        this Tensor<T> x,
        Tensor<T> y,
        Tensor<T> logScale,
        IReadOnlyList<int>? keys = null
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(logScale);
        Require.That(logScale.Elements == 1, $"the scale is one number; got {logScale.Shape}", nameof(logScale));
        SameShape(Checked(x), y, nameof(y));
        Require.That(x.Shape.Count == 2, $"a contrastive loss takes rows [n, d]; got {x.Shape}", nameof(x));
        int n = x.Shape[0];
        keys ??= [.. Enumerable.Range(0, n)];
        Require.SameLength(keys.Count, n, nameof(keys), $"the rows of {x.Shape}");
        Tensor<T> logits = x.UnitRows().MatMul(y.UnitRows().Transpose(0, 1)) * logScale.Reshape().Exp();
        var shares = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            int partners = keys.Count(key => key == keys[i]);
            for (int j = 0; j < n; j++)
            {
                shares[(i * n) + j] = keys[j] == keys[i] ? 1.0 / partners : 0;
            }
        }
        // Sameness is mutual, so the shares of the columns are those of the rows.
        Tensor<T> target = x.Workspace.FromDoubles(shares, [n, n]);
        return 0.5 * (logits.CrossEntropy(target) + logits.Transpose(0, 1).CrossEntropy(target));
    }

    /// <summary>The symmetric contrastive loss at a fixed temperature: similarities are cosines divided by it.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[n, d].</param>
    /// <param name="y">[n, d]; row i belongs to row i of x.</param>
    /// <param name="temperature">Greater than zero, for instance 0.07.</param>
    /// <param name="keys">Rows with the same key count as partners of each other; every row has its own when left out.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or the temperature is not positive.</exception>
    public static Tensor<T> InfoNce<T>(
        this Tensor<T> x,
        Tensor<T> y,
        double temperature,
        IReadOnlyList<int>? keys = null
    )
        where T : unmanaged, IFloatingPointIeee754<T> =>
        InfoNce(x, y, Checked(x).Workspace.Scalar(T.CreateTruncating(-Math.Log(Require.Positive(temperature)))), keys);
}
