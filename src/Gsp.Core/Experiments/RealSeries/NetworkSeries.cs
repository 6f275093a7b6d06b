using System.Globalization;
using Gsp.Files;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>Series whose graph is given as a table: chickenpox in Hungary's counties, traffic in Los Angeles, and functional imaging.</summary>
internal static class NetworkSeries
{
    /// <summary>Weekly case counts of 20 counties with the counties' adjacency.</summary>
    public static RealSeries Chickenpox(string data)
    {
        string folder = Path.Combine(data, "causal-real", "hungary-chickenpox");
        NumericTable table = Csv.Read(Path.Combine(folder, "data", "hungary-chickenpox.continuous.txt"));
        NumericTable pairs = Csv.Read(
            Path.Combine(folder, "ground.truth", "hungary_county_edges.txt"),
            new CsvOptions { Columns = ["id_1", "id_2"] }
        );
        Matrix<double> graph = Matrix<double>.Build.Dense(table.Columns, table.Columns);
        for (int k = 0; k < pairs.Rows; k++)
        {
            (int i, int j) = ((int)pairs.Values[k, 0], (int)pairs.Values[k, 1]);
            graph[i, j] = graph[j, i] = i == j ? 0 : 1;
        }
        int training = table.Rows * 3 / 4;
        // Counts grow in proportion: their logarithms are closer to a linear model.
        Matrix<double> raw = table.Values.Map(count => Math.Log(1 + count), Zeros.Include);
        (Matrix<double> samples, Matrix<double> observed) = SeriesPreparation.Standardise(raw, training);
        return new RealSeries
        {
            Name = "chickenpox",
            Title = "Weekly chickenpox cases, 20 counties of Hungary 2005-2015",
            Processing = "log(1 + cases); zero mean and unit variance over the training part",
            Samples = samples,
            Observed = observed,
            TrainingRows = training,
            Nodes = table.Names,
            KnownGraph = graph,
            KnownGraphMeaning = "counties that share a border",
        };
    }

    /// <summary>Five-minute mean speeds of 207 sensors over a week with the road graph.</summary>
    public static RealSeries Traffic(string data)
    {
        // The header is the sensors' numbers, which could pass for samples.
        NumericTable table = Csv.Read(
            Path.Combine(data, "metr-la-week", "los_speed.csv"),
            new CsvOptions { Header = CsvHeader.Present }
        );
        Matrix<double> roads = Csv.Read(
            Path.Combine(data, "metr-la-week", "los_adj.csv"),
            new CsvOptions { Header = CsvHeader.Absent }
        ).Values;
        int training = table.Rows * 5 / 7;
        (Matrix<double> samples, Matrix<double> observed) = SeriesPreparation.Standardise(table.Values, training);
        return new RealSeries
        {
            Name = "traffic",
            Title = "Five-minute mean speeds, 207 sensors of Los Angeles, 1-7 March 2012",
            Processing = "zero mean and unit variance over the training part (five days)",
            Samples = samples,
            Observed = observed,
            TrainingRows = training,
            Nodes = table.Names,
            KnownGraph = roads.MapIndexed((i, j, weight) => i == j ? 0 : weight),
            KnownGraphMeaning = "sensors close to one another by road",
            Positions = SensorPositions(
                Path.Combine(data, "dcrnn-sensor-graphs", "graph_sensor_locations.csv"),
                table.Names
            ),
        };
    }

    /// <summary>Eight regions and the stimulus of one subject's functional imaging, for each subject.</summary>
    public static IReadOnlyList<RealSeries> Imaging(string data) =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(data, "causal-real", "fmri.9var", "data", "9var"), "*.continuous.txt")
                .Order(StringComparer.Ordinal)
                .Select(path => ImagingSubject(path)),
        ];

    private static RealSeries ImagingSubject(string path)
    {
        NumericTable table = Csv.Read(path);
        int training = table.Rows * 3 / 4;
        (Matrix<double> samples, Matrix<double> observed) = SeriesPreparation.Standardise(table.Values, training);
        return new RealSeries
        {
            Name = Path.GetFileName(path).Split('.')[0],
            Title = "Functional magnetic resonance imaging of eight regions and the stimulus",
            Processing = "zero mean and unit variance over the training part",
            Samples = samples,
            Observed = observed,
            TrainingRows = training,
            Nodes = table.Names,
        };
    }

    /// <summary>The sensors' coordinates where the table is there and names them all; null otherwise.</summary>
    private static (double X, double Y)[]? SensorPositions(string path, IReadOnlyList<string> sensors)
    {
        if (!File.Exists(path))
        {
            return null;
        }
        NumericTable table = Csv.Read(path, new CsvOptions { Columns = ["sensor_id", "latitude", "longitude"] });
        Dictionary<string, (double X, double Y)> places = [];
        for (int k = 0; k < table.Rows; k++)
        {
            string id = table.Values[k, 0].ToString(CultureInfo.InvariantCulture);
            places[id] = (table.Values[k, 2], table.Values[k, 1]);
        }
        return sensors.All(places.ContainsKey) ? [.. sensors.Select(id => places[id])] : null;
    }
}
