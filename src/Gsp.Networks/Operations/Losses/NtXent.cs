using System.Globalization;
using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>The normalised temperature-scaled cross-entropy: each row finds its partner among all other rows by cosine / temperature.</summary>
    /// <remarks>Chen, Kornblith, Norouzi and Hinton, "A simple framework for contrastive learning", ICML 2020, equation 1, averaged over the 2n rows.
    /// PCLR's convention is twice this.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="views">[2n, d]: row i and row i + n are two views of the same.</param>
    /// <param name="temperature">Greater than zero, for instance 0.1.</param>
    /// <param name="identities">Identity of each of the n pairs, for instance the patient: rows of the same identity that are not the partner are left
    /// out of the comparison; or none.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">The number of rows is odd or 0, the identities are not n, or the temperature is not positive.</exception>
    public static Tensor<T> NtXent<T>(this Tensor<T> views, double temperature, IReadOnlyList<int>? identities = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int rows = CheckedRows(views);
        Require.That(
            rows % 2 == 0,
            string.Create(CultureInfo.InvariantCulture, $"views come in pairs, 2n rows; got {rows}"),
            nameof(views)
        );
        int pairs = rows / 2;
        identities ??= [.. Enumerable.Range(0, pairs)];
        Require.SameLength(identities.Count, pairs, nameof(identities), "the pairs of views");
        return Contrast(
            views,
            temperature,
            share: (i, j) => j == (i + pairs) % rows ? 1 : 0,
            hidden: (i, j) => j != (i + pairs) % rows && identities[i % pairs] == identities[j % pairs]
        );
    }

    /// <summary>The supervised contrastive loss: each row finds, on average, every other row of its identity among all other rows.</summary>
    /// <remarks>Khosla et al., "Supervised contrastive learning", NeurIPS 2020, equation 2 (the mean outside the logarithm). Rows without another of their
    /// identity are compared with but do not count themselves.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="rows">[n, d].</param>
    /// <param name="identities">Identity of each row, for instance class or patient.</param>
    /// <param name="temperature">Greater than zero, for instance 0.1.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">No two rows have the same identity, the identities are not n, or the temperature is not positive.</exception>
    public static Tensor<T> SupervisedContrast<T>(
        this Tensor<T> rows,
        IReadOnlyList<int> identities,
        double temperature
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int n = CheckedRows(rows);
        ArgumentNullException.ThrowIfNull(identities);
        Require.SameLength(identities.Count, n, nameof(identities), $"the rows of {rows.Shape}");
        int[] others = [.. identities.Select(identity => identities.Count(other => other == identity) - 1)];
        int anchors = others.Count(count => count > 0);
        Require.That(
            anchors > 0,
            "no two rows have the same identity: there is nothing to bring together",
            nameof(identities)
        );
        return Contrast(
            rows,
            temperature,
            share: (i, j) => i != j && identities[i] == identities[j] ? (double)n / anchors / others[i] : 0,
            hidden: (i, j) => i == j
        );
    }

    /// <summary>The mean over rows of -Σ_j share_ij log softmax_j(cosine / temperature), with some columns hidden in each row.</summary>
    private static Tensor<T> Contrast<T>(
        Tensor<T> rows,
        double temperature,
        Func<int, int, double> share,
        Func<int, int, bool> hidden
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require.Positive(temperature);
        int n = rows.Shape[0];
        var shares = new double[n * n];
        var mask = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                shares[(i * n) + j] = share(i, j);
                mask[(i * n) + j] = hidden(i, j) ? -1e9 : 0; // as good as -∞, and 0 times it is still 0
            }
        }
        Workspace<T> workspace = rows.Workspace;
        Tensor<T> unit = rows.UnitRows();
        Tensor<T> logits = (1 / temperature * unit.MatMul(unit.Transpose(0, 1))) + workspace.FromDoubles(mask, [n, n]);
        return logits.CrossEntropy(workspace.FromDoubles(shares, [n, n]));
    }

    private static int CheckedRows<T>(Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require.That(
            Checked(x).Shape.Count == 2 && x.Elements > 0,
            $"a contrastive loss takes rows [n, d]; got {x.Shape}",
            nameof(x)
        );
        return x.Shape[0];
    }
}
