using System.Text;
using Gsp.Recordings;
using Xunit;

namespace Gsp.Fuzz;

/// <summary>Mutated tables of data sets.</summary>
public sealed class DataSetFuzz
{
    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    [Fact]
    public void Stays() =>
        FuzzHarness.Run(
            "stay",
            [
                Utf8("Time,Parameter,Value\n00:00,Age,54\n00:07,HR,73.5\n47:59,Temp,-1\n"),
                Utf8("Time,Parameter,Value\r\n"),
            ],
            bytes => IcuFile.Parse(bytes, "fuzz"),
            bytes => bytes
        );

    [Fact]
    public void Tables() =>
        FuzzHarness.Run(
            "text table",
            [
                Utf8(
                    "ecg_id,patient_id,age,recording_date,scp_codes\n1,2.0,300.0,1984-11-09 09:17:34,\"{'NORM': 100.0, 'SR': 0.0}\"\n"
                ),
            ],
            bytes =>
            {
                foreach (TextRow row in TextTable.Parse(bytes, "fuzz").Rows)
                {
                    _ = row.Identifier("patient_id");
                    _ = row.Number("age");
                    _ = row.Time("recording_date");
                    _ = ScpCodes.Parse(row["scp_codes"], reason => row.Error("scp_codes", reason));
                }
            },
            bytes => bytes
        );
}
