using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>softmax(q k^T / √d + mask) v for every batch and head: Vaswani et al., "Attention is all you need", NIPS 2017, equation 1.</summary>
    /// <remarks>
    /// <para>Computed in blocks with a running maximum, never holding all scores (Dao, Fu, Ermon, Rudra and Ré, "FlashAttention", NeurIPS 2022,
    /// algorithm 1): memory grows with the number of queries and keys, not with their product. The backward pass computes the scores again from the
    /// saved logarithms of the softmax's sums. With the shares P, the output's gradient g and D_i = g_i·y_i: dV = P^T g, dS = P (g V^T - D),
    /// dQ = dS K / √d, dK = dS^T Q / √d.</para>
    /// <para>Keys whose mask is -∞ are left out altogether: whatever they hold has no influence, and their gradients are 0. A query that sees no key
    /// gives 0 and has gradient 0. Cost: 4 d operations and one exponential a score; twice the exponentials and 3.5 times the rest backward.</para>
    /// </remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="queries">[batch, heads, queries, d].</param>
    /// <param name="keys">[batch, heads, keys, d].</param>
    /// <param name="values">[batch, heads, keys, d of the values].</param>
    /// <param name="keyMask">Added to the scores of each key, [batch, keys]: 0 for keys that count, -∞ for padding (<see cref="KeyMask"/>); or none.
    /// No gradient flows to it.</param>
    /// <param name="causal">Whether query i sees only keys 0 to i.</param>
    /// <param name="dropout">The probability of a share to be dropped, in [0, 1); those that stay are divided by the probability of staying, as in
    /// <see cref="Dropout"/>.</param>
    /// <param name="dropoutKey">Names the draw of dropout (<see cref="AttentionDropout{T}"/>).</param>
    /// <returns>[batch, heads, queries, d of the values]; in memory [batch, queries, heads, d], as the projection after it wants it.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor<T> ScaledDotProductAttention<T>(
        this Tensor<T> queries,
        Tensor<T> keys,
        Tensor<T> values,
        Tensor<T>? keyMask = null,
        bool causal = false,
        double dropout = 0,
        ulong dropoutKey = 0
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckAttention(queries, keys, values, keyMask);
        Workspace<T> workspace = queries.Workspace;
        (int batch, int heads, int length) = (queries.Shape[0], queries.Shape[1], queries.Shape[2]);
        T scale = T.CreateTruncating(1 / Math.Sqrt(queries.Shape[3]));
        var inputs = new AttentionInputs<T>(
            queries.Detach(),
            keys.Detach(),
            values.Detach(),
            keyMask?.Detach(),
            causal,
            scale,
            CheckedProbability(dropout) == 0
                ? null
                : new AttentionDropout<T>(dropoutKey, DropThreshold(dropout), KeepFactor<T>(dropout))
        );
        Tensor<T> y = workspace.Empty([batch, length, heads, values.Shape[3]]).Transpose(1, 2);
        Tensor<T> logSums = workspace.Empty([batch, heads, length]);
        workspace.Device.Attention(inputs, y, logSums);
        return Tape.Record(
            "attention",
            y,
            [queries, keys, values],
            [queries, keys, values, y, logSums, .. keyMask is null ? [] : (Tensor<T>[])[keyMask]],
            gradient =>
                workspace.Device.AttentionSlope(
                    inputs,
                    y.Detach(),
                    logSums,
                    gradient,
                    GradientTarget<T>.Of(queries),
                    GradientTarget<T>.Of(keys),
                    GradientTarget<T>.Of(values)
                )
        );
    }

    /// <summary>The additive mask of keys: 0 where a key counts, -∞ where it is padding.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="workspace">Where the mask lives.</param>
    /// <param name="keep">[batch, keys]: true where a key counts.</param>
    /// <returns>[batch, keys].</returns>
    public static Tensor<T> KeyMask<T>(this Workspace<T> workspace, bool[,] keep)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(keep);
        T[] values = [.. keep.Cast<bool>().Select(counts => counts ? T.Zero : T.NegativeInfinity)];
        return workspace.From(values, [keep.GetLength(0), keep.GetLength(1)]);
    }

    private static void CheckAttention<T>(Tensor<T> queries, Tensor<T> keys, Tensor<T> values, Tensor<T>? keyMask)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(values);
        bool axes = queries.Shape.Count == 4 && keys.Shape.Count == 4 && values.Shape.Count == 4;
        Require.That(
            axes
                && queries.Shape[0] == keys.Shape[0]
                && queries.Shape[1] == keys.Shape[1]
                && queries.Shape[3] == keys.Shape[3]
                && queries.Shape[3] > 0
                && keys.Shape.With(3, values.Shape[^1]).Equals(values.Shape),
            $"attention needs queries [batch, heads, queries, d], keys [batch, heads, keys, d] and values [batch, heads, keys, any]; got {queries.Shape}, {keys.Shape} and {values.Shape}",
            nameof(keys)
        );
        Require.That(
            keyMask is null || keyMask.Shape.Equals([keys.Shape[0], keys.Shape[2]]),
            $"the mask of keys {keys.Shape} has the shape [batch, keys]; got {keyMask?.Shape}",
            nameof(keyMask)
        );
    }
}
