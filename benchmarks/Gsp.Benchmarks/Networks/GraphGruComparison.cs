using System.Globalization;
using Gsp.Compute;
using Gsp.Networks;
using Gsp.Numerics;
using Gsp.Random;

namespace Gsp.Benchmarks;

/// <summary>Training of a graph GRU (1000 nodes with 8 neighbours each, H = 64, 64 steps, K = 1, single precision) beside PyTorch: forward and backward.</summary>
/// <remarks><c>-- networks graphgru [threads [rounds]]</c>; processor time of all threads, the least of the rounds. PyTorch's sparse product is the
/// fastest of three, in two ways to write the cell; each runs in a process of its own.</remarks>
internal static class GraphGruComparison
{
    private const int Nodes = 1000;
    private const int Hidden = 64;
    private const int Steps = 64;
    private const int Neighbours = 8;

    public static void Run(string[] args)
    {
        int threads = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1;
        int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10;
        SparseMatrix support = Support();
        Dictionary<string, double> theirs = TimePython(support, threads, rounds);
        using var space = new Workspace<float>(Backend.ManagedWith(threads));
        var random = new RandomStream(1);
        var supports = new GraphSupports<float>(space, support);
        var cell = new GraphGru<float>(space, Hidden, Hidden, 1, 1, random.Split("cell"));
        Tensor<float> x = space.Parameter(
            Initialisation.Normal<float>(random.Split("x"), Steps * Nodes * Hidden, 1),
            [1, Steps, Nodes, Hidden]
        );
        (double forward, _) = TorchProgram.Least(
            rounds,
            () =>
            {
                using Scope<float> scope = space.Scope();
                using IDisposable quiet = space.NoGradient();
                cell.Forward(x, supports);
            }
        );
        double ours = TorchProgram.Least(rounds, Train).Cpu;
        space.ResetPeak();
        long kept = space.LiveBytes;
        Train();
        Console.WriteLine($"{threads} threads; milliseconds of processor time; MiB on top of parameters and input");
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"ours: training {1e3 * ours:F1} (forward alone, not recorded, {1e3 * forward:F1}), {(space.PeakBytes - kept) / 1048576.0:F0} MiB"
            )
        );
        // Three gates of inputs and state, each of a node and of its neighbours' mean.
        Console.WriteLine(ProductRate.Share((double)Nodes * Steps * 12 * Hidden * Hidden, ours, threads));
        foreach (
            (string name, double seconds) in theirs.Where(entry => !entry.Key.EndsWith("MiB", StringComparison.Ordinal))
        )
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"torch {name, -14} {1e3 * seconds, 8:F1}  ratio {seconds / ours, 5:F2}  {theirs[name + "-MiB"], 5:F0} MiB"
                )
            );
        }

        void Train()
        {
            using Scope<float> step = space.Step();
            cell.ClearGradients();
            x.ClearGradient();
            cell.Forward(x, supports).Square().Mean().Backward();
        }
    }

    /// <summary>Row-normalised weights of each node's nearest ones on a ring and of two random ones.</summary>
    private static SparseMatrix Support()
    {
        var random = new RandomStream(3);
        var entries = new Dictionary<(int, int), double>();
        for (int i = 0; i < Nodes; i++)
        {
            for (int k = 1; k <= Neighbours / 2 - 1; k++)
            {
                entries[(i, (i + k) % Nodes)] = 1.0 / Neighbours;
                entries[(i, (i + Nodes - k) % Nodes)] = 1.0 / Neighbours;
            }
            while (entries.Count < (i + 1) * Neighbours)
            {
                int other = random.NextInt(Nodes);
                if (other != i)
                {
                    entries[(i, other)] = 1.0 / Neighbours;
                }
            }
        }
        return SparseMatrix.FromTriplets(Nodes, Nodes, [.. entries.Select(e => (e.Key.Item1, e.Key.Item2, e.Value))]);
    }

    private static Dictionary<string, double> TimePython(SparseMatrix support, int threads, int rounds)
    {
        string edges = Path.GetTempFileName();
        File.WriteAllLines(
            edges,
            support.Triplets().Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Row} {e.Column} {e.Value}"))
        );
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (string cell in (string[])["plain", "hoisted"])
        {
            foreach (string product in (string[])["coo", "csr", "index"])
            {
                Func<string, double> torch = TorchProgram.Run(
                    "torch_graph_gru.py",
                    threads,
                    product,
                    cell,
                    threads,
                    rounds,
                    Nodes,
                    Hidden,
                    Steps,
                    edges
                );
                foreach (string name in (string[])[$"{product}-{cell}", $"{product}-{cell}-MiB"])
                {
                    figures[name] = torch(name);
                }
            }
        }
        File.Delete(edges);
        return figures;
    }
}
