using System.Globalization;
using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>The mean of -Σ_c p_c log softmax_c(x), with p the given class: 1 - ε + ε/C for it and ε/C for the others.</summary>
    /// <remarks>Gradient: (softmax - p) / n. Label smoothing ε after Szegedy et al., "Rethinking the Inception architecture", CVPR 2016, section 7.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="logits">[..., C].</param>
    /// <param name="classes">A class in [0, C) for each row of the logits.</param>
    /// <param name="labelSmoothing">ε, in [0, 1).</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">A class is outside [0, C), or there are not as many as rows.</exception>
    public static Tensor<T> CrossEntropy<T>(this Tensor<T> logits, ReadOnlySpan<int> classes, double labelSmoothing = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int count = Checked(logits).Shape[-1];
        int rows = count == 0 ? 0 : logits.Elements / count;
        Require.SameLength(classes.Length, rows, nameof(classes), $"the rows of logits {logits.Shape}");
        var shares = new T[rows * count];
        for (int i = 0; i < rows; i++)
        {
            Require.That(
                classes[i] >= 0 && classes[i] < count,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"class {classes[i]} of row {i} is not one of the {count} classes"
                ),
                nameof(classes)
            );
            shares[(i * count) + classes[i]] = T.One;
        }
        return CrossEntropy(logits, logits.Workspace.From(shares, logits.Shape), labelSmoothing);
    }

    /// <summary>The mean of -Σ_c p_c log softmax_c(x), with p the given probabilities mixed with ε/C.</summary>
    /// <remarks>Gradient: (softmax Σp - p) / n; none flows to the probabilities.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="logits">[..., C].</param>
    /// <param name="probabilities">The same shape; rows that add up to 1.</param>
    /// <param name="labelSmoothing">ε, in [0, 1).</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the smoothing is outside [0, 1).</exception>
    public static Tensor<T> CrossEntropy<T>(this Tensor<T> logits, Tensor<T> probabilities, double labelSmoothing = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        SameShape(Checked(logits), probabilities, nameof(probabilities));
        Require.That(
            labelSmoothing is >= 0 and < 1,
            FormattableString.Invariant($"label smoothing must lie in [0, 1); got {labelSmoothing}"),
            nameof(labelSmoothing)
        );
        Require.That(logits.Elements > 0, "there is no row to average over", nameof(logits));
        int count = logits.Shape[-1];
        Tensor<T> shares = probabilities.Detach();
        if (labelSmoothing > 0)
        {
            shares = shares.Affine(1 - labelSmoothing, labelSmoothing / count);
        }
        return -(double)count / logits.Elements * (logits.LogSoftmax() * shares).Sum();
    }
}
