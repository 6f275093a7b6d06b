using Gsp.Random;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Core.Tests.Topology;

/// <summary>Causal graph processes and estimator settings made from a seed.</summary>
internal static class CorrectedData
{
    /// <summary>A sparse signed W whose absolute row sums stay below one, so that a process of order one is stable.</summary>
    public static Matrix<double> Operator(RandomStream random, int nodes, int edgesPerNode, double rowSum = 0.8)
    {
        var w = Matrix<double>.Build.Dense(nodes, nodes);
        for (int i = 0; i < nodes; i++)
        {
            for (int e = 0; e < edgesPerNode; e++)
            {
                int j = (int)(random.NextUniform() * nodes);
                w[i, j] = (random.NextUniform() < 0.5 ? -1 : 1) * (0.5 + random.NextUniform());
            }
            double sum = w.Row(i).L1Norm();
            w.SetRow(i, w.Row(i) * (rowSum / sum));
        }
        return w;
    }

    /// <summary>Psi_p = sum over j of h_pj W^j.</summary>
    public static Matrix<double>[] Filters(Matrix<double> w, double[] h, int order)
    {
        var filters = new Matrix<double>[order];
        int k = 0;
        for (int p = 1; p <= order; p++)
        {
            filters[p - 1] = Matrix<double>.Build.Dense(w.RowCount, w.RowCount);
            Matrix<double> power = Matrix<double>.Build.DenseIdentity(w.RowCount);
            for (int j = 0; j <= p; j++, power *= w)
            {
                filters[p - 1] += h[k++] * power;
            }
        }
        return filters;
    }

    /// <summary>T samples of x_t = sum of Psi_p x_(t-p) + noise, after a hundred that are thrown away.</summary>
    public static double[][] Simulate(RandomStream random, int samples, double noise, params Matrix<double>[] filters)
    {
        int nodes = filters[0].RowCount;
        var past = new List<Vector<double>>();
        for (int t = 0; t < samples + 100; t++)
        {
            var x = new double[nodes];
            random.FillNormal(x);
            Vector<double> value = noise * Vector<double>.Build.DenseOfArray(x);
            for (int p = 0; p < filters.Length && t >= filters.Length; p++)
            {
                value += filters[p] * past[t - 1 - p];
            }
            past.Add(value);
        }
        return [.. past.Skip(100).Select(v => v.ToArray())];
    }

    /// <summary>A stream of a random sparse process of order one.</summary>
    public static double[][] Stream(ulong seed, int nodes, int samples)
    {
        var random = new RandomStream(seed);
        return Simulate(random.Split("noise"), samples, 1, Operator(random.Split("graph"), nodes, 2));
    }

    /// <summary>Settings of every kind, drawn from a seed.</summary>
    public static AdaCgpOptions Options(ulong seed)
    {
        AdaCgpPath? path = (seed % 3) switch
        {
            0 => null,
            1 => AdaCgpPath.Path1,
            _ => AdaCgpPath.Path2,
        };
        return new AdaCgpOptions
        {
            Order = 1 + (int)(seed / 3 % 3),
            MaximumOrder = 3,
            Forgetting = seed / 9 % 2 == 0 ? 1 : 0.98,
            Path = path,
            Debias = seed / 18 % 2 == 0 ? AdaCgpDebiasing.Alternating : AdaCgpDebiasing.AfterConvergence,
            StepRule = path is not null && seed / 36 % 2 == 0 ? AdaCgpStepRule.LineSearch : null,
            UpdateInterval = 1 + (int)(seed / 72 % 3),
            Patience = 20,
            BurnIn = 20,
        };
    }

    /// <summary>Feeds samples.</summary>
    public static T Feed<T>(T estimator, IEnumerable<double[]> samples)
        where T : OnlineAdaCgp
    {
        foreach (double[] sample in samples)
        {
            estimator.Step(sample);
        }
        return estimator;
    }

    /// <summary>Whether two estimators are in the same state to the bit.</summary>
    public static bool SameBits(OnlineAdaCgp a, OnlineAdaCgp b) =>
        a.Save().ToBytes().AsSpan().SequenceEqual(b.Save().ToBytes());

    /// <summary>Whether two matrices agree within a relative tolerance.</summary>
    public static bool IsClose(Matrix<double> a, Matrix<double> b, double tolerance) =>
        (a - b).FrobeniusNorm() <= tolerance * Math.Max(1e-300, b.FrobeniusNorm());
}
