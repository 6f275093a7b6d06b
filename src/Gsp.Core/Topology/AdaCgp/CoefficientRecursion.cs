namespace Gsp.Topology;

/// <summary>The polynomial coefficients h by recursive least squares on Y_t(W) = [W^j x_(t-p)]: problem (C) of the specification.</summary>
/// <remarks>
/// A = sum of w YᵀY, b = sum of w Yᵀx; h minimises h^T A h / 2 - b^T h + nu max|b| |h|_1, by Cholesky where
/// nu is zero and by coordinate descent elsewhere. The first filter is held at Psi_1 = W (h_10 = 0, h_11 = 1), which makes h identifiable.
/// Cost a sample: P(P+1)/2 sparse products and N M^2 operations, M = P(P+3)/2.
/// </remarks>
internal sealed class CoefficientRecursion
{
    private const int Rounds = 50;
    private readonly int nodes;
    private readonly double penalty;
    private readonly double[] design; // M x N, row k is column k of Y
    private readonly double[] moments; // M x M
    private readonly double[] cross; // M
    private readonly double[] coefficients;
    private readonly double[] reduced; // M, cross moments after h_11 = 1 has been taken out
    private readonly int[] free;
    private readonly RowRegression regression;
    private int order;

    /// <summary>Creates the recursion.</summary>
    public CoefficientRecursion(int nodes, int maximumOrder, int order, double penalty)
    {
        (this.nodes, this.order, this.penalty) = (nodes, order, penalty);
        int count = CountFor(maximumOrder);
        design = new double[count * nodes];
        moments = new double[count * count];
        cross = new double[count];
        coefficients = new double[count];
        reduced = new double[count];
        free = [.. Enumerable.Range(2, Math.Max(0, count - 2))];
        regression = new RowRegression(count);
        Reset();
    }

    /// <summary>Number of coefficients of an order: P(P+3)/2.</summary>
    public static int CountFor(int order) => order * (order + 3) / 2;

    /// <summary>h, ordered (p=1: j=0,1), (p=2: j=0,1,2), ...</summary>
    public ReadOnlySpan<double> Coefficients => coefficients.AsSpan(0, CountFor(order));

    /// <summary>Builds Y_t(W) for the present regressor and forecasts with it.</summary>
    public void Forecast(SparseRows shift, ReadOnlySpan<double> lags, Span<double> prediction)
    {
        prediction.Clear();
        int k = 0;
        for (int p = 1; p <= order; p++)
        {
            lags.Slice((p - 1) * nodes, nodes).CopyTo(design.AsSpan(k * nodes, nodes));
            for (int j = 0; j <= p; j++, k++)
            {
                Span<double> column = design.AsSpan(k * nodes, nodes);
                if (j > 0)
                {
                    shift.Multiply(design.AsSpan((k - 1) * nodes, nodes), column, nodes);
                }
                RowKernels.AddScaled(coefficients[k], column, prediction);
            }
        }
    }

    /// <summary>Adds the sample whose design was built last.</summary>
    public void Add(ReadOnlySpan<double> sample, double forgetting)
    {
        int count = CountFor(order);
        int stride = cross.Length;
        for (int k = 0; k < count; k++)
        {
            ReadOnlySpan<double> column = design.AsSpan(k * nodes, nodes);
            for (int l = 0; l <= k; l++)
            {
                double value =
                    forgetting * moments[k * stride + l] + RowKernels.Dot(column, design.AsSpan(l * nodes, nodes));
                moments[k * stride + l] = value;
                moments[l * stride + k] = value;
            }
            cross[k] = forgetting * cross[k] + RowKernels.Dot(column, sample);
        }
    }

    /// <summary>Solves for h.</summary>
    public void Solve()
    {
        int count = CountFor(order);
        int stride = cross.Length;
        double threshold = 0;
        for (int k = 2; k < count; k++)
        {
            reduced[k] = cross[k] - moments[k * stride + 1];
            threshold = Math.Max(threshold, penalty * Math.Abs(reduced[k]));
        }
        if (penalty == 0)
        {
            ReadOnlySpan<int> unknowns = free.AsSpan(0, count - 2);
            regression.Factor(moments, stride, unknowns);
            regression.Solve(reduced, unknowns, coefficients.AsSpan(2, count - 2));
            return;
        }
        for (int round = 0; round < Rounds; round++)
        {
            double largest = 0;
            for (int k = 2; k < count; k++)
            {
                double curvature = moments[k * stride + k];
                double gradient = cross[k];
                for (int l = 0; l < count; l++)
                {
                    gradient -= moments[k * stride + l] * coefficients[l];
                }
                double target = gradient + curvature * coefficients[k];
                double next =
                    curvature > 0 ? Math.Sign(target) * Math.Max(0, Math.Abs(target) - threshold) / curvature : 0;
                largest = Math.Max(largest, Math.Abs(next - coefficients[k]) * Math.Sqrt(Math.Max(0, curvature)));
                coefficients[k] = next;
            }
            if (largest <= 1e-12 * Math.Sqrt(moments[0]))
            {
                return;
            }
        }
    }

    /// <summary>Uses another number of lags from now on.</summary>
    public void ChangeOrder(int order)
    {
        this.order = order;
        Array.Clear(coefficients);
        coefficients[1] = 1;
        Array.Clear(moments);
        Array.Clear(cross);
    }

    /// <summary>Scales down everything learned so far.</summary>
    public void Discount(double factor)
    {
        for (int k = 0; k < moments.Length; k++)
        {
            moments[k] *= factor;
        }
        for (int k = 0; k < cross.Length; k++)
        {
            cross[k] *= factor;
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Reset() => ChangeOrder(order);

    /// <summary>Saves the state.</summary>
    public void Save(Snapshot snapshot, string name) =>
        snapshot
            .Put($"{name}.moments", moments)
            .Put($"{name}.cross", cross)
            .Put($"{name}.coefficients", coefficients)
            .Put($"{name}.order", order);

    /// <summary>Restores a saved state.</summary>
    public void Restore(Snapshot snapshot, string name)
    {
        snapshot.CopyTo($"{name}.moments", moments);
        snapshot.CopyTo($"{name}.cross", cross);
        snapshot.CopyTo($"{name}.coefficients", coefficients);
        order = (int)snapshot.GetScalar($"{name}.order");
    }
}
