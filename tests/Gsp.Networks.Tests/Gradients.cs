using Gsp.Testing;

namespace Gsp.Networks.Tests;

/// <summary>Comparison of the gradients of two ways to compute the same.</summary>
internal static class Gradients
{
    public static void Agree(
        TestWorkspace test,
        Func<Tensor<double>> one,
        Func<Tensor<double>> other,
        double tolerance,
        params Tensor<double>[] inputs
    )
    {
        double[][] first = Of(one);
        double[][] second = Of(other);
        for (int i = 0; i < inputs.Length; i++)
        {
            Close.Relative(first[i], second[i], tolerance, $"gradient of input {i}");
        }

        double[][] Of(Func<Tensor<double>> function)
        {
            foreach (Tensor<double> input in inputs)
            {
                input.ClearGradient();
            }
            using Scope<double> scope = test.Space.Scope();
            Tensor<double> y = function();
            y.Backward(test.Space.FromDoubles(Numbers.Normal(y.Elements, 9), y.Shape));
            return [.. inputs.Select(input => input.Gradient!.ToArray())];
        }
    }
}
