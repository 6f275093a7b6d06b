namespace Gsp.Experiments;

/// <summary>One cell group of a published table: median (interquartile range) of each score of one method on one family.</summary>
/// <param name="Method">The method's name in the table.</param>
/// <param name="Family">RANDOM, ER, KR or SBM.</param>
/// <param name="Prediction">NMSE of the prediction as printed, which is after the update for streaming methods; NaN where not defined.</param>
/// <param name="Shift">NMSE(W).</param>
/// <param name="Miss">P_M.</param>
/// <param name="FalseAlarm">P_FA.</param>
/// <param name="ShiftSpread">Interquartile range of NMSE(W); 0 where none is printed.</param>
/// <param name="MissSpread">Interquartile range of P_M.</param>
/// <param name="FalseAlarmSpread">Interquartile range of P_FA.</param>
public sealed record PublishedCell(
    string Method,
    string Family,
    double Prediction,
    double Shift,
    double Miss,
    double FalseAlarm,
    double ShiftSpread = 0,
    double MissSpread = 0,
    double FalseAlarmSpread = 0
);

/// <summary>The two published tables of graph estimation at N = 50, as numbers.</summary>
/// <remarks>Version 2 summarises few seeds, version 1 twenty. Source: arXiv 2411.01567, main tables of versions 1 and 2.</remarks>
public static class PublishedTables
{
    /// <summary>The four graph families, in the tables' order.</summary>
    public static IReadOnlyList<string> Families { get; } = ["RANDOM", "ER", "KR", "SBM"];

    /// <summary>The table of version 2.</summary>
    public static IReadOnlyList<PublishedCell> Version2 { get; } =
    [
        .. Row(
            "GLasso",
            [N, 1.72, .53, .45, .02, .01, 0],
            [N, 1.97, .78, .19, .02, .01, .01],
            [N, 3.64, .47, .19, .02, .03, .01],
            [N, 14.04, .92, .03, .30, .02, 0]
        ),
        .. Row("GL-SigRep", [N, 1.03, .01, .98], [N, 1.04, .01, .98], [N, .91, .14, 1], [N, 1.37, 0, .98]),
        .. Row("VAR", [.58, 2.00, 0, 1, .06], [.55, 1.87, 0, 1, .02], [.66, 1.14, 0, 1, .10], [.91, 4.57, 0, 1, .34]),
        .. Row(
            "VAR+Granger",
            [.56, 1.86, 0, .05, .02, 0, .01],
            [.56, 1.75, 0, .05],
            [.66, .94, 0, .05, .01, 0, .01],
            [.87, 3.50, .08, .05, .03, .04]
        ),
        .. Row(
            "SD-SEM",
            [N, 1.40, .55, .44, .01],
            [N, 1.40, .54, .42, 0, .01],
            [N, 1.41, .61, .43, 0, 0, .01],
            [N, 3.12, .65, .31, .11, .02, .01]
        ),
        .. Row("TIRSO", [.68, 1.08, 0, 1], [.67, 1.07, 0, 1, .02], [.72, .78, 0, 1, .01], [.89, 1.42, 0, 1, .04]),
        .. Row("TISO", [.67, 1.07, 0, 1, .01], [.66, 1.07, 0, 1, .02], [.72, .78, 0, 1, .02], [.86, 1.47, 0, 1, .11]),
        .. Row(
            "P2-ADB",
            [.53, .07, 0, 1, .02],
            [.59, .23, .02, .05, .01, 0, .01],
            [.76, .52, .02, .60, .02, 0, .03],
            [.78, .26, .03, .91, .03, .01, .01]
        ),
        .. Row(
            "P2-DB",
            [.54, .04, 0, 1],
            [.58, .20, .01, .01, .02, .02, .01],
            [.70, .33, .01, .44, .02, 0, .15],
            [.79, .19, .00, .96, .03, .04, .06]
        ),
        .. Row(
            "P1-ADB",
            [.56, .07, .01, 0, 0, .01],
            [.53, .03, 0, 0],
            [.67, .25, .02, 0, .02, .01],
            [.83, .15, .09, .24, .01, .02, .06]
        ),
        .. Row(
            "P1-DB",
            [.56, .06, 0, 0],
            [.52, .02, 0, 0],
            [.66, .13, 0, .01, .02, 0, .02],
            [.84, .09, .12, .08, .17, .08, .29]
        ),
    ];

    /// <summary>The table of version 1, twenty seeds.</summary>
    public static IReadOnlyList<PublishedCell> Version1 { get; } =
    [
        .. Row("TIRSO", [.68, 1.07, 0, 1], [.68, 1.07, 0, 1], [.73, .79, 0, 1], [.88, 1.46, 0, 1]),
        .. Row("TISO", [.67, 1.07, 0, 1], [.67, 1.07, 0, 1], [.71, .78, 0, 1], [.86, 1.50, 0, 1]),
        .. Row("P1", [.56, 1.00, 0, 0], [.53, 1.00, 0, 0], [.67, 1.00, 0, .01], [.85, 1.00, .13, .18]),
        .. Row("P1-ADB", [.56, .07, .01, 0], [.53, .03, 0, 0], [.67, .21, .01, 0], [.83, .15, .10, .25]),
        .. Row("P1-DB", [.55, .06, 0, 0], [.52, .02, 0, 0], [.66, .14, 0, .01], [.84, .11, .12, .12]),
        .. Row("P2", [.55, .05, 0, 1], [.59, .21, .03, .01], [.72, .34, .01, .53], [.82, .23, .04, .87]),
        .. Row("P2-ADB", [.54, .08, 0, 1], [.59, .22, .03, .05], [.76, .51, .02, .61], [.78, .25, .03, .91]),
        .. Row("P2-DB", [.54, .04, 0, 1], [.58, .20, .02, .01], [.70, .33, .01, .53], [.80, .20, 0, .96]),
    ];

    private const double N = double.NaN;

    private static IEnumerable<PublishedCell> Row(string method, params double[][] cells) =>
        cells.Select(
            (cell, family) =>
                new PublishedCell(
                    method,
                    Families[family],
                    cell[0],
                    cell[1],
                    cell[2],
                    cell[3],
                    cell.ElementAtOrDefault(4),
                    cell.ElementAtOrDefault(5),
                    cell.ElementAtOrDefault(6)
                )
        );
}
