using Gsp.Compute;
using Gsp.Figures;

namespace Gsp.Experiments;

/// <summary>The study on real recordings: forecasts of what was held out, and graphs beside known ones.</summary>
/// <remarks>
/// Sets: Colorado temperatures and Midwest ozone (stations with coordinates), chickenpox in Hungary (county borders), functional imaging (nine
/// subjects), NetSim (25 simulated subjects with a true directed graph), Los Angeles traffic (road graph), and optical mapping of a heart
/// (net flow). A set whose folder is absent is left out and named. Deterministic except for the seconds; cost some minutes on two cores,
/// most of it PMIME on NetSim and the 207 traffic sensors.
/// </remarks>
public static class RealSeriesStudy
{
    /// <summary>The seed of the bootstrap intervals.</summary>
    public const ulong Seed = 2024;

    private static readonly string[] Files =
    [
        "r-stations/colorado_tmax_monthly_1950_1997.csv",
        "r-stations/colorado_locations.csv",
        "r-stations/ozone2_midwest_1987_daily8h.csv",
        "r-stations/ozone2_locations.csv",
        "causal-real/hungary-chickenpox/data/hungary-chickenpox.continuous.txt",
        "causal-real/hungary-chickenpox/ground.truth/hungary_county_edges.txt",
        "metr-la-week/los_speed.csv",
        "metr-la-week/los_adj.csv",
        "dcrnn-sensor-graphs/graph_sensor_locations.csv",
        "optical-mapping-lee2017/frames_gray_u8.npy",
    ];

    /// <summary>The files that the study reads and that are there.</summary>
    /// <param name="data">The data folder.</param>
    /// <returns>Their paths, in a fixed order.</returns>
    public static IReadOnlyList<string> Inputs(string data)
    {
        ArgumentNullException.ThrowIfNull(data);
        (string Folder, string Pattern)[] many =
        [
            (Path.Combine(data, "causal-real", "fmri.9var", "data", "9var"), "*.continuous.txt"),
            (Path.Combine(data, "netsim-dream3", "netsim"), "*.npz"),
        ];
        return
        [
            .. Files.Select(file => Path.Combine(data, file)).Where(File.Exists),
            .. many.Where(m => Directory.Exists(m.Folder))
                .SelectMany(m => Directory.EnumerateFiles(m.Folder, m.Pattern).Order(StringComparer.Ordinal)),
        ];
    }

