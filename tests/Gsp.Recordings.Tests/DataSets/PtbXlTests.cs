using System.Text;
using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests.DataSets;

public sealed class PtbXlTests
{
    private static string Folder => TestData.SharedOrSkip("data", "ptb-xl-mini");

    private static PtbXlOptions Subset => new() { Table = "ptbxl_database_subset3028.csv" };

    [Theory]
    [InlineData(LabelView.All, 71)]
    [InlineData(LabelView.Diagnostic, 44)]
    [InlineData(LabelView.Subclass, 23)]
    [InlineData(LabelView.Superclass, 5)]
    [InlineData(LabelView.Form, 19)]
    [InlineData(LabelView.Rhythm, 12)]
    public void ViewsHaveThePublishedNumbersOfLabels(LabelView view, int count)
    {
        ScpStatements statements = ScpStatements.Read(Path.Combine(Folder, "scp_statements.csv"));
        Assert.Equal(count, statements.Names(view).Count);
    }

    /// <summary>The super-class tables were made by others from the whole set.</summary>
    [Fact]
    public void SuperclassesFoldsAndPatientsAgreeWithAnIndependentTable()
    {
        RecordingSet<PtbXlRecord> set = PtbXl.Open(Folder, Subset with { View = LabelView.Superclass });
        Assert.Equal(3028, set.Records.Count);
        var truth = new Dictionary<string, (string Patient, int Fold, string Labels)>();
        foreach (string file in Directory.GetFiles(Path.Combine(Folder, "super_class"), "*.csv"))
        {
            foreach (TextRow row in TextTable.Read(file).Rows)
            {
                string[] labels = [.. new[] { "CD", "HYP", "MI", "NORM", "STTC" }.Where(l => row[l] == "1")];
                truth[row["ecg_id"]] = (
                    row.Identifier("patient_id"),
                    (int)row.Number("strat_fold")!,
                    string.Join(',', labels)
                );
            }
        }
        Assert.Equal(21388, truth.Count);
        int compared = 0;
        foreach (PtbXlRecord record in set.Records)
        {
            string labels = string.Join(',', record.Labels);
            if (!truth.TryGetValue(record.Id, out (string Patient, int Fold, string Labels) known))
            {
                // Left out of that table although its two statements are infarctions.
                Assert.Equal(record.Id == "3796" ? "MI" : "", labels);
                continue;
            }
            compared++;
            Assert.Equal(known, (record.Patient, record.Fold!.Value, labels));
        }
        Assert.Equal(2934, compared);
    }

    [Fact]
    public void TheRecommendedSplitIsByPatient()
    {
        PatientSplit split = PtbXl.Split(
            PtbXl.Open(Folder, Subset with { View = LabelView.Superclass, LabelledOnly = true })
        );
        Assert.Equal(["training", "validation", "test"], split.Parts.Select(part => part.Name));
        Assert.All(split["test"].Records, record => Assert.Equal(10, record.Fold));
        Assert.Throws<ArgumentException>(() =>
            new PatientSplit([split["test"], new("again", [split["test"].Records[0]])])
        );
    }

    [Fact]
    public void ARecordingCarriesWhatTheTableSays()
    {
        PtbXlRecord record = PtbXl.Open(Folder, Subset)["18756"];
        Assert.Equal("13186", record.Patient);
        Assert.Equal(52, record.Age);
        Assert.Equal(Sex.Female, record.Sex);
        Assert.Equal(10, record.Fold);
        Assert.Equal(new DateTime(1997, 10, 24, 16, 41, 18), record.Time);
        Assert.StartsWith("tachykardes vorhofflimmern", record.Report, StringComparison.Ordinal);
        Assert.Contains("ischÄmie", record.Report, StringComparison.Ordinal);
        Assert.Equal(["ABQRS", "AFIB", "ASMI", "IMI", "ISCAL"], record.Labels);
        Assert.Equal(50, record.Likelihoods["IMI"]);
        Assert.Equal(0, record.Likelihoods["AFIB"]);
        Assert.EndsWith("18756_lr", record.File100, StringComparison.Ordinal);
        PtbXlRecord likely = PtbXl.Open(Folder, Subset with { View = LabelView.Superclass, MinimumLikelihood = 80 })[
            "18756"
        ];
        Assert.Empty(likely.Labels);
    }

