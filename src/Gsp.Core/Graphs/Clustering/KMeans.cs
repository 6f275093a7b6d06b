using System.Globalization;
using Gsp.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Graphs;

/// <summary>Points in clusters.</summary>
/// <remarks>Holds arrays, so two results compare by reference.</remarks>
public sealed record KMeansClusters
{
    /// <summary>The cluster of each point; clusters are numbered by their first point.</summary>
    public required int[] Labels { get; init; }

    /// <summary>The sum of squared distances of the points to the means of their clusters.</summary>
    public required double Inertia { get; init; }

    /// <summary>Whether the best run ended with labels that no longer changed.</summary>
    public required bool IsConverged { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Labels.Max() + 1} clusters of {Labels.Length} points, inertia {Inertia:g6}{(IsConverged ? "" : ", not converged")}"
        );
}

/// <summary>k-means clustering: Lloyd's iteration from k-means++ starts, the best of several runs.</summary>
/// <remarks>The result is a value of points and stream. A cluster that becomes empty takes the point farthest from its mean. Cost: O(restarts
/// iterations N k d). Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007.</remarks>
public static class KMeans
{
    /// <summary>Clusters points.</summary>
    /// <param name="points">N x d, finite.</param>
    /// <param name="clusters">k in 1 .. N.</param>
    /// <param name="stream">The randomness of the starts; run r takes its split r.</param>
    /// <param name="restarts">Number of runs, at least 1.</param>
    /// <param name="mostIterations">Most iterations of a run, at least 1.</param>
    /// <returns>The run of least inertia.</returns>
    public static KMeansClusters Cluster(
        Matrix<double> points,
        int clusters,
        RandomStream stream,
        int restarts = 10,
        int mostIterations = 300
    )
    {
        double[][] rows = points.ToRowArrays();
        foreach (double[] row in rows)
        {
            Require.Finite(row, nameof(points));
        }
        Require.InRange(clusters, 1, rows.Length, "no more clusters than points");
        Require.Positive(restarts);
        Require.Positive(mostIterations);
        KMeansClusters? best = null;
        for (int run = 0; run < restarts; run++)
        {
            KMeansClusters result = Lloyd(rows, Start(rows, clusters, stream.Split(run)), mostIterations);
            best = best is null || result.Inertia < best.Inertia ? result : best;
        }
        return best!;
    }

    /// <summary>k-means++: each further centre is a point drawn in proportion to its squared distance from the centres so far.</summary>
    private static double[][] Start(double[][] rows, int clusters, RandomStream stream)
    {
        var centres = new double[clusters][];
        centres[0] = (double[])rows[stream.NextInt(rows.Length)].Clone();
        double[] nearest = [.. rows.Select(row => SquaredDistance(row, centres[0]))];
        for (int c = 1; c < clusters; c++)
        {
            // Where all points coincide with centres, any point will do.
            int drawn = nearest.Any(d => d > 0) ? stream.Choice(nearest) : stream.NextInt(rows.Length);
            centres[c] = (double[])rows[drawn].Clone();
            for (int i = 0; i < rows.Length; i++)
            {
                nearest[i] = Math.Min(nearest[i], SquaredDistance(rows[i], centres[c]));
            }
        }
        return centres;
    }

    private static KMeansClusters Lloyd(double[][] rows, double[][] centres, int mostIterations)
    {
        int[] labels = Assign(rows, centres);
        bool converged = false;
        for (int iteration = 0; iteration < mostIterations && !converged; iteration++)
        {
            Update(rows, centres, labels);
            int[] next = Assign(rows, centres);
            converged = next.AsSpan().SequenceEqual(labels);
            labels = next;
        }
        return new KMeansClusters
        {
            Labels = GraphConnectivity.Renumber(labels),
            Inertia = rows.Select((row, i) => SquaredDistance(row, centres[labels[i]])).Sum(),
            IsConverged = converged,
        };
    }

    private static int[] Assign(double[][] rows, double[][] centres) =>
        [
            .. rows.Select(row =>
            {
                int best = 0;
                double least = double.PositiveInfinity;
                for (int c = 0; c < centres.Length; c++)
                {
                    double distance = SquaredDistance(row, centres[c]);
                    if (distance < least)
                    {
                        (best, least) = (c, distance);
                    }
                }
                return best;
            }),
        ];

    private static void Update(double[][] rows, double[][] centres, int[] labels)
    {
        var counts = new int[centres.Length];
        double[][] sums = [.. centres.Select(c => new double[c.Length])];
        for (int i = 0; i < rows.Length; i++)
        {
            counts[labels[i]]++;
            for (int k = 0; k < rows[i].Length; k++)
            {
                sums[labels[i]][k] += rows[i][k];
            }
        }
        for (int c = 0; c < centres.Length; c++)
        {
            if (counts[c] > 0)
            {
                centres[c] = [.. sums[c].Select(s => s / counts[c])];
            }
        }
        for (int c = 0; c < centres.Length; c++)
        {
            if (counts[c] == 0)
            {
                int farthest = Enumerable
                    .Range(0, rows.Length)
                    .MaxBy(i => SquaredDistance(rows[i], centres[labels[i]]));
                centres[c] = (double[])rows[farthest].Clone();
                labels[farthest] = c;
            }
        }
    }

    private static double SquaredDistance(double[] a, double[] b)
    {
        double sum = 0;
        for (int k = 0; k < a.Length; k++)
        {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return sum;
    }
}
