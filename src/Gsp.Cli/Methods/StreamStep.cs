namespace Gsp.Cli;

/// <summary>What one step of a streaming method did, in the columns of <c>steps.csv</c>; NaN where the method has no such number.</summary>
internal readonly record struct StreamStep
{
    /// <summary>Whether the model took the sample; false while lags fill and after the method has stopped.</summary>
    public required bool Learned { get; init; }

    /// <summary>Whether the method has stopped by its own criterion.</summary>
    public bool Stopped { get; init; }

    /// <summary>|x - forecast|^2 / |x|^2 before the sample was used.</summary>
    public double ForecastError { get; init; } = double.NaN;

    /// <summary>The same after the step.</summary>
    public double PredictionError { get; init; } = double.NaN;

    /// <summary>The same by the polynomial coefficients.</summary>
    public double PredictionErrorFromCoefficients { get; init; } = double.NaN;

    /// <summary>The method's own loss.</summary>
    public double Loss { get; init; } = double.NaN;

    /// <summary>Non-zeros of the shift operator; -1 where the method does not count them.</summary>
    public int Edges { get; init; } = -1;

    /// <summary>Whether the penalised phase has converged.</summary>
    public bool FirstConverged { get; init; }

    /// <summary>Whether the debiased phase has converged.</summary>
    public bool SecondConverged { get; init; }

    /// <summary>Running average of the prediction error.</summary>
    public double AverageError { get; init; } = double.NaN;

    /// <summary>Running average of the coefficients' error.</summary>
    public double AverageErrorFromCoefficients { get; init; } = double.NaN;

    /// <summary>Starts with nothing known.</summary>
    public StreamStep() { }
}