    [Fact]
    public void AgesThatTheSetHidesAreNinety() =>
        Assert.Equal(90, PtbXl.Open(Folder, Subset).Records.Max(record => record.Age));

    [Theory]
    [InlineData(100, 1000)]
    [InlineData(500, 5000)]
    public void BothRatesAreRead(int rate, int samples)
    {
        string data = Folder;
        using var folder = new TemporaryFolder();
        folder.Write(
            "ptbxl_database.csv",
            $"ecg_id,patient_id,age,sex,scp_codes,strat_fold,filename_lr,filename_hr\n1,15709.0,300.0,1,\"{{'NORM': 100.0}}\",3,{data}/records100/00000/00001_lr,{data}/records500/00000/00001_hr\n"
        );
        PtbXlRecord record = PtbXl
            .Open(folder.Path, new() { Rate = rate, Statements = Path.Combine(data, "scp_statements.csv") })
            .Records[0];
        Assert.Equal(90, record.Age);
        Recording recording = record.Load();
        Assert.Equal(rate, recording.Rate);
        Assert.Equal(12, recording.Channels.Count);
        Assert.Equal(samples, recording["aVR"].Length);
        Assert.Equal(-0.119, recording["I"].Samples[0], rate == 100 ? 1e-12 : 1);
    }

    [Theory]
    [InlineData("'NORM': 100.0}", "do not start")]
    [InlineData("{'NORM': 100.0", "expected ',' or '}'")]
    [InlineData("{'NORM': often}", "'often'")]
    [InlineData("{'NORM': 101}", "'101'")]
    [InlineData("{'NORM': 100.0} x", "text follows")]
    [InlineData("{NORM: 100.0}", "'NAME': likelihood")]
    [InlineData("{'NORM': 1 'SR': 0}", "'1 'SR': 0'")]
    public void DamagedStatementsNameRowAndReason(string statements, string word)
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "ptbxl_database.csv",
            $"ecg_id,patient_id,scp_codes,strat_fold,filename_lr,filename_hr\n1,2,\"{{}}\",1,a,b\n2,2,\"{statements}\",1,a,b\n"
        );
        folder.Write(
            "scp_statements.csv",
            ",description,diagnostic,form,rhythm,diagnostic_class,diagnostic_subclass\n"
        );
        var error = Assert.Throws<GspFormatException>(() => PtbXl.Open(folder.Path));
        Assert.Contains("row 3, column 'scp_codes'", error.Message, StringComparison.Ordinal);
        Assert.Contains(word, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ATableWithoutAColumnNamesThoseItHas()
    {
        var table = TextTable.Parse(Encoding.UTF8.GetBytes("a,b\n1,\"two\nlines\"\n"), "t.csv");
        Assert.Equal("two\nlines", table.Rows[0]["b"]);
        var error = Assert.Throws<GspFormatException>(() => table.Rows[0]["c"]);
        Assert.Contains("'c'", error.Message, StringComparison.Ordinal);
        Assert.Contains("a, b", error.Message, StringComparison.Ordinal);
        Assert.Throws<GspFormatException>(() => TextTable.Parse("a,b\n1\n"u8, "t.csv"));
        Assert.Throws<GspFormatException>(() => TextTable.Parse(""u8, "t.csv"));
    }

    [Fact]
    public void OptionsAreChecked()
    {
        Assert.Throws<ArgumentException>(() => PtbXl.Open("x", new() { Rate = 250 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => PtbXl.Open("x", new() { MinimumLikelihood = double.NaN }));
    }
}
