namespace Gsp.Networks;

/// <summary>The kernel of a two-sided convolution laid out for a circular one.</summary>
/// <remarks>y_l = Sum_(j &lt;= l) k0[l-j] u_j + Sum_(j &gt; l) k1[j-l-1] u_j is the circular convolution of u, padded with zeros to M &gt;= 2L samples, with
/// k = [k0, zeros, reversed k1]: lag -1 - i, at index M - 1 - i, takes k1[i] (Gu, Goel and Re 2022, section 3.4). Pure and thread-safe.</remarks>
public static class TwoSidedKernel
{
    /// <summary>Lays out one channel.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="causal">k0, L values.</param>
    /// <param name="anticausal">k1, L values; empty for a causal layer.</param>
    /// <param name="circular">Receives k: at least 2L values (L and more of padding for a causal layer).</param>
    /// <exception cref="ArgumentException">Lengths that do not fit.</exception>
    public static void Assemble<T>(ReadOnlySpan<T> causal, ReadOnlySpan<T> anticausal, Span<T> circular)
    {
        RequireLengths(causal.Length, anticausal.Length, circular.Length);
        circular.Clear();
        causal.CopyTo(circular);
        for (int i = 0; i < anticausal.Length; i++)
        {
            circular[^(i + 1)] = anticausal[i];
        }
    }

    /// <summary>The adjoint of <see cref="Assemble"/>: takes the gradients of k0 and k1 out of that of k.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="circular">Derivatives with respect to k.</param>
    /// <param name="causal">Receives those of k0.</param>
    /// <param name="anticausal">Receives those of k1; empty for a causal layer.</param>
    /// <exception cref="ArgumentException">Lengths that do not fit.</exception>
    public static void Separate<T>(ReadOnlySpan<T> circular, Span<T> causal, Span<T> anticausal)
    {
        RequireLengths(causal.Length, anticausal.Length, circular.Length);
        circular[..causal.Length].CopyTo(causal);
        for (int i = 0; i < anticausal.Length; i++)
        {
            anticausal[i] = circular[^(i + 1)];
        }
    }

    /// <summary>The convolution of one channel by its definition, O(L^2): what fast ones are tested against.</summary>
    /// <param name="causal">k0, L values.</param>
    /// <param name="anticausal">k1, L values, or empty.</param>
    /// <param name="input">u, L values.</param>
    /// <returns>y, L values.</returns>
    /// <exception cref="ArgumentException">Lengths that differ.</exception>
    public static double[] Convolve(
        ReadOnlySpan<double> causal,
        ReadOnlySpan<double> anticausal,
        ReadOnlySpan<double> input
    )
    {
        RequireLengths(causal.Length, anticausal.Length, 2 * causal.Length);
        Require.SameLength(input.Length, causal.Length, nameof(input), "a sample for each lag of the kernel");
        var y = new double[input.Length];
        for (int l = 0; l < y.Length; l++)
        {
            for (int j = 0; j <= l; j++)
            {
                y[l] += causal[l - j] * input[j];
            }
            for (int j = l + 1; j < y.Length && !anticausal.IsEmpty; j++)
            {
                y[l] += anticausal[j - l - 1] * input[j];
            }
        }
        return y;
    }

    private static void RequireLengths(int causal, int anticausal, int circular)
    {
        if (anticausal != 0)
        {
            Require.SameLength(anticausal, causal, nameof(anticausal), "both halves of a kernel have one length");
        }
        Require.That(
            circular >= causal + Math.Max(anticausal, causal - 1),
            $"circular holds {circular} values; a kernel of length {causal} needs {causal + Math.Max(anticausal, causal - 1)}"
        );
    }
}
