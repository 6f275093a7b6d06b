using System.Globalization;

namespace Gsp.Topology;

/// <summary>How close an estimated graph is to a known one.</summary>
/// <remarks>
/// All values are fractions. An edge is an entry that is not exactly zero. Where a ratio has nothing to count (no edge in the truth, say) the
/// error probabilities, precision, recall and F1 are 0; the two areas are NaN when the truth holds only one class.
/// </remarks>
public sealed record TopologyScore
{
    /// <summary>‖W − Ŵ‖_F² / ‖W‖_F²; infinite when the truth is zero and the estimate is not, 0 when both are.</summary>
    public required double Nmse { get; init; }

    /// <summary>P_M: the fraction of the true edges that the estimate lacks.</summary>
    public required double MissProbability { get; init; }

    /// <summary>P_FA: the fraction of the absent edges that the estimate has.</summary>
    public required double FalseAlarmProbability { get; init; }

    /// <summary>The fraction of the estimated edges that are true.</summary>
    public required double Precision { get; init; }

    /// <summary>The fraction of the true edges that the estimate has.</summary>
    public required double Recall { get; init; }

    /// <summary>The harmonic mean of precision and recall.</summary>
    public required double F1 { get; init; }

    /// <summary>Area under the receiver operating characteristic of |Ŵ| as a detector of edges; ties count half.</summary>
    public required double AreaUnderRoc { get; init; }

    /// <summary>Area under the precision-recall curve of |Ŵ|: precision averaged over the recall steps, tied entries entering together
    /// (the average precision).</summary>
    public required double AreaUnderPrecisionRecall { get; init; }

    /// <summary>Number of edges in the truth.</summary>
    public required int TrueEdges { get; init; }

    /// <summary>Number of edges in the estimate.</summary>
    public required int EstimatedEdges { get; init; }

    /// <summary>Number of entries compared: N², or N(N − 1) without the diagonal.</summary>
    public required int Entries { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"NMSE(W) {Nmse:0.####}, P_M {MissProbability:0.###}, P_FA {FalseAlarmProbability:0.###}, F1 {F1:0.###}, AUROC {AreaUnderRoc:0.###}, AUPR {AreaUnderPrecisionRecall:0.###}, {EstimatedEdges} edges ({TrueEdges} true)"
        );
}
