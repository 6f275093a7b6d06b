using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

public sealed class MomentsProperties
{
    [Fact]
    public void BlocksOfAnySizeGiveTheWeightedSumsOfAnyCourseOfForgetting() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            (int nodes, int order, int block, int samples) = (
                1 + (int)(seed % 5),
                1 + (int)(seed % 3),
                1 + (int)(seed % 7),
                40
            );
            var moments = new LaggedMoments(nodes, order, block, new IndexWorkers(1));
            var past = new List<double[]>();
            Matrix<double> r = Matrix<double>.Build.Dense(nodes * order, nodes * order);
            Matrix<double> c = Matrix<double>.Build.Dense(nodes, nodes * order);
            (double weight, double squared) = (0, 0);
            for (int t = 0; t < samples; t++)
            {
                var x = new double[nodes];
                random.FillNormal(x);
                if (t < order)
                {
                    moments.PushLag(x);
                }
                else
                {
                    double forgetting = 0.7 + 0.3 * random.NextUniform();
                    var z = Vector<double>.Build.Dense(nodes * order, k => past[t - 1 - k / nodes][k % nodes]);
                    r = forgetting * r + z.OuterProduct(z);
                    c = forgetting * c + Vector<double>.Build.DenseOfArray(x).OuterProduct(z);
                    (weight, squared) = (forgetting * weight + 1, forgetting * forgetting * squared + 1);
                    if (moments.Push(x, forgetting))
                    {
                        moments.Flush();
                    }
                }
                past.Add(x);
            }
            moments.Flush();
            return Close.RelativeError(moments.R, r.ToRowMajorArray()) < 1e-12
                && Close.RelativeError(moments.C, c.ToRowMajorArray()) < 1e-12
                && Math.Abs(moments.Weight - weight) < 1e-9
                && Math.Abs(moments.SquaredWeight - squared) < 1e-9;
        });

    [Fact]
    public void SecondMomentsAreSymmetricToTheBit() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            int nodes = 1 + (int)(seed % 9);
            var moments = new LaggedMoments(nodes, 2, 3, new IndexWorkers(1));
            var x = new double[nodes];
            for (int t = 0; t < 20; t++)
            {
                random.FillNormal(x);
                if (moments.Push(x, 0.9))
                {
                    moments.Flush();
                }
            }
            Matrix<double> r = Matrix<double>.Build.DenseOfRowMajor(2 * nodes, 2 * nodes, moments.R);
            return r.Equals(r.Transpose());
        });

    [Fact]
    public void TheFullFormEqualsTheBlockShiftFormWhereThatIsExact() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            // R[a, b] at t is the lagged covariance S^(b-a) at t - a, started so that both sums hold the same samples.
            (int nodes, int order, double forgetting) = (2 + (int)(seed % 4), 3, 0.95);
            double[][] x = CorrectedData.Stream(seed, nodes, 30);
            var moments = new LaggedMoments(nodes, order, 4, new IndexWorkers(1));
            for (int t = 0; t < x.Length; t++)
            {
                if (t < order)
                {
                    moments.PushLag(x[t]);
                }
                else if (moments.Push(x[t], forgetting))
                {
                    moments.Flush();
                }
            }
            moments.Flush();
            for (int a = 1; a <= order; a++)
            {
                for (int b = a; b <= order; b++)
                {
                    Matrix<double> s = Matrix<double>.Build.Dense(nodes, nodes);
                    for (int t = order - a; t < x.Length - a; t++)
                    {
                        Vector<double> now = Vector<double>.Build.DenseOfArray(x[t]);
                        s =
                            forgetting * s
                            + (
                                t - (b - a) >= 0
                                    ? now.OuterProduct(Vector<double>.Build.DenseOfArray(x[t - (b - a)]))
                                    : s * 0
                            );
                    }
                    for (int i = 0; i < nodes; i++)
                    {
                        for (int j = 0; j < nodes; j++)
                        {
                            double full = moments.R[((a - 1) * nodes + i) * moments.Width + (b - 1) * nodes + j];
                            if (Math.Abs(full - s[i, j]) > 1e-10 * (1 + s.FrobeniusNorm()))
                            {
                                return false;
                            }
                        }
                    }
                }
            }
            return true;
        });

    [Fact]
    public void ARowOfLeastSquaresAgreesWithADenseSolver() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            int size = 1 + (int)(seed % 12);
            var data = Matrix<double>.Build.Dense(size + 5, size, (_, _) => random.NextNormal());
            Matrix<double> r = data.TransposeThisAndMultiply(data);
            var c = Vector<double>.Build.Dense(size, _ => random.NextNormal());
            int[] all = [.. Enumerable.Range(0, size)];
            var regression = new RowRegression(size);
            regression.Factor(r.ToRowMajorArray(), size, all);
            var solution = new double[size];
            double explained = regression.Solve(c.AsArray(), all, solution);
            regression.Invert();
            Vector<double> expected = r.Cholesky().Solve(c);
            Matrix<double> inverse = r.Inverse();
            return Close.RelativeError(solution, expected.AsArray()) < 1e-7
                && Math.Abs(explained - c * expected) < 1e-7 * Math.Max(1, Math.Abs(explained))
                && all.All(k => Math.Abs(regression.InverseDiagonal(k) / inverse[k, k] - 1) < 1e-7);
        });

    [Fact]
    public void ARegressorThatOthersExplainHasNoCoefficient()
    {
        // Column 2 is the sum of columns 0 and 1.
        Matrix<double> data = Matrix<double>.Build.DenseOfArray(
            new double[,]
            {
                { 1, 2, 3 },
                { -1, 1, 0 },
                { 2, 0, 2 },
                { 0, 3, 3 },
            }
        );
        Matrix<double> r = data.TransposeThisAndMultiply(data);
        var regression = new RowRegression(3);
        regression.Factor(r.ToRowMajorArray(), 3, [0, 1, 2]);
        var solution = new double[3];
        regression.Solve((r * Vector<double>.Build.DenseOfArray([1, 1, 0])).AsArray(), [0, 1, 2], solution);
        Close.Relative(solution, [1, 1, 0], 1e-9);
        regression.Factor(r.ToRowMajorArray(), 3, [0, 1]);
        regression.Invert();
        Assert.Equal(0, regression.Unexplained(r.Row(2).ToArray(), 2, [0, 1]));
    }

    [Fact]
    public void VectorLoopsAgreeWithPlainOnes() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            int length = (int)(seed % 70);
            var x = new double[length];
            var y = new double[length];
            random.FillNormal(x);
            random.FillNormal(y);
            double dot = x.Zip(y, (a, b) => a * b).Sum();
            double[] sum = [.. x.Zip(y, (a, b) => b + 0.3 * a)];
            double[] sparse = [.. x.Select((a, j) => a + 2 * (0.5 * a - 1.5 * y[j]))];
            double scale = 1 + x.Sum(Math.Abs);
            bool same = Math.Abs(RowKernels.Dot(x, y) - dot) < 1e-12 * scale * 5;
            var rowSum = (double[])x.Clone();
            RowKernels.AddSparseRow([0.5, -1.5], [0, 1], 2, (double[])[.. x, .. y], length, 0, rowSum);
            RowKernels.AddScaled(0.3, x, y);
            return same && Close.RelativeError(y, sum) < 1e-13 && Close.RelativeError(rowSum, sparse) < 1e-13;
        });
}
