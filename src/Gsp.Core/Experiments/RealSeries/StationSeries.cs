using Gsp.Files;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>Series of weather and air stations with coordinates: Colorado's monthly temperatures and the Midwest's daily ozone.</summary>
internal static class StationSeries
{
    private const int NearestStations = 4;

    public static RealSeries Colorado(string data) =>
        Load(
            "colorado",
            "Monthly mean of the daily maximum temperature, Colorado 1950-1997",
            Path.Combine(data, "r-stations", "colorado_tmax_monthly_1950_1997.csv"),
            Path.Combine(data, "r-stations", "colorado_locations.csv"),
            period: 12
        );

    public static RealSeries Ozone(string data) =>
        Load(
            "ozone",
            "Daily 8-hour ozone, US Midwest, summer 1987",
            Path.Combine(data, "r-stations", "ozone2_midwest_1987_daily8h.csv"),
            Path.Combine(data, "r-stations", "ozone2_locations.csv"),
            period: 1
        );

    private static RealSeries Load(string name, string title, string seriesPath, string placesPath, int period)
    {
        NumericTable places = Csv.Read(placesPath, new CsvOptions { Columns = ["lon", "lat"] });
        string first = FirstHeader(seriesPath);
        NumericTable table = Csv.Read(seriesPath, new CsvOptions { Columns = [$"!{first}"] });
        int training = table.Rows * 3 / 4;
        int[] kept = SeriesPreparation.UsableNodes(table.Values, training);
        Matrix<double> raw = SeriesPreparation.Columns(table.Values, kept);
        raw = period > 1 ? SeriesPreparation.WithoutSeason(raw, period, training) : raw;
        (Matrix<double> samples, Matrix<double> observed) = SeriesPreparation.Standardise(raw, training);
        (double X, double Y)[] positions = [.. kept.Select(i => (places.Values[i, 0], places.Values[i, 1]))];
        string season = period > 1 ? "less the training mean of the month; " : "";
        return new RealSeries
        {
            Name = name,
            Title = title,
            Processing =
                season
                + "zero mean and unit variance over the training part; stations with more than 20 % missing left out",
            Samples = samples,
            Observed = observed,
            TrainingRows = training,
            Nodes = [.. kept.Select(i => table.Names[i])],
            KnownGraph = NearestNeighbours(positions),
            KnownGraphMeaning = $"each station and its {NearestStations} nearest, either way round",
            Positions = positions,
        };
    }

    private static string FirstHeader(string path) => File.ReadLines(path).First().Split(',')[0].Trim('"');

    /// <summary>Joined where either is among the other's nearest by great-circle distance.</summary>
    private static Matrix<double> NearestNeighbours((double X, double Y)[] positions)
    {
        int n = positions.Length;
        Matrix<double> graph = Matrix<double>.Build.Dense(n, n);
        for (int i = 0; i < n; i++)
        {
            foreach (
                int j in Enumerable
                    .Range(0, n)
                    .Where(j => j != i)
                    .OrderBy(j => Angle(positions[i], positions[j]))
                    .ThenBy(j => j)
                    .Take(NearestStations)
            )
            {
                graph[i, j] = graph[j, i] = 1;
            }
        }
        return graph;
    }

    /// <summary>The haversine of the angle between two places, which grows with their distance.</summary>
    private static double Angle((double X, double Y) a, (double X, double Y) b)
    {
        const double degree = Math.PI / 180;
        double latitude = Math.Sin((b.Y - a.Y) * degree / 2);
        double longitude = Math.Sin((b.X - a.X) * degree / 2);
        return latitude * latitude + Math.Cos(a.Y * degree) * Math.Cos(b.Y * degree) * longitude * longitude;
    }
}
