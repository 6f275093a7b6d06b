using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using Xunit;

namespace Gsp.Core.Tests.Topology;

/// <summary>The sparse products of a step against their definition, for every width of strip and its edges.</summary>
public sealed class SparseProductTests
{
    [Fact]
    public void ASparseRowTimesAMatrixIsItsChainOfMultiplyAddsToTheBit() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream stream = new RandomStream(seed).Split("sparse row");
            int width = 1 + (int)(stream.NextUInt64() % (seed % 10 == 0 ? 700u : 160u));
            int rows = 1 + (int)(stream.NextUInt64() % 20);
            int stride = width + (int)(stream.NextUInt64() % 9);
            double[] matrix = Normal(stream, rows * stride);
            int[] columns = [.. Enumerable.Range(0, rows).Where(_ => stream.NextUniform() < 0.5)];
            double[] values = Normal(stream, columns.Length);
            double[] expected = Normal(stream, width);
            double[] actual = [.. expected];
            double sign = stream.NextUniform() < 0.5 ? -1 : 0.7;
            for (int j = 0; j < width; j++)
            {
                for (int k = 0; k < columns.Length; k++)
                {
                    expected[j] = Math.FusedMultiplyAdd(sign * values[k], matrix[columns[k] * stride + j], expected[j]);
                }
            }
            RowKernels.AddSparseRow(values, columns, sign, matrix, stride, 0, actual);
            return expected.SequenceEqual(actual);
        });

    [Fact]
    public void NonZerosAreGatheredWithTheirPlaces() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream stream = new RandomStream(seed).Split("gather");
            int n = 1 + (int)(stream.NextUInt64() % 40);
            double share = stream.NextUniform();
            double[] dense = [.. Normal(stream, n * n).Select(value => stream.NextUniform() < share ? value : 0)];
            var padded = new PaddedMatrix(n, n);
            padded.CopyFrom(dense.AsRowMajor(n, n));
            var fromView = new CompressedRows(n);
            var fromPadded = new CompressedRows(n);
            fromView.Gather(dense.AsRowMajor(n, n));
            fromPadded.Gather(padded);
            return Enumerable
                .Range(0, n)
                .All(i =>
                {
                    int[] columns = [.. Enumerable.Range(0, n).Where(j => dense[i * n + j] != 0)];
                    return columns.AsSpan().SequenceEqual(fromView.ColumnsOf(i))
                        && columns.AsSpan().SequenceEqual(fromPadded.ColumnsOf(i))
                        && columns.Select(j => dense[i * n + j]).ToArray().AsSpan().SequenceEqual(fromView.ValuesOf(i))
                        && fromView.ValuesOf(i).SequenceEqual(fromPadded.ValuesOf(i));
                });
        });

    [Fact]
    public void ATransposeOfATransposeIsTheMatrixAndItsPaddingStaysZero() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream stream = new RandomStream(seed).Split("transpose");
            int n = 1 + (int)(stream.NextUInt64() % 70);
            double[] dense = Normal(stream, n * n);
            var matrix = new PaddedMatrix(n, n);
            var once = new PaddedMatrix(n, n);
            var twice = new PaddedMatrix(n, n);
            matrix.CopyFrom(dense.AsRowMajor(n, n));
            once.SetTransposed(matrix);
            twice.SetTransposed(once);
            double padding = 0;
            for (int i = 0; i < n; i++)
            {
                foreach (double value in once.Data.Slice(i * once.Stride + n, once.Stride - n))
                {
                    padding += Math.Abs(value);
                }
            }
            return padding == 0 && once.Row(n - 1)[0] == dense[n - 1] && twice.ToArray().AsSpan().SequenceEqual(dense);
        });

    private static double[] Normal(RandomStream stream, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => stream.NextNormal())];
}
