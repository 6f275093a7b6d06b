using System.Globalization;
using System.Text;
using Gsp.Files;
using Gsp.Graphs;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Architecture;

/// <summary>Files are the same under a culture that writes commas and points the other way round.</summary>
public sealed class CultureTests
{
    private static readonly Matrix<double> Numbers = Matrix<double>.Build.DenseOfArray(
        new[,]
        {
            { 1234567.5, -0.001 },
            { double.NaN, 1e-300 },
        }
    );

    private static readonly EdgeList Graph = new(
        2,
        [new GraphEdge(0, 1, 1234.5), new GraphEdge(1, 0, -2.25)],
        true,
        ["a", "b"]
    );

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("fr-FR")]
    public void EveryWriterAndReaderIgnoresTheCulture(string culture)
    {
        byte[][] plain = [.. Written()];
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            byte[][] there = [.. Written()];
            Assert.Equal(plain.Length, there.Length);
            for (int k = 0; k < plain.Length; k++)
            {
                Assert.Equal(plain[k], there[k]);
            }
            Assert.Equal(1234567.5, Csv.Parse(plain[0]).Values[0, 0]);
            Assert.Equal(1234567.5, Npy.Parse(plain[1]).ToMatrix()[0, 0]);
            Assert.Equal(-2.25, EdgeListFile.Parse(plain[2]).Edges[1].Weight);
            Assert.Equal(-2.25, GraphMl.Parse(plain[3]).Edges[1].Weight);
            Assert.Equal(-0.001, MatrixMarket.Parse(plain[4]).ToDense()[0, 1]);
            GspFormatException error = Assert.Throws<GspFormatException>(() => Csv.Parse("1\nx\n"u8));
            Assert.Contains("byte 2", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static IEnumerable<byte[]> Written()
    {
        yield return To(stream => Csv.Write(stream, NumericTable.FromMatrix(Numbers)));
        yield return To(stream => Npy.Write(stream, NpyArray.FromMatrix(Numbers)));
        yield return Encoding.UTF8.GetBytes(EdgeListFile.Text(Graph));
        yield return To(stream => GraphMl.Write(stream, Graph));
        yield return Encoding.UTF8.GetBytes(MatrixMarket.Text(MatrixMarketMatrix.FromDense(Numbers)));
    }

    private static byte[] To(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}
