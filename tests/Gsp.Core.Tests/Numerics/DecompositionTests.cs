using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;
using static Gsp.Core.Tests.Numerics.MatrixTypes;
using Complex = System.Numerics.Complex;

namespace Gsp.Core.Tests.Numerics;

/// <summary>Scaled residual ratios of QR, least squares, eigenvalues and singular values over matrix types and shapes (threshold 30).</summary>
public sealed class DecompositionTests
{
    public static TheoryData<int, int> Shapes =>
        new()
        {
            { 1, 1 },
            { 2, 2 },
            { 3, 2 },
            { 2, 5 },
            { 7, 7 },
            { 20, 11 },
            { 11, 20 },
            { 45, 45 },
            { 90, 17 },
        };

    public static TheoryData<int> Sizes => [1, 2, 3, 4, 7, 16, 41];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void QrReconstructsWithOrthonormalColumns(int m, int n)
    {
        foreach ((string name, Matrix<double> a) in General(m, n, 1))
        {
            foreach (bool pivoting in new[] { false, true })
            {
                QrDecomposition qr = QrDecomposition.Of(a, pivoting);
                Matrix<double> permuted = Matrix<double>.Build.Dense(m, n, (i, j) => a[i, qr.Permutation[j]]);
                Small(Ratio(qr.Q() * qr.R() - permuted, a), name);
                Small(Orthogonality(qr.Q()), name);
                Matrix<double> r = qr.R();
                for (int k = 0; k < Math.Min(m, n); k++)
                {
                    Assert.True(r[k, k] >= 0, name);
                    // Pivots of the order of 1e-280 are rounding of rounding, in no order.
                    Assert.True(
                        !pivoting || k == 0 || r[k, k] <= r[k - 1, k - 1] * (1 + 1e-12) + 1e-280 * r[0, 0],
                        name
                    );
                }
            }
        }
    }

