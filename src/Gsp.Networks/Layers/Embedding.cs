using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>A trainable vector for each number: of a word, a channel or a class.</summary>
/// <remarks>Parameter <c>weight</c> [n, d], drawn from the standard normal distribution.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Embedding<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes the layer.</summary>
    /// <param name="workspace">Where its parameters live.</param>
    /// <param name="count">Number of vectors.</param>
    /// <param name="width">Their length.</param>
    /// <param name="random">Draws the initial values.</param>
    public Embedding(Workspace<T> workspace, int count, int width, RandomStream random)
        : base(workspace)
    {
        Require.Positive(count);
        Require.Positive(width);
        ArgumentNullException.ThrowIfNull(random);
        Weight = Parameter(
            "weight",
            Initialisation.Normal<T>(random.Split("weight"), count * width, 1),
            [count, width]
        );
    }

    /// <summary>[n, d].</summary>
    public Tensor<T> Weight { get; }

    /// <summary>Looks vectors up.</summary>
    /// <param name="numbers">Numbers in [0, n), row-major.</param>
    /// <param name="shape">Their shape; one axis when left out.</param>
    /// <returns>[..shape, d].</returns>
    /// <exception cref="ArgumentException">A number is outside the table.</exception>
    public Tensor<T> Forward(ReadOnlySpan<int> numbers, Shape? shape = null)
    {
        int[] copy = numbers.ToArray();
        return Run(() => Weight.Embedding(copy, shape));
    }
}
