using System.Globalization;
using System.Text;
using Gsp.Files;
using Gsp.Random;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Files;

public sealed class CsvTests
{
    private static NumericTable Parse(string text, CsvOptions? options = null) =>
        Csv.Parse(Encoding.UTF8.GetBytes(text), options);

    private static GspFormatException Refused(string text, CsvOptions? options = null) =>
        Assert.Throws<GspFormatException>(() => Parse(text, options));

    [Theory]
    [InlineData("a,b\n1,2\n3,4\n")]
    [InlineData("a;b\r\n1;2\r\n3;4")]
    [InlineData("a\tb\r1\t2\r3\t4\r")]
    [InlineData("a | b\n1 | 2\n\n3 | 4\n\n\n")]
    [InlineData("  a   b \n 1  2\n\t3 \t 4  \n")]
    [InlineData("\"a\",\"b\"\n\"1\",2\n3,\"4\"\n")]
    [InlineData("\uFEFFa,b\n+1,2.0\n3e0,.4e1\n")]
    public void AnySeparatorLineEndAndQuoting(string text)
    {
        NumericTable table = Parse(text);
        Assert.Equal(["a", "b"], table.Names);
        Assert.Equal(
            Matrix<double>.Build.DenseOfArray(
                new double[,]
                {
                    { 1, 2 },
                    { 3, 4 },
                }
            ),
            table.Values
        );
        Assert.True(table.HasHeader);
    }

    [Fact]
    public void WithoutHeaderColumnsAreNumbered()
    {
        NumericTable table = Parse("1,2\n3,4\n");
        Assert.False(table.HasHeader);
        Assert.Equal(["x1", "x2"], table.Names);
        Assert.Equal(2, table.Rows);
        Assert.Equal(1, Parse("5\n6\n").Columns);
    }

    [Fact]
    public void ANumericFirstRowIsAHeaderOnlyOnDemand()
    {
        NumericTable table = Parse("773869,767541\n1,2\n", new CsvOptions { Header = CsvHeader.Present });
        Assert.Equal(["773869", "767541"], table.Names);
        Assert.Equal(1, table.Rows);
    }

    [Fact]
    public void AHeaderThatIsPartlyNumbersIsMentioned()
    {
        Assert.Contains("first row", Assert.Single(Parse("date,1990\n1,2\n").Notices), StringComparison.Ordinal);
        Assert.Empty(Parse("date,value\n1,2\n").Notices);
    }

    [Theory]
    [InlineData("a,b\n1,\n", true)]
    [InlineData("a,b\n1,nan\n", true)]
    [InlineData("a,b\n1,NaN\n", true)]
    [InlineData("a,b\n1,NA\n", true)]
    [InlineData("a,b\n1,NULL\n", true)]
    [InlineData("a,b\n1,?\n", true)]
    [InlineData("a,b\n1,-999\n", false)]
    public void MissingMarkersBecomeNaN(string text, bool missing) =>
        Assert.Equal(missing, double.IsNaN(Parse(text).Values[0, 1]));

    [Fact]
    public void MissingMarkersCanBeChosen() =>
        Assert.Equal(2, Parse("a,b\n-,MISSING\n", new CsvOptions { MissingMarkers = ["-", "missing"] }).Missing);

