using System.Text;
using Gsp.Files;
using Gsp.Graphs;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Fuzz;

/// <summary>Mutated tables, arrays and graphs.</summary>
public sealed class FileFuzz
{
    private static readonly Matrix<double> Numbers = Matrix<double>.Build.Dense(5, 3, (i, j) => (i * 1.25) - (j / 3.0));

    private static readonly EdgeList Graph = new(
        4,
        [new GraphEdge(0, 1, 0.5), new GraphEdge(1, 2, -1), new GraphEdge(3, 3, 1e-9)],
        directed: true,
        ["a", "b c", "d,\"e\"", "ü"]
    );

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    // The shortest cell is one digit and one separator.
    private static long Cells(int bytes) => (bytes + 1) / 2;

    [Fact]
    public void Csv() =>
        FuzzHarness.Run(
            "csv",
            [
                Utf8("time,\"a b\",c\r\n1,2.5,nan\r\n2,\"-3e-4\",?\r\n3,,NA\r\n"),
                Utf8("1\t2\t3\n4\t5\t6\n"),
                Utf8("  1.5   2 \n 3  4 \n"),
                Written(s => Files.Csv.Write(s, NumericTable.FromMatrix(Numbers), ';')),
            ],
            bytes => Files.Csv.Parse(bytes).ToString(),
            Cells
        );

    [Fact]
    public void Npy() =>
        FuzzHarness.Run(
            "npy",
            [
                Written(s => Files.Npy.Write(s, NpyArray.FromMatrix(Numbers))),
                Written(s => Files.Npy.Write(s, new NpyArray(new bool[6], 3, 2))),
                FortranBigEndian(),
            ],
            bytes => Files.Npy.Parse(bytes).ToDoubles(),
            bytes => bytes
        );

    [Fact]
    public void Npz() =>
        FuzzHarness.Run(
            "npz",
            [
                Written(s =>
                    Files.Npz.Write(s, [new("a", NpyArray.FromMatrix(Numbers)), new("b", new NpyArray(new int[3], 3))])
                ),
                Written(s =>
                    Files.Npz.Write(
                        s,
                        [new("a", NpyArray.FromMatrix(Numbers)), new("b", new NpyArray(new int[300], 300))],
                        compress: true
                    )
                ),
            ],
            bytes => Files.Npz.Parse(bytes, new NpzOptions { MaximumDecompressedBytes = 1 << 20 }),
            bytes => bytes
        );

    [Fact]
    public void EdgeLists() =>
        FuzzHarness.Run(
            "edges",
            [Utf8(EdgeListFile.Text(Graph)), Utf8("0 1 2.0\n1 2 0.1\n# comment\n2\n"), Utf8("from;to\n1;2\n3;4\n")],
            bytes => EdgeListFile.Parse(bytes).ToString(),
            Cells
        );

    [Fact]
    public void GraphMarkup() =>
        FuzzHarness.Run(
            "graphml",
            [
                Written(s => GraphMl.Write(s, Graph)),
                Written(s =>
                    GraphMl.Write(s, new EdgeList(3, [new GraphEdge(0, 1), new GraphEdge(1, 2, 0.5)], directed: false))
                ),
            ],
            bytes => GraphMl.Parse(bytes).ToString(),
            Cells
        );

    [Fact]
    public void MatrixMarkets() =>
        FuzzHarness.Run(
            "mtx",
            [
                Utf8(MatrixMarket.Text(MatrixMarketMatrix.FromDense(Numbers))),
                Utf8(MatrixMarket.Text(MatrixMarketMatrix.FromNonZeros(Numbers))),
                Utf8("%%MatrixMarket matrix coordinate pattern symmetric\n% note\n3 3 2\n2 1\n3 3\n"),
            ],
            bytes => MatrixMarket.Parse(bytes).Entries().Count(),
            Cells
        );

    private static byte[] FortranBigEndian()
    {
        const string header = "{'descr': '>f4', 'fortran_order': True, 'shape': (2, 3, 2), }\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Utf8(header), .. new byte[48]];
    }
}