    [Fact]
    public void QrRankIsThatOfTheProductOfRandomFactors() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new RandomStream(seed);
            int m = 1 + stream.NextInt(15);
            int n = 1 + stream.NextInt(15);
            int rank = 1 + stream.NextInt(Math.Min(m, n));
            Matrix<double> a = Normal(stream, m, rank) * Normal(stream, rank, n);
            return QrDecomposition.Of(a, pivoting: true).Rank == rank && SingularValues.Of(a).Rank == rank;
        });

    /// <summary>The residual is orthogonal to the columns, the solution to the null space, and no perturbation does better.</summary>
    [Fact]
    public void LeastSquaresIsOptimal() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new RandomStream(seed);
            int m = 1 + stream.NextInt(12);
            int n = 1 + stream.NextInt(12);
            int rank = 1 + stream.NextInt(Math.Min(m, n));
            Matrix<double> a = Normal(stream, m, rank) * Normal(stream, rank, n);
            Vector<double> b = Normal(stream, m, 1).Column(0);
            LeastSquaresFit fit = LeastSquares.Solve(a, b.ToArray());
            Vector<double> x = Vector<double>.Build.Dense(fit.Solution);
            Vector<double> residual = a * x - b;
            double scale = a.FrobeniusNorm() * (a.FrobeniusNorm() * x.L2Norm() + b.L2Norm());
            Matrix<double> projector = SingularValues.Of(a).PseudoInverse() * a - Matrix<double>.Build.DenseIdentity(n);
            return (a.TransposeThisAndMultiply(residual)).L2Norm() <= 1e-12 * scale
                && Math.Abs(fit.ResidualNorm - residual.L2Norm()) <= 1e-10 * (b.L2Norm() + scale)
                && (projector * x).L2Norm() <= 1e-8 * (1 + x.L2Norm())
                && fit.IsFullRank == (rank == n);
        });

    [Fact]
    public void LeastSquaresOfDependentColumnsIsTheOneOfSmallestNormAsBySingularValues()
    {
        Matrix<double> a = Matrix<double>.Build.DenseOfArray(
            new double[,]
            {
                { 1, 2, 3 },
                { 2, 4, 6 },
                { 1, 0, 1 },
                { 0, 2, 2 },
            }
        );
        double[] b = [1, 2, 3, 4];
        LeastSquaresFit fit = LeastSquares.Solve(a, b);
        Assert.Equal(2, fit.Rank);
        Assert.False(fit.IsFullRank);
        Close.Relative(fit.Solution, SingularValues.Of(a).Solve(b), 1e-13);
        Assert.Throws<InvalidOperationException>(() => QrDecomposition.Of(a).Solve(b));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void SymmetricEigenpairs(int n)
    {
        foreach ((string name, Matrix<double> a) in Symmetric(n, 2))
        {
            SymmetricEigen eigen = SymmetricEigen.Of(a);
            Assert.True(eigen.Status == DecompositionStatus.Succeeded, name);
            Matrix<double> v = eigen.Vectors;
            Matrix<double> scaled = v.MapIndexed((_, k, value) => value * eigen.Values[k]);
            Small(Ratio(a * v - scaled, a), name);
            Small(Orthogonality(v), name);
            Assert.True(eigen.Values.Zip(eigen.Values.Skip(1)).All(pair => pair.First <= pair.Second), name);
            Assert.True(
                v.EnumerateColumns().All(column => column[column.AbsoluteMaximumIndex()] > 0 || Tied(column)),
                name
            );
            double[] without = [.. SymmetricEigen.Of(a, vectors: false).Values];
            Small(Ratio(Norm(without.Zip(eigen.Values, (x, y) => x - y)), Norm(eigen.Values), n), name);
        }

        static bool Tied(Vector<double> column) =>
            column.Count(value => Math.Abs(value) > column.AbsoluteMaximum() * (1 - 1e-9)) > 1;
    }

    /// <summary>The path with n nodes has the eigenvalues 2 cos(k pi / (n + 1)).</summary>
    [Fact]
    public void SymmetricEigenvaluesOfThePathGraphInClosedForm()
    {
        int n = 40;
        double[] exact = [.. Enumerable.Range(1, n).Select(k => 2 * Math.Cos(k * Math.PI / (n + 1))).Order()];
        Close.Relative([.. SymmetricEigen.Of(Path(n)).Values], exact, 1e-14);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void GeneralEigenpairs(int n)
    {
        foreach ((string name, Matrix<double> a) in Square(n, 3))
        {
            GeneralEigen eigen = GeneralEigen.Of(a);
            Assert.True(eigen.Status == DecompositionStatus.Succeeded, name);
            Matrix<Complex> v = eigen.Vectors!;
            double norm = a.Enumerate().Max(Math.Abs);
            Matrix<Complex> product = a.ToComplex() * v;
            double residual = 0;
            for (int k = 0; k < n; k++)
            {
                Vector<Complex> difference = product.Column(k) - v.Column(k) * eigen.Values[k];
                residual = Math.Max(residual, difference.Enumerate().Max(entry => entry.Magnitude));
                double length = Math.Sqrt(v.Column(k).Sum(entry => entry.Magnitude * entry.Magnitude));
                Assert.InRange(length, 1 - 1e-12, 1 + 1e-12);
            }
            Small(Ratio(residual, norm, n), name);
            // Complex values come in exact pairs.
            Complex[] complex = [.. eigen.Values.Where(value => value.Imaginary != 0)];
            Assert.True(complex.All(value => complex.Contains(Complex.Conjugate(value))), name);
            // The trace and the values agree.
            Complex sum = eigen.Values.Aggregate(Complex.Zero, (s, value) => s + value);
            Small(Ratio((sum - a.Trace()).Magnitude, norm * n, n), name);
        }
    }

    /// <summary>The directed cycle has the n-th roots of one.</summary>
    [Fact]
    public void GeneralEigenvaluesOfTheCycleInClosedForm()
    {
        int n = 12;
        Matrix<double> cycle = Matrix<double>.Build.Dense(n, n, (i, j) => j == (i + 1) % n ? 1 : 0);
        Complex[] exact = [.. Enumerable.Range(0, n).Select(k => Complex.FromPolarCoordinates(1, 2 * Math.PI * k / n))];
        GeneralEigen eigen = GeneralEigen.Of(cycle);
        Assert.All(exact, root => Assert.True(eigen.Values.Min(value => (value - root).Magnitude) < 1e-13));
        Assert.InRange(eigen.SpectralRadius, 1 - 1e-13, 1 + 1e-13);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void SingularValuesReconstruct(int m, int n)
    {
        foreach ((string name, Matrix<double> a) in General(m, n, 4))
        {
            SingularValues svd = SingularValues.Of(a);
            Assert.True(svd.Status == DecompositionStatus.Succeeded, name);
            Matrix<double> scaled = svd.Left.MapIndexed((_, k, value) => value * svd.Values[k]);
            Small(Ratio(scaled * svd.Right.Transpose() - a, a), name);
            Small(Orthogonality(svd.Left), name);
            Small(Orthogonality(svd.Right), name);
            Assert.True(svd.Values.All(value => value >= 0), name);
            Assert.True(svd.Values.Zip(svd.Values.Skip(1)).All(pair => pair.First >= pair.Second), name);
        }
    }

    /// <summary>Golden numbers of LAPACK through NumPy: Golden/numerics/README.md.</summary>
    [Fact]
    public void AgreesWithLapack()
    {
        var golden = new GoldenTable("numerics", "decompositions.txt");
        Matrix<double> a = Matrix<double>.Build.DenseOfRowMajor(6, 6, golden["a"]);
        Matrix<double> s = (a + a.Transpose()) / 2;
        Close.Relative([.. SymmetricEigen.Of(s).Values], golden["eigh"], 1e-13);
        Close.Relative([.. SingularValues.Of(a).Values], golden["svd"], 1e-13);
        GeneralEigen eigen = GeneralEigen.Of(a);
        Close.Relative([.. eigen.Values.Select(value => value.Real)], golden["eig.real"], 1e-12);
        Close.Relative([.. eigen.Values.Select(value => Math.Abs(value.Imaginary))], golden["eig.imaginary"], 1e-12);
        Matrix<double> tall = Matrix<double>.Build.DenseOfRowMajor(12, 3, golden["a"]);
        Close.Relative(LeastSquares.Solve(tall, golden["b"]).Solution, golden["lstsq"], 1e-12);
        Matrix<double> r = QrDecomposition.Of(tall).R();
        Close.Relative(r.ToRowMajor(), golden["qr.r"], 1e-13);
        Matrix<double> definite = a * a.Transpose();
        Close.Relative(Cholesky.Of(definite).Lower().ToRowMajor(), golden["cholesky"], 1e-12);
        Close.Relative([Cholesky.Of(definite).LogDeterminant()], golden["logdet"], 1e-12);
    }

    [Fact]
    public void ValuesThatAreNotFiniteAreAStatusOrNamed()
    {
        Matrix<double> a = Matrix<double>.Build.DenseIdentity(3);
        a[1, 1] = double.NaN;
        Assert.Equal(DecompositionStatus.NotConverged, SymmetricEigen.Of(a).Status);
        Assert.Equal(DecompositionStatus.NotConverged, GeneralEigen.Of(a).Status);
        Assert.Equal(DecompositionStatus.NotPositiveDefinite, Cholesky.Of(a).Status);
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => QrDecomposition.Of(a)).Message);
        Assert.Throws<ArgumentException>(() => SymmetricEigen.Of(Matrix<double>.Build.Dense(2, 3)));
    }

    private static double Norm(IEnumerable<double> values) => values.Max(Math.Abs);

    private static void Small(double ratio, string name) => Assert.True(ratio <= Threshold, $"{name}: ratio {ratio}");
}
