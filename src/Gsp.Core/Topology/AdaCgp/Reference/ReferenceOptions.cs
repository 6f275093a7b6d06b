namespace Gsp.Topology;

/// <summary>The settings of a reference run: every switch of the authors' programs, the ones without effect included.</summary>
/// <remarks>
/// <para>This record mirrors somebody else's program so that its published runs can be repeated; for own data use
/// <c>AdaCgpOptions</c>. Three members have no effect and are kept only so that the authors' setting files are accepted
/// whole, which is why this record is exempt from the rule that every option is live: <see cref="BurnIn"/> (the next check resets the patience it
/// sets), <see cref="AlternateModulus"/> (never read) and <see cref="StoreAllMatrices"/> (here the trace always holds all).</para>
/// <para>Names in the authors' files are given in brackets. Defaults are those of their file <c>adacgp.yaml</c>, with the w step of the
/// tables.</para>
/// </remarks>
public sealed record ReferenceOptions
{
    /// <summary>Which program to follow [impl].</summary>
    public ReferenceImplementation Implementation { get; init; } = ReferenceImplementation.Torch;

    /// <summary>Number of lags and degree of the last filter, P, 1 to 16 [P].</summary>
    public int Order { get; init; } = 3;

    /// <summary>Forgetting factor of the statistics, (0, 1] [lambda].</summary>
    public double ForgettingFactor { get; init; } = 0.99;

    /// <summary>Weight of the commutators, 0 or more [gamma].</summary>
    public double CommutatorWeight { get; init; } = 0.1;

    /// <summary>Sparsity of each lag's filter as a fraction of the critical penalty, P values [mus].</summary>
    public IReadOnlyList<double> SparsityWeights { get; init; } = [0.1, 0.1, 0.1];

    /// <summary>Sparsity of the polynomial coefficients, 0 or more [nu].</summary>
    public double CoefficientSparsity { get; init; } = 0.005;

    /// <summary>Start of the shift operator's line search, or its fixed step [w_stepsize].</summary>
    public double ShiftStepSize { get; init; } = 0.01;

    /// <summary>Start of the coefficients' line search, or its fixed step [h_stepsize].</summary>
    public double CoefficientStepSize { get; init; } = 0.001;

    /// <summary>Step of the filters where the eigenvalue step is off, or after a failed line search [psi_stepsize].</summary>
    public double FilterStepSize { get; init; } = 1e-5;

    /// <summary>Guard of divisions [epsilon].</summary>
    public double Epsilon { get; init; } = 1e-3;

    /// <summary>Weight of the newest error in the running averages, (0, 1] [ma_alpha].</summary>
    public double ErrorAveraging { get; init; } = 0.005;

    /// <summary>Steps without improvement before a phase ends [patience].</summary>
    public int Patience { get; init; } = 500;

    /// <summary>Without effect in the authors' programs [burn_in_debiasing].</summary>
    public int BurnIn { get; init; } = 500;

    /// <summary>Relative improvement that counts as one [min_delta_percent].</summary>
    public double MinimumImprovement { get; init; } = 0.01;

    /// <summary>Whether the filters' steps are searched along the line [use_armijo].</summary>
    public bool SearchFilterStep { get; init; }

    /// <summary>Whether the shift operator's step is searched along the line [use_armijo_w]; only the numpy program can switch it off.</summary>
    public bool SearchShiftStep { get; init; } = true;

    /// <summary>Whether the coefficients' step is searched along the line [use_armijo_h]; only the numpy program can switch it off.</summary>
    public bool SearchCoefficientStep { get; init; } = true;

    /// <summary>Whether the filters' step starts from the largest eigenvalue [use_eig_stepsize]; only the numpy program can switch it off.</summary>
    public bool EigenvalueStep { get; init; } = true;

    /// <summary>Steps before line searches of the filters begin [warm_up_steps].</summary>
    public int WarmUpSteps { get; init; }

    /// <summary>Where the commutators are penalised [use_path_1].</summary>
    public AdaCgpPath Path { get; init; } = AdaCgpPath.Path1;

    /// <summary>When the estimate is debiased [alternate].</summary>
    public AdaCgpDebiasing Debiasing { get; init; } = AdaCgpDebiasing.AfterConvergence;

    /// <summary>Without effect in the authors' programs [alternate_mod].</summary>
    public int AlternateModulus { get; init; } = 2;

    /// <summary>The error watched while debiasing [monitor_debiasing].</summary>
    public ReferenceMonitor Monitor { get; init; } = ReferenceMonitor.Coefficients;

    /// <summary>Whether the coefficients follow the newest sample alone [instant_h].</summary>
    public bool InstantCoefficients { get; init; } = true;

    /// <summary>Whether gradients are projected on the support given to the estimator [project_to_weight_matrix]; optical program only.</summary>
    public bool ProjectToSupport { get; init; }

    /// <summary>Without effect here [store_all_matrices].</summary>
    public bool StoreAllMatrices { get; init; }

    /// <summary>Number of polynomial coefficients M = P(P+3)/2.</summary>
    internal int CoefficientCount => Order * (Order + 3) / 2;

    /// <summary>Whether the filters carry the commutators.</summary>
    internal bool IsPath2 => Path == AdaCgpPath.Path2;

    /// <summary>Whether the run alternates.</summary>
    internal bool Alternates => Debiasing == AdaCgpDebiasing.Alternating;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range or two of them contradict each other.</exception>
    internal void Validate()
    {
        Require.InRange(Order, 1, 16, "the number of lags");
        Require.InHalfOpen(ForgettingFactor, 0, 1, "the weight that one step leaves of the past");
        Require.NotNegative(CommutatorWeight);
        Require.SameLength(SparsityWeights.Count, Order, nameof(SparsityWeights), "one weight for each of the lags");
        foreach (double weight in SparsityWeights)
        {
            Require.NotNegative(weight, "a fraction of the critical penalty", nameof(SparsityWeights));
        }
        Require.NotNegative(CoefficientSparsity);
        Require.Positive(ShiftStepSize);
        Require.Positive(CoefficientStepSize);
        Require.Positive(FilterStepSize);
        Require.Positive(Epsilon);
        Require.InHalfOpen(ErrorAveraging, 0, 1);
        Require.InRange(Patience, 1, int.MaxValue);
        Require.InRange(BurnIn, 0, int.MaxValue);
        Require.NotNegative(MinimumImprovement);
        Require.InRange(WarmUpSteps, 0, int.MaxValue);
        Require.That(
            Implementation == ReferenceImplementation.Numpy
                || (EigenvalueStep && SearchShiftStep && SearchCoefficientStep),
            "use_eig_stepsize, use_armijo_w and use_armijo_h exist in the numpy program only; select it with impl",
            nameof(Implementation)
        );
        Require.That(
            Implementation == ReferenceImplementation.Optical || !ProjectToSupport,
            "project_to_weight_matrix exists in the optical program only; select it with impl",
            nameof(ProjectToSupport)
        );
    }
}
