using Gsp.Compute;
using Xunit;

namespace Gsp.Networks.Tests;

/// <summary>Proof that a result in single precision does not depend on the number of threads and agrees with double precision.</summary>
internal static class Threads
{
    /// <summary>Runs a function and its backward pass in float with one and two threads, and in double; values and gradients are compared.</summary>
    /// <param name="inputs">Values and shapes of the trainable inputs.</param>
    /// <param name="single">The function in float.</param>
    /// <param name="twice">The same in double.</param>
    /// <param name="tolerance">Of float against double.</param>
    public static void Agree(
        IReadOnlyList<(double[] Values, Shape Shape)> inputs,
        Func<Tensor<float>[], Tensor<float>> single,
        Func<Tensor<double>[], Tensor<double>> twice,
        double tolerance = 1e-4
    )
    {
        float[] one = Run<float>(1, inputs, single);
        Assert.Equal(one, Run<float>(2, inputs, single));
        double[] exact = Run<double>(2, inputs, twice);
        Gsp.Testing.Close.Relative(Array.ConvertAll(one, v => (double)v), exact, tolerance, "float against double");
    }

    private static T[] Run<T>(
        int threads,
        IReadOnlyList<(double[] Values, Shape Shape)> inputs,
        Func<Tensor<T>[], Tensor<T>> function
    )
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using var space = new Workspace<T>(Backend.ManagedWith(threads), new WorkspaceOptions { PoisonMemory = true });
        Tensor<T>[] parameters =
        [
            .. inputs.Select(input => space.Parameter(Array.ConvertAll(input.Values, T.CreateTruncating), input.Shape)),
        ];
        using Scope<T> scope = space.Step();
        Tensor<T> y = function(parameters);
        T[] values = y.ToArray();
        (y * y).Sum().Backward();
        return [.. values, .. parameters.SelectMany(p => p.Gradient!.ToArray())];
    }
}
