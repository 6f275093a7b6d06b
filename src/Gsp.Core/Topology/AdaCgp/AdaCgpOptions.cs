using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>The settings of the corrected AdaCGP. Immutable; checked when an estimator is made.</summary>
/// <remarks>A setting that the chosen path does not use must stay null: setting it is an error, not a silent nothing.</remarks>
public sealed record AdaCgpOptions
{
    /// <summary>P, the number of lags used, 1 to 32.</summary>
    public int Order { get; init; } = 3;

    /// <summary>The most lags that <see cref="AdaCgp.ChangeOrder"/> may ask for later; null for <see cref="Order"/>. Memory grows with its square.</summary>
    public int? MaximumOrder { get; init; }

    /// <summary>lambda, the forgetting factor of the moments, in (0, 1]; 1 remembers everything.</summary>
    public double Forgetting { get; init; } = 1;

    /// <summary>Which penalised recursion finds the support; null for tests of significance on exact row-wise least squares, whose threshold is in
    /// standard errors, so that no penalty weight has to be chosen.</summary>
    public AdaCgpPath? Path { get; init; }

    /// <summary>When weights are estimated without penalty; null for never (the penalised estimate is reported), which needs a <see cref="Path"/>.</summary>
    public AdaCgpDebiasing? Debias { get; init; } = AdaCgpDebiasing.Alternating;

    /// <summary>How weights are estimated without penalty on paths one and two; null for <see cref="Topology.DebiasMethod.ExactRows"/>.</summary>
    public DebiasMethod? DebiasMethod { get; init; }

    /// <summary>Expected number of false edges in W that the tests of significance allow, greater than 0 and at most N; null for 0.2, which asks
    /// for about 4 standard errors at 50 nodes.</summary>
    public double? ExpectedFalseEdges { get; init; }

    /// <summary>mu_1 ... mu_P of paths one and two: the l1 weight of each lag as a fraction of the weight that makes everything zero, each in
    /// [0, 1]; null for 0.03, 0.3, 0.3, ...</summary>
    public IReadOnlyList<double>? Sparsity { get; init; }

    /// <summary>gamma of paths one and two: weight of the commutators, at least 0, in units of the mean power of a regressor (so that scaling the data changes nothing); null for 0.1.</summary>
    public double? CommutatorWeight { get; init; }

    /// <summary>Step lengths of paths one and two; null for <see cref="AdaCgpStepRule.Eigenvalue"/>.</summary>
    public AdaCgpStepRule? StepRule { get; init; }

    /// <summary>nu, the l1 weight of the polynomial coefficients h as a fraction of the weight that makes them zero, in [0, 1].</summary>
    public double CoefficientPenalty { get; init; }

    /// <summary>Whether the filters are estimated as polynomials of one W. Needs order 2 or more to make a difference.</summary>
    public PolynomialStructure Polynomial { get; init; } = PolynomialStructure.Automatic;

    /// <summary>Number of samples over which the forecasts of estimates running side by side are compared, at least 10.</summary>
    public int SelectionHorizon { get; init; } = 1000;

    /// <summary>N x N matrix whose non-zeros may be edges (the fixed-support, cardiac form; lag p may use walks of p of them); null for all pairs.</summary>
    public Matrix<double>? Support { get; init; }

    /// <summary>Whether every allowed entry of <see cref="Support"/> is estimated, significant or not.</summary>
    public bool KeepWholeSupport { get; init; }

    /// <summary>Whether a change of the graph, seen in the a-priori errors, makes the past count for little (adaptive forgetting).</summary>
    public bool DetectChanges { get; init; } = true;

    /// <summary>Number of samples that are added to the moments at once, 1 to 64; null for a value that suits N (1 up to 49 nodes, 16 from 400).
    /// Between additions the estimate uses the moments of the last one.</summary>
    public int? UpdateInterval { get; init; }

    /// <summary>The most filter coefficients of one row; null for 96 or NP, whichever is less (or the support's largest row).</summary>
    public int? MaximumCoefficientsPerNode { get; init; }

    /// <summary>Weight of the newest error in <see cref="AdaCgpUpdate.SmoothedError"/>, in (0, 1].</summary>
    public double ErrorSmoothing { get; init; } = 0.005;

    /// <summary>Steps without improvement after which learning counts as settled, at least 1.</summary>
    public int Patience { get; init; } = 500;

    /// <summary>Steps at the start that are not judged, at least 0.</summary>
    public int BurnIn { get; init; } = 500;

    /// <summary>Relative decrease of the smoothed error that counts as an improvement, in [0, 1).</summary>
    public double MinimumImprovement { get; init; } = 0.01;

