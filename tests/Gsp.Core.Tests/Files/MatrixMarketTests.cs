using System.Text;
using Gsp.Files;
using Gsp.Random;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Files;

public sealed class MatrixMarketTests
{
    public static TheoryData<string, string> Matrices =>
        new()
        {
            { "general.mtx", "0 1.5 0 0; 0 0 3.25 0; -2 0 0 0" },
            { "symmetric.mtx", "1 2 0; 2 0 -0.5; 0 -0.5 4" },
            { "array_symmetric.mtx", "1 2 0; 2 0 -0.5; 0 -0.5 4" },
            { "skew.mtx", "0 -2 1; 2 0 3; -1 -3 0" },
            { "array.mtx", "1 2 3; 4 5 6" },
            { "pattern.mtx", "0 1; 1 0" },
            { "integer.mtx", "0 1; 7 0" },
        };

    [Theory]
    [MemberData(nameof(Matrices))]
    public void FilesOfSciPyAreReadAndWrittenBack(string file, string expected)
    {
        Matrix<double> matrix = Matrix<double>.Build.DenseOfRowArrays(
            expected
                .Split(';')
                .Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(double.Parse).ToArray())
        );
        MatrixMarketMatrix read = MatrixMarket.Read(FilesGolden.Path(file));
        Assert.Equal(matrix, read.ToDense());
        MatrixMarketMatrix again = MatrixMarket.Parse(Encoding.UTF8.GetBytes(MatrixMarket.Text(read)));
        Assert.Equal(matrix, again.ToDense());
        Assert.Equal(read.Symmetry, again.Symmetry);
        Assert.Equal(read.Values, again.Values);
    }

    [Theory]
    [InlineData("", "banner")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n", "size")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2\n", "row 1")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 2000000000\n1 1 1\n", "row 1")]
    [InlineData("%%MatrixMarket matrix array real general\n60000 60000\n1\n", "row 1")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 1\n3 1 1\n", "row 2, column 1")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 1\n0 1 1\n", "row 2, column 1")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 1\n1 1 x\n", "row 2, column 3")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 1\n1 1 1\n1 2 1\n", "row 3")]
    [InlineData("%%MatrixMarket matrix coordinate real symmetric\n2 2 1\n1 2 1\n", "row 2")]
    [InlineData("%%MatrixMarket matrix coordinate real symmetric\n2 3 1\n2 1 1\n", "row 1")]
    [InlineData("%%MatrixMarket matrix coordinate real skew-symmetric\n2 2 1\n1 1 1\n", "row 2")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 2\n1 1 1234567\n", "entries")]
    [InlineData("%%MatrixMarket matrix array complex general\n1 1\n1 1\n", "banner")]
    [InlineData("%%MatrixMarket matrix array pattern general\n1 1\n1\n", "banner")]
    [InlineData("%%MatrixMarket tensor array real general\n1 1\n1\n", "banner")]
    public void DamagedFilesNameTheField(string text, string field) =>
        Assert.Equal(
            field,
            Assert.Throws<GspFormatException>(() => MatrixMarket.Parse(Encoding.UTF8.GetBytes(text))).Field
        );

    [Fact]
    public void WritingThenReadingIsIdentity() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            int rows = 1 + (int)(random.NextUInt64() % 5);
            int columns = 1 + (int)(random.NextUInt64() % 5);
            Matrix<double> matrix = Matrix<double>.Build.Dense(
                rows,
                columns,
                (_, _) => random.NextUInt64() % 2 == 0 ? 0 : random.NextUInt64() / 3.0
            );
            return MatrixMarket
                    .Parse(Encoding.UTF8.GetBytes(MatrixMarket.Text(MatrixMarketMatrix.FromNonZeros(matrix))))
                    .ToDense()
                    .Equals(matrix)
                && MatrixMarket
                    .Parse(Encoding.UTF8.GetBytes(MatrixMarket.Text(MatrixMarketMatrix.FromDense(matrix))))
                    .ToDense()
                    .Equals(matrix);
        });
}
