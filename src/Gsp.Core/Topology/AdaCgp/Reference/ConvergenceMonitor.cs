namespace Gsp.Topology;

/// <summary>The authors' convergence machine: running averages of two errors, a patience, and two phases.</summary>
/// <remarks>Specification section 3.7. The patience set at the switch is overwritten by the next check, as in the authors' programs.</remarks>
internal sealed class ConvergenceMonitor(ReferenceOptions options)
{
    private double lowest = 1e10;
    private int patienceLeft = options.Patience;

    /// <summary>Running average of the filters' error.</summary>
    public double FilterError { get; private set; } = 1;

    /// <summary>Running average of the coefficients' error.</summary>
    public double CoefficientError { get; private set; } = 1;

    /// <summary>Whether the penalised phase has converged.</summary>
    public bool FirstConverged { get; private set; }

    /// <summary>Whether the debiased phase has converged.</summary>
    public bool SecondConverged { get; private set; }

    /// <summary>Looks at the averages before a sample is used.</summary>
    /// <param name="step">Number of the step, from 0.</param>
    /// <returns>False where the run stops before this sample.</returns>
    public bool Check(int step)
    {
        double watched =
            options.Monitor == ReferenceMonitor.Coefficients && (options.Alternates || FirstConverged)
                ? CoefficientError
                : FilterError;
        if (options.Alternates)
        {
            Compare(watched, step > options.Patience);
            return patienceLeft != 0;
        }
        if (SecondConverged)
        {
            patienceLeft--;
            return patienceLeft != 0;
        }
        Compare(watched, mayTire: true);
        if (patienceLeft == 0)
        {
            SecondConverged = FirstConverged;
            patienceLeft = FirstConverged ? options.Patience : options.BurnIn;
            lowest = FirstConverged ? lowest : 1e10;
            FirstConverged = true;
        }
        return true;
    }

    /// <summary>Takes the two errors of a finished step into the averages.</summary>
    public void Add(double filterError, double coefficientError)
    {
        double a = options.ErrorAveraging;
        FilterError = a * filterError + (1 - a) * FilterError;
        CoefficientError = a * coefficientError + (1 - a) * CoefficientError;
    }

    public void Save(Snapshot snapshot) =>
        snapshot.Put(
            "monitor",
            [lowest, patienceLeft, FilterError, CoefficientError, FirstConverged ? 1 : 0, SecondConverged ? 1 : 0]
        );

    public void Restore(Snapshot snapshot)
    {
        ReadOnlySpan<double> state = snapshot.Get("monitor");
        (lowest, patienceLeft, FilterError, CoefficientError) = (state[0], (int)state[1], state[2], state[3]);
        (FirstConverged, SecondConverged) = (state[4] != 0, state[5] != 0);
    }

    private void Compare(double watched, bool mayTire)
    {
        double improvement =
            lowest != 0 ? (lowest - watched) / lowest
            : watched < lowest ? double.PositiveInfinity
            : 0;
        if (improvement > options.MinimumImprovement)
        {
            lowest = watched;
            patienceLeft = options.Patience;
        }
        else if (mayTire)
        {
            patienceLeft--;
        }
    }
}