    /// <summary>Runs every set that is there.</summary>
    /// <param name="data">The data folder, with <c>r-stations</c>, <c>causal-real</c>, <c>netsim-dream3</c>, <c>metr-la-week</c> and
    /// <c>optical-mapping-lee2017</c> below it.</param>
    /// <param name="backend">Where dense products run; null for the managed one.</param>
    /// <param name="progress">Receives the fraction done; may be null.</param>
    /// <param name="cancellation">Stops the work within a method.</param>
    /// <returns>Tables, figures and the sets left out.</returns>
    /// <exception cref="ArgumentException">None of the sets is there.</exception>
    /// <exception cref="GspFormatException">A file is damaged.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static RealSeriesResult Run(
        string data,
        Backend? backend = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(data);
        backend ??= Backend.Managed;
        (string Folder, double Share, Func<IProgress<double>, RealSeriesSection> Run)[] sets =
        [
            ("r-stations", 0.08, part => Stations(StationSeries.Colorado(data), backend, part, cancellation)),
            ("r-stations", 0.07, part => Stations(StationSeries.Ozone(data), backend, part, cancellation)),
            ("causal-real", 0.03, part => Stations(NetworkSeries.Chickenpox(data), backend, part, cancellation)),
            ("causal-real", 0.02, _ => Imaging(data, backend, cancellation)),
            ("netsim-dream3", 0.35, part => NetSim(data, backend, part, cancellation)),
            ("metr-la-week", 0.35, part => Stations(NetworkSeries.Traffic(data), backend, part, cancellation)),
            ("optical-mapping-lee2017", 0.1, _ => Optical(data, cancellation)),
        ];
        List<RealSeriesSection> sections = [];
        List<string> absent = [];
        double done = 0;
        foreach ((string folder, double share, Func<IProgress<double>, RealSeriesSection> run) in sets)
        {
            if (Directory.Exists(Path.Combine(data, folder)))
            {
                sections.Add(run(new Part(progress, done, share)));
            }
            else if (!absent.Contains(folder))
            {
                absent.Add(folder);
            }
            done += share;
            progress?.Report(Math.Min(1, done));
        }
        Require.That(sections.Count > 0, $"{data} holds none of {string.Join(", ", absent)}", nameof(data));
        return new RealSeriesResult { Sections = sections, Absent = absent };
    }

    private static RealSeriesSection Stations(
        RealSeries series,
        Backend backend,
        IProgress<double> progress,
        CancellationToken cancellation
    )
    {
        IReadOnlyList<SeriesRow> rows = SeriesStudy.Run(series, backend, progress, cancellation);
        return new RealSeriesSection
        {
            Name = series.Name,
            Title = series.Title,
            Text =
                $"{series.Nodes.Count} nodes; {series.TrainingRows} training samples, {series.Samples.RowCount - series.TrainingRows} held out. {Sentence(series.Processing)} Known graph: {series.KnownGraphMeaning}.",
            Table = RealSeriesTables.OfSeries(rows),
            Figure = RealSeriesFigures.OfSeries(series, rows, SeriesStudy.Shown),
        };
    }

    private static RealSeriesSection Imaging(string data, Backend backend, CancellationToken cancellation)
    {
        ImagingResult result = ImagingStudy.Run(data, backend, cancellation);
        return new RealSeriesSection
        {
            Name = "imaging",
            Title = "Functional imaging",
            Text =
                "Eight regions and the stimulus, 160 volumes a subject; the last quarter is held out. No graph is known: the table gives how much two subjects' graphs resemble one another.",
            Table = RealSeriesTables.OfImaging(result),
            Figure = RealSeriesFigures.OfImaging(result.Nodes, result.MeanOperator, result.Errors),
        };
    }

    private static RealSeriesSection NetSim(
        string data,
        Backend backend,
        IProgress<double> progress,
        CancellationToken cancellation
    )
    {
        IReadOnlyList<NetSimRow> rows = NetSimStudy.Run(data, backend, progress, cancellation);
        return new RealSeriesSection
        {
            Name = "netsim",
            Title = "NetSim, simulation 3",
            Text =
                $"{rows[0].Directed.Count} simulated subjects, 15 nodes, 200 samples each, with their true directed graph. Medians over subjects with 95 % bootstrap intervals.",
            Table = RealSeriesTables.OfNetSim(rows),
            Figure = RealSeriesFigures.OfNetSim(rows),
        };
    }

    private static RealSeriesSection Optical(string data, CancellationToken cancellation)
    {
        OpticalRecording recording = OpticalRecording.Load(data);
        IReadOnlyList<SeriesRow> rows = OpticalStudy.Run(recording, cancellation);
        NetFlow flow = OpticalStudy.Flow(recording, rows[OpticalStudy.ShownRow].Operator!);
        (double cosine, int nodes) = OpticalStudy.AgreementWithActivation(recording, flow);
        return new RealSeriesSection
        {
            Name = "optical",
            Title = recording.Series.Title,
            Text = FormattableString.Invariant(
                $"{recording.Cells.Length} pixels of the reduced frames are nodes, each with its eight neighbours and itself as possible parents; the second beat is held out. {Sentence(recording.Series.Processing)} The travel implied by W agrees with the gradient of the activation times by a mean cosine of {cosine:0.00} over {nodes} nodes (1 is perfect, 0 is none)."
            ),
            Table = RealSeriesTables.OfSeries(rows),
            Figure = RealSeriesFigures.OfOptical(recording, rows, flow, cosine),
        };
    }

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";

    private sealed class Part(IProgress<double>? whole, double from, double share) : IProgress<double>
    {
        public void Report(double value) => whole?.Report(Math.Min(1, from + share * value));
    }
}
