using System.Runtime.InteropServices;
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

    private const int PredictionColumn = 2;

    // The forecast error stands behind the file's columns: metrics and report need it, the study's logs have no such column.
    private const int ForecastColumn = 17;
    private const int Columns = 18;

    // Numbers and not text, so that a checkpoint holds them; NaN where a cell is empty.
    private readonly List<double> cells = [];
    private readonly double[] shift = new double[nodes * nodes];

    /// <summary>A-priori error of each step.</summary>
    public IReadOnlyList<double> ForecastErrors => Column(ForecastColumn);

    /// <summary>A-posteriori error of each step.</summary>
    public IReadOnlyList<double> PredictionErrors => Column(PredictionColumn);

    /// <summary>Number of learned steps.</summary>
    public int Count => cells.Count / Columns;

    /// <summary>Adds a learned step.</summary>
    public void Add(StreamStep step, ITopologyStream stream)
    {
        if (truth is not null || step.Edges < 0)
        {
            stream.CopyShiftOperator(shift);
        }
        int edges = step.Edges >= 0 ? step.Edges : shift.Count(weight => weight != 0);
        StepScore? score = truth is null ? null : StepScore.Of(truth.ShiftOperator, shift);
        cells.Add(Count);
        cells.Add(step.Loss);
        cells.Add(step.PredictionError);
        cells.Add(step.PredictionErrorFromCoefficients);
        cells.Add(FilterError(stream) ?? double.NaN);
        cells.Add(score?.Nmse ?? double.NaN);
        cells.Add(CoefficientError(stream) ?? double.NaN);
        cells.Add(edges);
        cells.Add(score?.Miss ?? double.NaN);
        cells.Add(score?.FalseAlarm ?? double.NaN);
        cells.Add(score?.Precision ?? double.NaN);
        cells.Add(score?.Recall ?? double.NaN);
        cells.Add(score?.F1 ?? double.NaN);
        cells.Add(step.FirstConverged ? 1 : 0);
        cells.Add(step.SecondConverged ? 1 : 0);
        cells.Add(step.AverageError);
        cells.Add(step.AverageErrorFromCoefficients);
        cells.Add(step.ForecastError);
    }

    /// <summary>The file's text.</summary>
    public string Text()
    {
        var text = new StringBuilder(Header).Append('\n');
        for (int k = 0; k < cells.Count; k++)
        {
            int column = k % Columns;
            if (column != ForecastColumn)
            {
                text.Append(double.IsNaN(cells[k]) ? "" : Csv.Text(cells[k]));
                text.Append(column == ForecastColumn - 1 ? '\n' : ',');
            }
        }
        return text.ToString();
    }

    /// <summary>Saves the rows.</summary>
    public void Save(Snapshot snapshot) => snapshot.Put("steps", CollectionsMarshal.AsSpan(cells));

    /// <summary>Takes saved rows over.</summary>
    /// <exception cref="ArgumentException">They are no whole rows.</exception>
    public void Restore(Snapshot snapshot)
    {
        ReadOnlySpan<double> saved = snapshot.Get("steps");
        Require.That(saved.Length % Columns == 0, "the saved course does not hold whole rows", nameof(snapshot));
        cells.Clear();
        cells.AddRange(saved);
    }

    private double[] Column(int column) => [.. Enumerable.Range(0, Count).Select(k => cells[(k * Columns) + column])];

    private double? FilterError(ITopologyStream stream) =>
        truth?.Filters is { } filters && stream.Filters() is { } estimate
            ? TopologyScores.FilterNmse(filters, estimate)
            : null;

    private double? CoefficientError(ITopologyStream stream) =>
        truth?.Coefficients is { } coefficients && stream.Coefficients() is { } estimate
            ? TopologyScores.CoefficientNmse(coefficients, estimate)
            : null;
}
