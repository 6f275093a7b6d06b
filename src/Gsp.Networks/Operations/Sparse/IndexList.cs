using System.Globalization;

namespace Gsp.Networks;

/// <summary>A list of indices into an axis: which element each place takes, or which segment each element belongs to.</summary>
/// <remarks>Immutable and thread-safe; what gathering and scattering need is prepared once. Indices may repeat and come in any order.</remarks>
public sealed class IndexList
{
    private readonly int[] indices;

    /// <summary>Makes a list.</summary>
    /// <param name="indices">The indices, each from 0 to <paramref name="bound"/> - 1.</param>
    /// <param name="bound">Length of the axis that is pointed into, or number of segments.</param>
    /// <exception cref="ArgumentException">An index lies outside.</exception>
    public IndexList(ReadOnlySpan<int> indices, int bound)
    {
        Require.NotNegative(bound);
        for (int i = 0; i < indices.Length; i++)
        {
            Require.That(
                (uint)indices[i] < (uint)bound,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"index {indices[i]} at place {i} is not one of 0 ... {bound - 1}"
                ),
                nameof(indices)
            );
        }
        this.indices = indices.ToArray();
        Bound = bound;
        int[] starts = [.. Enumerable.Range(0, indices.Length + 1)];
        Pattern = new SparsePattern(indices.Length, bound, starts, this.indices);
    }

    /// <summary>Number of indices.</summary>
    public int Count => indices.Length;

    /// <summary>Every index is below this.</summary>
    public int Bound { get; }

    /// <summary>The indices.</summary>
    public ReadOnlySpan<int> Indices => indices;

    /// <summary>The matrix of ones that gathers: row i has its one at column index i. Its transpose scatters.</summary>
    internal SparsePattern Pattern { get; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} indices below {Bound}");
}
