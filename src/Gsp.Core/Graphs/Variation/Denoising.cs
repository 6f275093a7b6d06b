using System.Globalization;
using Gsp.Numerics;

namespace Gsp.Graphs;

/// <summary>A denoised or completed signal, with how its iteration ended.</summary>
/// <remarks>Holds an array, so two results compare by reference.</remarks>
public sealed record DenoisedSignal
{
    /// <summary>The signal, N values.</summary>
    public required double[] Signal { get; init; }

    /// <summary>The objective that was minimised, at this signal.</summary>
    public required double Objective { get; init; }

    /// <summary>How far the objective can be above its minimum: the duality gap (total variation) or |residual| over |right side| (Tikhonov).</summary>
    public required double Accuracy { get; init; }

    /// <summary>Iterations made.</summary>
    public required int Iterations { get; init; }

    /// <summary>How the iteration ended.</summary>
    public required IterationStatus Status { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Status} after {Iterations} iterations: objective {Objective:g6}, accuracy {Accuracy:g2}"
        );
}

/// <summary>When a denoising iteration ends.</summary>
public sealed record DenoisingOptions
{
    /// <summary>Relative accuracy at which it counts as converged: of the residual (Tikhonov), of the duality gap over |y|^2 / 2 (total variation).</summary>
    public double Tolerance { get; init; } = 1e-8;

    /// <summary>Most iterations, at least 1.</summary>
    public int MostIterations { get; init; } = 10_000;

    internal void Validate()
    {
        Require.Positive(Tolerance);
        Require.Positive(MostIterations);
    }
}

/// <summary>Removes noise from signals that vary little over a graph, and fills values that were not observed.</summary>
/// <remarks>All graphs are undirected with non-negative weights. Deterministic; thread-safe.</remarks>
public static partial class GraphDenoising
{
    /// <summary>Tikhonov smoothing: minimises |x - y|^2 + strength x^T L x over the observed nodes and all edges.</summary>
    /// <remarks>By conjugate gradients on (M + strength L) x = M y, M = diag(observed); each iteration costs O(N + edges). With all nodes
    /// observed it equals the filter <see cref="FilterBanks.Tikhonov"/>.</remarks>
    /// <param name="graph">The graph.</param>
    /// <param name="noisy">y, N values; those not observed are ignored and may be NaN.</param>
    /// <param name="strength">Zero or more (greater than zero with unobserved nodes); larger is smoother.</param>
    /// <param name="observed">Which nodes were observed; null for all. Every component needs one.</param>
    /// <param name="options">When to stop; null for the defaults.</param>
    /// <returns>The signal with its status.</returns>
    public static DenoisedSignal Tikhonov(
        Graph graph,
        ReadOnlySpan<double> noisy,
        double strength,
        IReadOnlyList<bool>? observed = null,
        DenoisingOptions? options = null
    )
    {
        options ??= new DenoisingOptions();
        options.Validate();
        Require.NotNegative(strength);
        GraphShift laplacian = UndirectedLaplacian(graph);
        double[] y = Observed(graph, noisy, observed, strength);
        int n = graph.Nodes;
        var x = (double[])y.Clone();
        var product = new double[n];
        Apply(x, product);
        double[] residual = [.. y.Zip(product, (a, b) => a - b)];
        var direction = (double[])residual.Clone();
        double scale = Math.Max(Reductions.Norm(y), double.Epsilon);
        double square = Reductions.SumOfSquares(residual);
        int iteration = 0;
        for (; iteration < options.MostIterations && Math.Sqrt(square) > options.Tolerance * scale; iteration++)
        {
            Apply(direction, product);
            double step = square / Vectors.Dot<double>(direction, product);
            Vectors.AddScaled<double>(step, direction, x);
            Vectors.AddScaled<double>(-step, product, residual);
            double next = Reductions.SumOfSquares(residual);
            for (int i = 0; i < n; i++)
            {
                direction[i] = residual[i] + next / square * direction[i];
            }
            square = next;
        }
        double fit = 0;
        for (int i = 0; i < n; i++)
        {
            fit += observed?[i] ?? true ? (x[i] - y[i]) * (x[i] - y[i]) : 0;
        }
        double accuracy = Math.Sqrt(square) / scale;
        return new DenoisedSignal
        {
            Signal = x,
            Objective = fit + strength * graph.DirichletEnergy(x),
            Accuracy = accuracy,
            Iterations = iteration,
            Status = accuracy <= options.Tolerance ? IterationStatus.Converged : IterationStatus.IterationLimit,
        };

        void Apply(ReadOnlySpan<double> v, Span<double> result)
        {
            laplacian.Apply(v, result);
            for (int i = 0; i < n; i++)
            {
                result[i] = strength * result[i] + (observed?[i] ?? true ? v[i] : 0);
            }
        }
    }

    private static GraphShift UndirectedLaplacian(Graph graph)
    {
        Require.That(!graph.IsDirected, "smoothing needs an undirected graph; use Symmetrise", nameof(graph));
        GraphShifts.RequireNonNegative(graph);
        return graph.Laplacian();
    }

    /// <summary>The observed values with zeros elsewhere; checks that the problem has one solution.</summary>
    private static double[] Observed(
        Graph graph,
        ReadOnlySpan<double> noisy,
        IReadOnlyList<bool>? observed,
        double strength
    )
    {
        Require.SameLength(noisy.Length, graph.Nodes, nameof(noisy), "one value a node");
        Require.SameLength(observed?.Count ?? graph.Nodes, graph.Nodes, nameof(observed), "one mark a node");
        double[] y = noisy.ToArray();
        int[] component = graph.WeakComponents();
        var anchored = new bool[component.Max() + 1];
        for (int i = 0; i < y.Length; i++)
        {
            bool seen = observed?[i] ?? true;
            Require.That(
                !seen || double.IsFinite(y[i]),
                FormattableString.Invariant($"noisy[{i}] is {y[i]}; mark missing values as not observed"),
                nameof(noisy)
            );
            y[i] = seen ? y[i] : 0;
            anchored[component[i]] |= seen;
            Require.That(
                seen || strength > 0,
                "strength is 0, so nothing fills the nodes that were not observed; make it greater than zero",
                nameof(strength)
            );
        }
        int lost = Array.IndexOf(anchored, false);
        Require.That(
            lost < 0,
            FormattableString.Invariant(
                $"no node of the component around node {Array.IndexOf(component, lost)} was observed, so its values are undetermined"
            ),
            nameof(observed)
        );
        return y;
    }
}
