using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>Scores as a file, kept to the bit.</summary>
internal static class MethodScoreFile
{
    private const string Kind = "MethodScores/1";
    private const string Repeat = "delete the file to repeat this run";

    public static void Save(string path, IReadOnlyList<MethodScore> scores)
    {
        Snapshot file = new Snapshot(Kind).Put("count", scores.Count);
        for (int k = 0; k < scores.Count; k++)
        {
            file.PutPart(Name(k), Of(scores[k]));
        }
        file.Save(path);
    }

    /// <exception cref="GspFormatException">The file is damaged or foreign.</exception>
    public static IReadOnlyList<MethodScore> Load(string path)
    {
        try
        {
            Snapshot file = Snapshot.Load(path);
            file.RequireKind(Kind);
            return [.. Enumerable.Range(0, (int)file.GetScalar("count")).Select(k => Of(file.GetPart(Name(k))))];
        }
        catch (GspFormatException e)
        {
            throw new GspFormatException(path, e.ByteOffset, e.Field, $"{e.Reason}; {Repeat}", e);
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException)
        {
            throw new GspFormatException(path, 0, "scores", $"{e.Message}; {Repeat}", e);
        }
    }

    private static string Name(int index) => FormattableString.Invariant($"score{index}");

    private static Snapshot Of(MethodScore score)
    {
        Snapshot part = new Snapshot("score")
            .PutText("method", score.Method)
            .PutText("family", score.Family)
            .Put(
                "numbers",
                [
                    score.Seed,
                    score.Prediction,
                    score.Forecast,
                    score.CoefficientPrediction,
                    score.Shift,
                    score.Miss,
                    score.FalseAlarm,
                    score.Steps,
                    score.Seconds,
                    score.Estimate.RowCount,
                    score.Estimate.ColumnCount,
                ]
            )
            .Put("estimate", score.Estimate.ToColumnMajorArray());
        return score.Course is { } course
            ? part.Put("steps", course.Steps)
                .Put("prediction", course.Prediction)
                .Put("coefficient prediction", course.CoefficientPrediction)
                .Put("shift", course.Shift)
                .Put("precision", course.Precision)
                .Put("recall", course.Recall)
                .Put("f1", course.F1)
            : part;
    }

    private static MethodScore Of(Snapshot part)
    {
        ReadOnlySpan<double> numbers = part.Get("numbers");
        return new MethodScore
        {
            Method = part.GetText("method"),
            Family = part.GetText("family"),
            Seed = (int)numbers[0],
            Prediction = numbers[1],
            Forecast = numbers[2],
            CoefficientPrediction = numbers[3],
            Shift = numbers[4],
            Miss = numbers[5],
            FalseAlarm = numbers[6],
            Steps = (int)numbers[7],
            Seconds = numbers[8],
            Estimate = Matrix<double>.Build.DenseOfColumnMajor(
                (int)numbers[9],
                (int)numbers[10],
                part.Get("estimate").ToArray()
            ),
            Course = part.Names.Contains("steps")
                ? new StudyCourse(
                    part.Get("steps").ToArray(),
                    part.Get("prediction").ToArray(),
                    part.Get("coefficient prediction").ToArray(),
                    part.Get("shift").ToArray(),
                    part.Get("precision").ToArray(),
                    part.Get("recall").ToArray(),
                    part.Get("f1").ToArray()
                )
                : null,
        };
    }
}
