using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

public sealed class PolynomialProperties
{
    private const int Nodes = 5;
    private const int Order = 3;

    [Fact]
    public void TheGradientIsTheDerivativeOfTheCriterion() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Case c = Make(seed);
            var model = new PolynomialMoments(Nodes, Order, Nodes, new IndexWorkers(1));
            model.Prepare(c.Moments, c.Shift, Order);
            model.Evaluate(c.Coefficients);
            model.Differentiate(c.Shift, c.Coefficients);
            var direction = Matrix<double>.Build.Dense(Nodes, Nodes, (_, _) => c.Random.NextNormal());
            const double step = 1e-5;
            double slope = (Criterion(c, c.W + step * direction) - Criterion(c, c.W - step * direction)) / (2 * step);
            double expected = Matrix<double>
                .Build.DenseOfRowMajor(Nodes, Nodes, model.Gradient)
                .PointwiseMultiply(direction)
                .Enumerate()
                .Sum();
            return Math.Abs(slope - expected) < 1e-5 * (1 + Math.Abs(expected) + Math.Abs(Criterion(c, c.W)));
        });

    [Fact]
    public void TheCriterionIsTheQuadraticFormOfTheFilters() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Case c = Make(seed);
            var model = new PolynomialMoments(Nodes, Order, Nodes, new IndexWorkers(1));
            model.Prepare(c.Moments, c.Shift, Order);
            double expected = Criterion(c, c.W);
            return Math.Abs(model.Evaluate(c.Coefficients) - expected) < 1e-9 * (1 + Math.Abs(expected));
        });

    [Fact]
    public void TheInformationIsTheGaussNewtonBlockOfARow() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Case c = Make(seed);
            var model = new PolynomialMoments(Nodes, Order, Nodes, new IndexWorkers(1));
            model.Prepare(c.Moments, c.Shift, Order);
            model.Evaluate(c.Coefficients);
            model.Differentiate(c.Shift, c.Coefficients);
            int row = (int)(seed % Nodes);
            int[] columns = [(int)(seed % 3), 3 + (int)(seed % 2)];
            var block = new double[columns.Length * Nodes];
            model.InformationRows(row, columns, block);
            Matrix<double> r = Matrix<double>.Build.DenseOfRowMajor(Nodes * Order, Nodes * Order, c.Moments.R);
            for (int a = 0; a < columns.Length; a++)
            {
                Matrix<double> left = Derivative(c, row, columns[a]);
                for (int j = 0; j < Nodes; j++)
                {
                    double expected = (left * r).PointwiseMultiply(Derivative(c, row, j)).Enumerate().Sum();
                    if (Math.Abs(block[a * Nodes + j] - expected) > 1e-8 * (1 + r.FrobeniusNorm()))
                    {
                        return false;
                    }
                }
                double diagonal = model.InformationDiagonal(row, columns[a]);
                if (Math.Abs(diagonal - block[a * Nodes + columns[a]]) > 1e-9 * (1 + Math.Abs(diagonal)))
                {
                    return false;
                }
            }
            return true;
        });

    [Fact]
    public void NoOtherCoefficientsExplainMore() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Case c = Make(seed);
            var model = new PolynomialMoments(Nodes, Order, Nodes, new IndexWorkers(1));
            model.Prepare(c.Moments, c.Shift, Order);
            var best = new double[9];
            model.SolveCoefficients(best);
            double least = model.Evaluate(best);
            double[] other = [.. best.Select((h, k) => k < 2 ? h : h + 0.1 * c.Random.NextNormal())];
            return model.Evaluate(other) >= least - 1e-9 * (1 + Math.Abs(least)) && best[0] == 0 && best[1] == 1;
        });

    [Fact]
    public void TheForecastIsThatOfTheWrittenFilters() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            Case c = Make(seed);
            var estimator = new AdaCgp(Nodes, new AdaCgpOptions { Polynomial = PolynomialStructure.Always });
            CorrectedData.Feed(estimator, c.Samples);
            var prediction = new double[Nodes];
            estimator.Forecast(prediction);
            Vector<double> expected = estimator.Filters() * Vector<double>.Build.DenseOfArray(estimator.Lags());
            Matrix<double> commutator = Commutator(estimator.Filters());
            return Close.RelativeError(prediction, expected.AsArray()) < 1e-9 && commutator.FrobeniusNorm() < 1e-9;
        });

    [Fact]
    public void JointEstimationBeatsLeastSquaresOnTheTrueSupportOfAllLags()
    {
        double joint = 0;
        double separate = 0;
        for (ulong seed = 0; seed < 4; seed++)
        {
            var random = new RandomStream(seed);
            Matrix<double> w = CorrectedData.Operator(random.Split("graph"), 12, 2, 0.55);
            Matrix<double>[] filters = CorrectedData.Filters(w, [0, 1, 0.1, 0.3, 0.3, -0.1, 0.2, -0.3, 0.3], 3);
            double[][] x = CorrectedData.Simulate(random.Split("noise"), 1200, 1, filters);
            AdaCgp estimator = CorrectedData.Feed(new AdaCgp(12), x);
            estimator.Settle();
            Assert.True(estimator.ReportsPolynomial);
            joint += (estimator.ShiftOperator() - w).FrobeniusNorm() / w.FrobeniusNorm();
            separate += (Oracle(x, filters) - w).FrobeniusNorm() / w.FrobeniusNorm();
        }
        Assert.True(joint < separate, $"joint {joint:g3}, least squares on the true support {separate:g3}");
    }

    private static Matrix<double> Oracle(double[][] x, Matrix<double>[] filters)
    {
        int nodes = filters[0].RowCount;
        var z = Matrix<double>.Build.Dense(x.Length - 3, nodes * 3, (t, k) => x[t + 2 - k / nodes][k % nodes]);
        var w = Matrix<double>.Build.Dense(nodes, nodes);
        for (int i = 0; i < nodes; i++)
        {
            int[] support = [.. Enumerable.Range(0, nodes * 3).Where(k => filters[k / nodes][i, k % nodes] != 0)];
            var design = Matrix<double>.Build.DenseOfColumnVectors(support.Select(z.Column));
            int row = i;
            Vector<double> fit = design.QR().Solve(Vector<double>.Build.Dense(x.Length - 3, t => x[t + 3][row]));
            for (int k = 0; k < support.Length && support[k] < nodes; k++)
            {
                w[i, support[k]] = fit[k];
            }
        }
        return w;
    }

    private static Matrix<double> Commutator(Matrix<double> filters)
    {
        Matrix<double> a = filters.SubMatrix(0, Nodes, 0, Nodes);
        Matrix<double> b = filters.SubMatrix(0, Nodes, Nodes, Nodes);
        return a * b - b * a;
    }

    private static Matrix<double> Stacked(Matrix<double> w, double[] h)
    {
        Matrix<double>[] filters = CorrectedData.Filters(w, h, Order);
        return filters[0].Append(filters[1]).Append(filters[2]);
    }

    private static double Criterion(Case c, Matrix<double> w)
    {
        Matrix<double> r = Matrix<double>.Build.DenseOfRowMajor(Nodes * Order, Nodes * Order, c.Moments.R);
        Matrix<double> cross = Matrix<double>.Build.DenseOfRowMajor(Nodes, Nodes * Order, c.Moments.C);
        Matrix<double> psi = Stacked(w, c.Coefficients);
        return 0.5 * (psi * r).PointwiseMultiply(psi).Enumerate().Sum()
            - psi.PointwiseMultiply(cross).Enumerate().Sum();
    }

    /// <summary>d Psi / d W_ij by a central difference, exact up to rounding for cubic polynomials with Richardson's correction.</summary>
    private static Matrix<double> Derivative(Case c, int i, int j)
    {
        Matrix<double> Difference(double step)
        {
            Matrix<double> up = c.W.Clone();
            Matrix<double> down = c.W.Clone();
            up[i, j] += step;
            down[i, j] -= step;
            return (Stacked(up, c.Coefficients) - Stacked(down, c.Coefficients)) / (2 * step);
        }
        return (4 * Difference(0.05) - Difference(0.1)) / 3;
    }

    private static Case Make(ulong seed)
    {
        var random = new RandomStream(seed);
        Matrix<double> w = CorrectedData.Operator(random.Split("graph"), Nodes, 2);
        double[][] samples = CorrectedData.Stream(seed, Nodes, 60);
        var moments = new LaggedMoments(Nodes, Order, 1, new IndexWorkers(1));
        for (int t = 0; t < samples.Length; t++)
        {
            if (t < Order)
            {
                moments.PushLag(samples[t]);
            }
            else
            {
                moments.Push(samples[t], 0.99);
                moments.Flush();
            }
        }
        var shift = new SparseRows(Nodes, Nodes);
        for (int i = 0; i < Nodes; i++)
        {
            shift.SetRow(i, w.Row(i).ToArray());
        }
        double[] h = [0, 1, .. Enumerable.Range(0, 7).Select(_ => 0.3 * random.NextNormal())];
        return new Case(random, w, shift, moments, h, samples);
    }

    private sealed record Case(
        RandomStream Random,
        Matrix<double> W,
        SparseRows Shift,
        LaggedMoments Moments,
        double[] Coefficients,
        double[][] Samples
    );
}
