namespace Gsp.Networks.Tests.Layers.Graph;

/// <summary>Adam (Kingma and Ba, ICLR 2015) with clipping by the global norm, in a few plain lines.</summary>
internal sealed class PlainAdam(double rate, double clip)
{
    private readonly Dictionary<Tensor<double>, (double[] Mean, double[] Square)> moments = [];
    private int steps;

    /// <summary>Updates parameters and returns the norm of their gradients before clipping.</summary>
    public double Update(IReadOnlyList<Tensor<double>> parameters)
    {
        steps++;
        double norm = Math.Sqrt(parameters.Sum(p => p.Gradient!.ToArray().Sum(g => g * g)));
        double factor = norm > clip ? clip / (norm + 1e-6) : 1;
        foreach (Tensor<double> parameter in parameters)
        {
            double[] values = parameter.ToArray();
            double[] gradient = parameter.Gradient!.ToArray();
            if (!moments.TryGetValue(parameter, out (double[] Mean, double[] Square) m))
            {
                moments[parameter] = m = (new double[values.Length], new double[values.Length]);
            }
            for (int i = 0; i < values.Length; i++)
            {
                double g = factor * gradient[i];
                m.Mean[i] = (0.9 * m.Mean[i]) + (0.1 * g);
                m.Square[i] = (0.999 * m.Square[i]) + (0.001 * g * g);
                double mean = m.Mean[i] / (1 - Math.Pow(0.9, steps));
                double square = m.Square[i] / (1 - Math.Pow(0.999, steps));
                values[i] -= rate * mean / (Math.Sqrt(square) + 1e-8);
            }
            parameter.Set(values);
        }
        return norm;
    }
}