    [Fact]
    public void InfinitiesAreReadAndOverflowIsRefused()
    {
        Assert.Equal(double.NegativeInfinity, Parse("1\n-inf\n").Values[1, 0]);
        Assert.Contains("range of a double", Refused("1\n1e999\n").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TextInANumberColumnNamesByteRowAndColumn()
    {
        GspFormatException error = Refused("time,value\n1,2\n2,oops\n");
        Assert.Equal(17, error.ByteOffset);
        Assert.Equal("row 3, column 2 'value'", error.Field);
        Assert.Contains("'oops'", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ADecimalCommaIsExplained() =>
        Assert.Contains("decimal point", Refused("a;b\n1,5;2\n").Reason, StringComparison.Ordinal);

    [Fact]
    public void RaggedRowsNameTheRow()
    {
        GspFormatException error = Refused("1,2\n3\n4,5\n");
        Assert.Equal(4, error.ByteOffset);
        Assert.Equal("row 2", error.Field);
        Assert.Contains("1 cells", error.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n  \n")]
    [InlineData("a,b\n")]
    public void EmptyTablesAreRefused(string text) =>
        Assert.Contains("no rows", Refused(text).Reason, StringComparison.Ordinal);

    [Fact]
    public void OtherEncodingsAreNamed()
    {
        byte[] utf16 = [0xFF, 0xFE, (byte)'1', 0];
        Assert.Contains(
            "UTF-16",
            Assert.Throws<GspFormatException>(() => Csv.Parse(utf16)).Reason,
            StringComparison.Ordinal
        );
        Assert.Equal(2, Refused("1\n\0\n").ByteOffset);
        byte[] latin = [(byte)'K', 0xE4, (byte)'\n', (byte)'1'];
        Assert.Contains(
            "UTF-8",
            Assert.Throws<GspFormatException>(() => Csv.Parse(latin)).Reason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void ColumnsAreChosenByNameNumberOrExclusion()
    {
        const string text = "date,a,b\n2001-01-01,1,2\n2001-01-02,3,4\n";
        Assert.Equal(["b", "a"], Parse(text, new CsvOptions { Columns = ["b", "a"] }).Names);
        Assert.Equal(4, Parse(text, new CsvOptions { Columns = ["3"] }).Values[1, 0]);
        Assert.Equal(["a", "b"], Parse(text, new CsvOptions { Columns = ["!date"] }).Names);
        Assert.Contains(
            "date, a, b",
            Refused(text, new CsvOptions { Columns = ["c"] }).Reason,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => Parse(text, new CsvOptions { Columns = ["!a", "b"] }));
        Assert.Throws<ArgumentException>(() => Parse(text, new CsvOptions { Columns = [] }));
    }

    [Fact]
    public void ASeparatorThatStandsInNumbersIsRefused() =>
        Assert.Throws<ArgumentException>(() => Parse("1.2\n", new CsvOptions { Separator = '.' }));

    [Fact]
    public void QuotedCellsHoldSeparatorsQuotesAndLineEnds() =>
        Assert.Equal(["a,\"b\"", "c\nd"], Parse("\"a,\"\"b\"\"\",\"c\nd\"\n1,2\n").Names);

    [Theory]
    [InlineData("\"a,b\n1,2\n")]
    [InlineData("\"a\"x,b\n1,2\n")]
    public void BrokenQuotesAreRefused(string text) =>
        Assert.Contains("quote", Refused(text, new CsvOptions { Separator = ',' }).Reason, StringComparison.Ordinal);

    [Fact]
    public void WritingThenReadingIsIdentity() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            int rows = 1 + (int)(random.NextUInt64() % 6);
            int columns = 1 + (int)(random.NextUInt64() % 5);
            var values = Matrix<double>.Build.Dense(rows, columns, (_, _) => AnyDouble(ref random));
            bool named = random.NextUInt64() % 2 == 0;
            string[] names = [.. Enumerable.Range(0, columns).Select(k => $"n {k},\"{(char)('a' + k)}\t;|")];
            char separator = ",;\t| "[(int)(random.NextUInt64() % 5)];
            NumericTable table = named ? new NumericTable(names, values) : NumericTable.FromMatrix(values);
            using var stream = new MemoryStream();
            Csv.Write(stream, table, separator);
            NumericTable back = Csv.Parse(stream.ToArray(), new CsvOptions { Separator = separator });
            return back.Names.SequenceEqual(table.Names)
                && back.Values.ToColumnMajorArray()
                    .Select(BitConverter.DoubleToInt64Bits)
                    .SequenceEqual(
                        values
                            .ToColumnMajorArray()
                            .Select(v =>
                                double.IsNaN(v)
                                    ? BitConverter.DoubleToInt64Bits(double.NaN)
                                    : BitConverter.DoubleToInt64Bits(v)
                            )
                    );
        });

    [Fact]
    public void TheCultureChangesNothing()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            using var stream = new MemoryStream();
            Csv.Write(stream, NumericTable.FromMatrix(Matrix<double>.Build.Dense(1, 2, [1.5, -1234567.25])));
            Assert.Equal("1.5,-1234567.25\n", Encoding.UTF8.GetString(stream.ToArray()));
            Assert.Equal(-1234567.25, Csv.Parse(stream.ToArray()).Values[0, 1]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void AFailedWriteLeavesNothing()
    {
        using TemporaryFolder folder = FilesGolden.Temporary();
        Assert.Throws<ArgumentException>(() =>
            Csv.Write(folder["x.csv"], Matrix<double>.Build.Dense(1, 1), separator: '7')
        );
        Assert.Empty(Directory.GetFileSystemEntries(folder.Folder));
    }

    [Fact]
    public void RealTablesAreRead()
    {
        string stations = TestData.SharedOrSkip("data", "r-stations", "colorado_tmax_monthly_1950_1997.csv");
        NumericTable colorado = Csv.Read(stations, new CsvOptions { Columns = ["!month"] });
        Assert.Equal((576, 72), (colorado.Rows, colorado.Columns));
        string chickenpox = TestData.SharedOrSkip(
            "data",
            "causal-real",
            "hungary-chickenpox",
            "data",
            "hungary-chickenpox.continuous.txt"
        );
        NumericTable weeks = Csv.Read(chickenpox);
        Assert.Equal((522, 20), (weeks.Rows, weeks.Columns));
        Assert.Equal("ZALA", weeks.Names[^1]);
        Assert.Equal(168, weeks.Values[0, 0]);
    }

    private static double AnyDouble(ref RandomStream random) =>
        (random.NextUInt64() % 8) switch
        {
            0 => double.NaN,
            1 => -0.0,
            2 => double.Epsilon,
            3 => double.MaxValue,
            4 => double.NegativeInfinity,
            _ => BitConverter.UInt64BitsToDouble(random.NextUInt64()) switch
            {
                double.NaN => 1.0 / 3,
                double value => value,
            },
        };
}