    /// <summary>Number of threads, 1 to 64. Never changes the numbers.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Checks every setting against its range and against the others.</summary>
    /// <param name="nodes">N, the number of nodes it is to be used with.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentException">A setting is out of range, contradicts another or has no effect here; the message says which and why.</exception>
    public AdaCgpOptions Validate(int nodes)
    {
        Require.InRange(nodes, 1, 20_000, "number of nodes; the moments take (NP)^2 numbers");
        Require.InRange(Order, 1, 32, "number of lags");
        Require.InRange(MaximumOrder ?? Order, Order, 32, "at least Order", nameof(MaximumOrder));
        Require.InHalfOpen(Forgetting, 0.0, 1.0, "1 remembers everything, 0.999 about the last thousand samples");
        Require.InRange(CoefficientPenalty, 0.0, 1.0, "fraction of the weight that makes h zero");
        Require.InRange(SelectionHorizon, 10, int.MaxValue, "samples");
        Require.InRange(UpdateInterval ?? 1, 1, 64, "samples", nameof(UpdateInterval));
        Require.InHalfOpen(ErrorSmoothing, 0.0, 1.0);
        Require.InRange(Patience, 1, int.MaxValue, "steps");
        Require.InRange(BurnIn, 0, int.MaxValue, "steps");
        Require.InRange(MinimumImprovement, 0.0, 0.999);
        Require.InRange(Threads, 1, 64);
        Require.InRange(
            MaximumCoefficientsPerNode ?? 1,
            1,
            nodes * (MaximumOrder ?? Order),
            "entries of a row",
            nameof(MaximumCoefficientsPerNode)
        );
        Require.That(
            Enum.IsDefined(Polynomial),
            $"Polynomial is {Polynomial}; it must be one of {string.Join(", ", Enum.GetNames<PolynomialStructure>())}"
        );
        Require.That(
            Polynomial != PolynomialStructure.Always || Order > 1,
            "Polynomial is Always with order 1, where Psi_1 = W is all there is; set Order to 2 or more",
            nameof(Polynomial)
        );
        ValidatePath(nodes);
        ValidateSupport(nodes);
        return this;
    }

    private void ValidatePath(int nodes)
    {
        if (Path is null)
        {
            Reject(Sparsity is null, nameof(Sparsity));
            Reject(CommutatorWeight is null, nameof(CommutatorWeight));
            Reject(StepRule is null, nameof(StepRule));
            Reject(DebiasMethod is null, nameof(DebiasMethod));
            Require.That(
                Debias is not null,
                "Debias is null without a Path, but weights tested for significance are least-squares weights already; choose Alternating or AfterConvergence, or a Path",
                nameof(Debias)
            );
            Require.InHalfOpen(
                ExpectedFalseEdges ?? 0.2,
                0.0,
                nodes,
                "number of false edges in all of W",
                nameof(ExpectedFalseEdges)
            );
            return;
        }
        Require.That(
            ExpectedFalseEdges is null,
            $"ExpectedFalseEdges is set but has no effect with Path = {Path}; set Sparsity instead, or leave Path null",
            nameof(ExpectedFalseEdges)
        );
        Require.That(
            !KeepWholeSupport,
            $"KeepWholeSupport is set but Path = {Path} selects by its penalty; set Sparsity to zeros, or leave Path null",
            nameof(KeepWholeSupport)
        );
        Require.That(
            DebiasMethod is null || Debias is not null,
            "DebiasMethod is set but Debias is null",
            nameof(DebiasMethod)
        );
        Require.NotNegative(CommutatorWeight ?? 0, "weight of the commutators", nameof(CommutatorWeight));
        Require.That(
            CommutatorWeight is null || Order > 1,
            $"CommutatorWeight is set but order {Order} has one filter, and nothing to commute with",
            nameof(CommutatorWeight)
        );
        if (Sparsity is not null)
        {
            Require.SameLength(Sparsity.Count, MaximumOrder ?? Order, nameof(Sparsity), "one weight a lag");
            foreach (double mu in Sparsity)
            {
                Require.InRange(mu, 0.0, 1.0, "fraction of the weight that makes everything zero", nameof(Sparsity));
            }
        }
    }

    private void ValidateSupport(int nodes)
    {
        Require.That(
            Support is not null || !KeepWholeSupport,
            "KeepWholeSupport is set but there is no Support to keep",
            nameof(KeepWholeSupport)
        );
        if (Support is not null)
        {
            Require.That(
                Support.RowCount == nodes && Support.ColumnCount == nodes,
                $"Support is {Support.RowCount} x {Support.ColumnCount}; expected {nodes} x {nodes}, one row and column a node",
                nameof(Support)
            );
        }
    }

    private static void Reject(bool absent, string name) =>
        Require.That(
            absent,
            $"{name} is set but has no effect with tests of significance; choose Path1 or Path2 to use it",
            name
        );
}
