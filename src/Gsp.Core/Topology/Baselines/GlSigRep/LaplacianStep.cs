namespace Gsp.Topology;

/// <summary>The graph step of GL-SigRep: the Laplacian of least cost for given distances.</summary>
/// <remarks>
/// <para>Over edge weights w_ij = -L_ij of the N(N-1)/2 pairs, with degrees d: minimise
/// alpha sum w_ij D_ij + beta (2 sum w_ij^2 + sum d_i^2) subject to w at least 0 and sum w = N/2 (the trace condition).</para>
/// <para>On the plane sum w = N/2 the Hessian lies between 4 beta and 2 beta N, so accelerated projected gradient with a fixed momentum
/// converges by a factor of about 1 - sqrt(2/N) an iteration (Nesterov 2004, section 2.2); the momentum is dropped where it points uphill.
/// An iteration costs a small multiple of N^2.</para>
/// </remarks>
internal sealed class LaplacianStep
{
    private readonly int n;
    private readonly double alpha;
    private readonly double beta;
    private readonly double[] momentum;
    private readonly double[] next;
    private readonly double[] gradient;
    private readonly double[] degrees;

    public LaplacianStep(int n, double alpha, double beta)
    {
        (this.n, this.alpha, this.beta) = (n, alpha, beta);
        int pairs = n * (n - 1) / 2;
        Weights = new double[pairs];
        // The uniform graph: feasible for every N.
        Array.Fill(Weights, 1.0 / (n - 1));
        momentum = new double[pairs];
        next = new double[pairs];
        gradient = new double[pairs];
        degrees = new double[n];
    }

    /// <summary>The weights of the pairs (0,1), (0,2), ..., (n-2,n-1).</summary>
    public double[] Weights { get; }

    /// <summary>The Karush-Kuhn-Tucker residual of the last solution, relative to the size of its gradient.</summary>
    public double Residual { get; private set; } = double.PositiveInfinity;

    /// <summary>Minimises for the given squared distances of the pairs; the iterations made.</summary>
    public int Solve(
        ReadOnlySpan<double> distances,
        double tolerance,
        int maximumIterations,
        CancellationToken cancellation
    )
    {
        double step = 1 / (2 * beta * Math.Max(n, 2));
        double root = Math.Sqrt(Math.Min(1, 2.0 / n));
        double factor = (1 - root) / (1 + root);
        Weights.CopyTo(momentum, 0);
        for (int iteration = 1; iteration <= maximumIterations; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            Gradient(momentum, distances);
            for (int e = 0; e < next.Length; e++)
            {
                next[e] = momentum[e] - step * gradient[e];
            }
            SimplexProjection.Project(next, n / 2.0);
            double uphill = 0;
            for (int e = 0; e < next.Length; e++)
            {
                uphill += (momentum[e] - next[e]) * (next[e] - Weights[e]);
            }
            double push = uphill > 0 ? 0 : factor;
            for (int e = 0; e < next.Length; e++)
            {
                momentum[e] = next[e] + push * (next[e] - Weights[e]);
                Weights[e] = next[e];
            }
            Measure(distances);
            if (Residual <= tolerance)
            {
                return iteration;
            }
        }
        return maximumIterations;
    }

    /// <summary>How far the gradient is from one constant on the edges and at least that constant elsewhere.</summary>
    private void Measure(ReadOnlySpan<double> distances)
    {
        Gradient(Weights, distances);
        double multiplier = 0;
        int edges = 0;
        for (int e = 0; e < Weights.Length; e++)
        {
            if (Weights[e] > 0)
            {
                multiplier += gradient[e];
                edges++;
            }
        }
        multiplier /= edges;
        double worst = 0;
        double scale = 0;
        for (int e = 0; e < Weights.Length; e++)
        {
            double excess = gradient[e] - multiplier;
            worst = Math.Max(worst, Weights[e] > 0 ? Math.Abs(excess) : -excess);
            scale = Math.Max(scale, Math.Abs(gradient[e]));
        }
        Residual = worst / scale;
    }

    private void Gradient(ReadOnlySpan<double> weights, ReadOnlySpan<double> distances)
    {
        Degrees(weights);
        int e = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++, e++)
            {
                gradient[e] = alpha * distances[e] + beta * (4 * weights[e] + 2 * (degrees[i] + degrees[j]));
            }
        }
    }

    private void Degrees(ReadOnlySpan<double> weights)
    {
        Array.Clear(degrees);
        int e = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++, e++)
            {
                degrees[i] += weights[e];
                degrees[j] += weights[e];
            }
        }
    }
}
