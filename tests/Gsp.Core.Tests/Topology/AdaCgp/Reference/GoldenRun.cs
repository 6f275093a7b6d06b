using System.Text.Json;
using Gsp.Numerics;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Core.Tests.Topology;

/// <summary>A stored run of the authors' programs: its settings, its data and its logs.</summary>
internal sealed class GoldenRun
{
    private readonly Dictionary<string, int> column;
    private readonly double[][] steps;

    public GoldenRun(string folder, string dataRoot)
    {
        Folder = folder;
        using JsonDocument meta = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "meta.json")));
        JsonElement settings = meta.RootElement.GetProperty("settings");
        Options = ReadOptions(settings);
        MostSteps = settings.TryGetProperty("T", out JsonElement most) ? most.GetInt32() : null;
        string set = settings.TryGetProperty("dataset", out JsonElement name) ? name.GetString()! : "grid16";
        string data = Path.Combine(dataRoot, set);
        Samples = Table(Path.Combine(data, "x.csv"));
        string truth = Path.Combine(data, "W_true.csv");
        Truth = File.Exists(truth) ? Table(truth) : null;
        string filters = Path.Combine(data, "Psi_true.csv");
        FilterTruth = File.Exists(filters) ? Table(filters) : null;
        string support = Path.Combine(data, "adjacency.csv");
        Support = Options.ProjectToSupport && File.Exists(support) ? Table(support) : null;
        string log = Path.Combine(folder, "steps.csv");
        column = Golden
            .Header(log)
            .Select((header, index) => (header, index))
            .ToDictionary(h => h.header, h => h.index);
        steps = Golden.Csv(log);
    }

    public string Folder { get; }
    public ReferenceOptions Options { get; }
    public int? MostSteps { get; }
    public Matrix<double> Samples { get; }
    public Matrix<double>? Truth { get; }
    public Matrix<double>? FilterTruth { get; }
    public Matrix<double>? Support { get; }
    public int Steps => steps.Length;

    public double[]? Column(string name) =>
        column.TryGetValue(name, out int index) ? [.. steps.Select(row => row[index])] : null;

    public static Matrix<double> Table(string path)
    {
        double[][] rows = Golden.Csv(path);
        return Matrix<double>.Build.Dense(rows.Length, rows[0].Length, (i, j) => rows[i][j]);
    }

    private static ReferenceOptions ReadOptions(JsonElement settings)
    {
        bool Flag(string name, bool otherwise) =>
            settings.TryGetProperty(name, out JsonElement value) ? value.GetBoolean() : otherwise;
        double Number(string name) => settings.GetProperty(name).GetDouble();
        string program = settings.GetProperty("impl").GetString()!;
        return new ReferenceOptions
        {
            Implementation =
                program.Contains("optical", StringComparison.Ordinal) ? ReferenceImplementation.Optical
                : program.Contains("numpy", StringComparison.Ordinal) ? ReferenceImplementation.Numpy
                : ReferenceImplementation.Torch,
            Order = settings.GetProperty("P").GetInt32(),
            ForgettingFactor = Number("lambda"),
            CommutatorWeight = Number("gamma"),
            SparsityWeights = [.. settings.GetProperty("mus").EnumerateArray().Select(mu => mu.GetDouble())],
            CoefficientSparsity = Number("nu"),
            ShiftStepSize = Number("w_stepsize"),
            CoefficientStepSize = Number("h_stepsize"),
            FilterStepSize = Number("psi_stepsize"),
            Epsilon = Number("epsilon"),
            ErrorAveraging = Number("ma_alpha"),
            Patience = settings.GetProperty("patience").GetInt32(),
            BurnIn = settings.GetProperty("burn_in_debiasing").GetInt32(),
            MinimumImprovement = Number("min_delta_percent"),
            SearchFilterStep = Flag("use_armijo", false),
            SearchShiftStep = Flag("use_armijo_w", true),
            SearchCoefficientStep = Flag("use_armijo_h", true),
            EigenvalueStep = Flag("use_eig_stepsize", true),
            WarmUpSteps = settings.GetProperty("warm_up_steps").GetInt32(),
            Path = Flag("use_path_1", true) ? AdaCgpPath.Path1 : AdaCgpPath.Path2,
            Debiasing = Flag("alternate", false) ? AdaCgpDebiasing.Alternating : AdaCgpDebiasing.AfterConvergence,
            Monitor = settings.GetProperty("monitor_debiasing").GetString()!.EndsWith("_h", StringComparison.Ordinal)
                ? ReferenceMonitor.Coefficients
                : ReferenceMonitor.Filters,
            InstantCoefficients = Flag("instant_h", true),
            ProjectToSupport = Flag("project_to_weight_matrix", false),
            StoreAllMatrices = Flag("store_all_matrices", false),
        };
    }
}
