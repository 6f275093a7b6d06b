using System.Text;
using Gsp.Files;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Cli;

/// <summary>The course of a run as <c>steps.csv</c> holds it: one row a learned step, in the columns of the published study's logs.</summary>
/// <remarks>A cell is empty where the method has no such number, and in the truth columns where no truth was given.</remarks>
internal sealed class StepTable(int nodes, Truth? truth)
{
    private const string Header =
        "t,psi_losses,pred_error,pred_error_from_h,filter_error,w_error,coeff_errors,num_non_zero_elements,p_miss,p_false_alarm,precision,recall,f1,"
        + "first_alg_converged_status,second_alg_converged_status,ema_pred_error,ema_pred_error_h";

    private readonly StringBuilder rows = new();
    private readonly double[] shift = new double[nodes * nodes];
    private readonly List<double> forecastErrors = [];
    private readonly List<double> predictionErrors = [];

    /// <summary>A-priori error of each step.</summary>
    public IReadOnlyList<double> ForecastErrors => forecastErrors;

    /// <summary>A-posteriori error of each step.</summary>
    public IReadOnlyList<double> PredictionErrors => predictionErrors;

    /// <summary>Number of learned steps.</summary>
    public int Count => forecastErrors.Count;

    /// <summary>Adds a learned step.</summary>
    public void Add(StreamStep step, ITopologyStream stream)
    {
        if (truth is not null || step.Edges < 0)
        {
            stream.CopyShiftOperator(shift);
        }
        int edges = step.Edges >= 0 ? step.Edges : shift.Count(weight => weight != 0);
        StepScore? score = truth is null ? null : StepScore.Of(truth.ShiftOperator, shift);
        Cell(Count);
        Cell(step.Loss);
        Cell(step.PredictionError);
        Cell(step.PredictionErrorFromCoefficients);
        Cell(FilterError(stream));
        Cell(score?.Nmse);
        Cell(CoefficientError(stream));
        Cell(edges);
        Cell(score?.Miss);
        Cell(score?.FalseAlarm);
        Cell(score?.Precision);
        Cell(score?.Recall);
        Cell(score?.F1);
        Cell(step.FirstConverged ? 1 : 0);
        Cell(step.SecondConverged ? 1 : 0);
        Cell(step.AverageError);
        Cell(step.AverageErrorFromCoefficients);
        rows[^1] = '\n';
        forecastErrors.Add(step.ForecastError);
        predictionErrors.Add(step.PredictionError);
    }

    /// <summary>The file's text.</summary>
    public string Text() => $"{Header}\n{rows}";

    private double? FilterError(ITopologyStream stream) =>
        truth?.Filters is { } filters && stream.Filters() is { } estimate
            ? TopologyScores.FilterNmse(filters, estimate)
            : null;

    private double? CoefficientError(ITopologyStream stream) =>
        truth?.Coefficients is { } coefficients && stream.Coefficients() is { } estimate
            ? TopologyScores.CoefficientNmse(coefficients, estimate)
            : null;

    private void Cell(double? value)
    {
        if (value is double number && !double.IsNaN(number))
        {
            rows.Append(Csv.Text(number));
        }
        rows.Append(',');
    }
}
