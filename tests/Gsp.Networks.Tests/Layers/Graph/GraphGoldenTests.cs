using System.Numerics;
using Gsp.Compute;
using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Layers.Graph;

/// <summary>Parity with fixtures made by torch: forward 1e-12 and gradients 1e-10 in double precision, 1e-5 and 1e-4 in single.</summary>
public sealed class GraphGoldenTests
{
    [Fact]
    public void GraphGruCell()
    {
        CheckGraphGruCell<double>(1e-12, 1e-10);
        CheckGraphGruCell<float>(1e-5, 1e-4);
    }

    private static void CheckGraphGruCell<T>(double tolerance, double gradientTolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        GoldenFile golden = GoldenFile.Read("fibmap", "01_graph_gru_cell.json");
        using var space = new Workspace<T>(Backend.ManagedWith(2), new WorkspaceOptions { PoisonMemory = true });
        var supports = GraphSupports<T>.RandomWalk(space, golden["adjacency"].Matrix);
        var cell = new GraphGru<T>(space, 2, 3, 2, 2, new RandomStream(1));
        (string, Tensor<T>)[] parameters =
        [
            .. cell.NamedParameters()
                .Select(p =>
                    (
                        (p.Name.EndsWith("weight", StringComparison.Ordinal) ? "W" : "b")
                            + (p.Name[0] == 'f' ? 'r' : p.Name[0]),
                        p.Tensor
                    )
                ),
        ];
        golden["params"].Load(parameters);
        Tensor<T> x = golden["x"].Tensor(space).Keep();
        Tensor<T> h = golden["h"].Tensor(space).Keep();
        x.RequiresGradient = h.RequiresGradient = true;
        using (space.Step())
        {
            Tensor<T> next = cell.Step(x, h, supports);
            golden["h_new"].Agrees(next, tolerance, "h'");
            next.Backward(golden["G"].Tensor(space));
        }
        golden["grad_params"].Gradients(parameters, gradientTolerance);
        golden["grad_x"].Agrees(x.Gradient, gradientTolerance, "gradient of x");
        golden["grad_h"].Agrees(h.Gradient, gradientTolerance, "gradient of h");
    }

    [Fact]
    public void RandomWalkSupportsAreTheGoldenOnes()
    {
        GoldenFile golden = GoldenFile.Read("fibmap", "01_graph_gru_cell.json");
        using var test = new TestWorkspace();
        var supports = GraphSupports<double>.RandomWalk(test.Space, golden["adjacency"].Matrix);
        Tensor<double> identity = test.Space.FromDoubles(
            [.. Enumerable.Range(0, 36).Select(i => i % 7 == 0 ? 1.0 : 0)],
            [6, 6]
        );
        Tensor<double> both = identity.DiffusionFeatures(supports, 1, root: false);
        golden["P_in"].Agrees(both.Slice(1, 0, 6), 1e-15, "P_in");
        golden["P_out"].Agrees(both.Slice(1, 6, 6), 1e-15, "P_out");
    }

    [Fact]
    public void AnisotropicGruCell()
    {
        CheckAnisotropicGruCell<double>(1e-12, 1e-10);
        CheckAnisotropicGruCell<float>(1e-5, 1e-4);
    }

    private static void CheckAnisotropicGruCell<T>(double tolerance, double gradientTolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        GoldenFile golden = GoldenFile.Read("fibmap", "02_aniso_gru_cell.json");
        using var space = new Workspace<T>(Backend.ManagedWith(2), new WorkspaceOptions { PoisonMemory = true });
        var edges = new GraphEdges(golden["src"].Integers, golden["dst"].Integers, 6);
        Tensor<T> weights = space.FromDoubles(golden["edge_weight"].Numbers, [edges.Count, 1]).Keep();
        var cell = new AnisotropicGruCell<T>(space, 2, 3, new RandomStream(1), edgeFeatures: 1);
        (string, Tensor<T>)[] parameters = [.. cell.NamedParameters().Select(p => (Name(p.Name.Split('.')), p.Tensor))];
        golden["params"].Load(parameters);
        Tensor<T> x = golden["x"].Tensor(space).Keep();
        Tensor<T> h = golden["h"].Tensor(space).Keep();
        x.RequiresGradient = h.RequiresGradient = true;
        using (space.Step())
        {
            Tensor<T> next = cell.Forward(x, h, edges, weights);
            golden["h_new"].Agrees(next, tolerance, "h'");
            next.Backward(golden["G"].Tensor(space));
        }
        golden["grad_params"].Gradients(parameters, gradientTolerance);
        golden["grad_x"].Agrees(x.Gradient, gradientTolerance, "gradient of x");
        golden["grad_h"].Agrees(h.Gradient, gradientTolerance, "gradient of h");

        static string Name(string[] parts)
        {
            string gate = parts[0][0] == 'f' ? "r" : parts[0][..1];
            string part = parts[1] switch
            {
                "message_1" => "1",
                "message_2" => "2",
                "edge" => "e",
                "gate" => "a",
                _ => "s",
            };
            string kind = parts[2] == "weight" ? (part == "a" ? "w" : "W") : "b";
            return $"{gate}_{kind}{part}";
        }
    }

    [Fact]
    public void CompleteGrin()
    {
        CheckCompleteGrin<double>(1e-12, 1e-10);
        CheckCompleteGrin<float>(1e-5, 1e-4);
    }

    private static void CheckCompleteGrin<T>(double tolerance, double gradientTolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        GoldenFile golden = GoldenFile.Read("fibmap", "03_grin_tiny.json");
        using var space = new Workspace<T>(Backend.ManagedWith(2), new WorkspaceOptions { PoisonMemory = true });
        GrinProblem<T> problem = new(space, golden);
        using (space.Step())
        {
            GrinOutput<T> output = problem.Output();
            golden["imputation"].Agrees(output.Imputation, tolerance, "imputation");
            golden["fwd_imp"].Agrees(output.ForwardImputation, tolerance, "forward imputation");
            golden["bwd_imp"].Agrees(output.BackwardImputation, tolerance, "backward imputation");
            golden["fwd_pred"].Agrees(output.ForwardPrediction, tolerance, "forward prediction");
            golden["bwd_pred"].Agrees(output.BackwardPrediction, tolerance, "backward prediction");
            Tensor<T>[] losses = [.. output.All.Select(problem.Loss)];
            Close.Relative(
                [.. losses.Select(l => l.ToDoubles()[0])],
                golden["loss_parts"].Numbers,
                tolerance,
                "losses"
            );
            losses.Aggregate((a, b) => a + b).Backward();
        }
        golden["grad_params"].Gradients(problem.Parameters, gradientTolerance);
    }

    [Fact]
    public void TwentyStepsOfTraining()
    {
        GoldenFile golden = GoldenFile.Read("fibmap", "05_adam_training.json");
        using var test = new TestWorkspace();
        GrinProblem<double> problem = new(test.Space, GoldenFile.Read("fibmap", "03_grin_tiny.json"));
        var adam = new PlainAdam(1e-2, 1);
        var losses = new List<double>();
        var norms = new List<double>();
        for (int step = 0; step < 20; step++)
        {
            problem.Network.ClearGradients();
            using Scope<double> scope = test.Space.Step();
            Tensor<double> loss = problem.Output().All.Select(problem.Loss).Aggregate((a, b) => a + b);
            losses.Add(loss.Item());
            loss.Backward();
            norms.Add(adam.Update(problem.Network.Parameters));
        }
        Close.Relative([.. losses], golden["loss"].Numbers, 1e-9, "losses");
        Close.Relative([.. norms], golden["grad_norm"].Numbers, 1e-9, "gradient norms");
        foreach ((string name, Tensor<double> parameter) in problem.Parameters)
        {
            golden["final_params"][name].Agrees(parameter, 1e-8, name);
        }
    }

    [Fact]
    public void FibMapRWithTwoPatients()
    {
        CheckFibMapRWithTwoPatients<double>(1e-12, 1e-10);
        CheckFibMapRWithTwoPatients<float>(1e-5, 1e-4);
    }

    private static void CheckFibMapRWithTwoPatients<T>(double tolerance, double gradientTolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        GoldenFile golden = GoldenFile.Read("fibmap", "04_fibmap_r_tiny.json");
        using var space = new Workspace<T>(Backend.ManagedWith(2), new WorkspaceOptions { PoisonMemory = true });
        var network = new FibMapR<T>(space, hidden: 4, local: 3, encoded: 4, order: 1, ff: 6);
        List<(string Golden, Tensor<T> Tensor)> parameters = [.. network.Golden()];
        golden["params"].Load(parameters);
        using (space.Step())
        {
            var losses = new List<Tensor<T>>();
            for (int k = 0; k < 2; k++)
            {
                GoldenFile patient = golden["patients"][k];
                Tensor<T> e = Local($"e{k}");
                Tensor<T> d = Local($"d{k}");
                var supports = new GraphSupports<T>(space, patient["P"].Matrix);
                Tensor<T> y = patient["y"].Tensor(space);
                Tensor<T> mask = patient["mask_input"].Tensor(space);
                (Tensor<T> merged, Tensor<T> f, Tensor<T> b) = network.Forward(y * mask, mask, e + d, supports);
                patient["imputation"].Agrees(merged, tolerance, "imputation");
                patient["fwd_pred"].Agrees(f, tolerance, "forward prediction");
                patient["bwd_pred"].Agrees(b, tolerance, "backward prediction");
                Tensor<T> everything = space.Full(mask.Shape, T.One);
                Tensor<T> loss = MaskedError(merged, y, mask.Affine(-1, 1));
                loss += MaskedError(f, y, everything) + MaskedError(b, y, everything);
                Close.Relative([loss.ToDoubles()[0]], [patient["loss"].Number], tolerance, "loss");
                losses.Add(loss + d.Square().Sum().Affine(1e-2 / d.Shape[0]));
            }
            Tensor<T> total = losses[0] + losses[1];
            Close.Relative([total.ToDoubles()[0]], [golden["loss"].Number], tolerance, "total loss");
            total.Backward();
        }
        golden["grad_params"].Gradients(parameters, gradientTolerance);

        Tensor<T> Local(string name)
        {
            Tensor<T> local = golden["params"][name].Tensor(space).Keep();
            local.RequiresGradient = true;
            parameters.Add((name, local));
            return local;
        }
    }

    internal static Tensor<T> MaskedError<T>(Tensor<T> estimate, Tensor<T> truth, Tensor<T> mask)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ((estimate - truth).Abs() * mask).Sum().Affine(1 / mask.ToDoubles().Sum());

    /// <summary>The network of fixture 03 with its data.</summary>
    private sealed class GrinProblem<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Tensor<T> truth;
        private readonly Tensor<T> target;
        private readonly Tensor<T> mask;
        private readonly GraphSupports<T> supports;

        public GrinProblem(Workspace<T> space, GoldenFile golden)
        {
            supports = GraphSupports<T>.RandomWalk(space, golden["adjacency"].Matrix);
            Network = new Grin<T>(space, nodes: 6, channels: 1, hidden: 4, order: 2, ff: 5, embeddings: 2);
            Parameters = Network.Golden();
            golden["params"].Load(Parameters);
            truth = golden["y"].Tensor(space).Keep();
            target = golden["mask_target"].Tensor(space).Keep();
            mask = golden["mask_input"].Tensor(space).Keep();
        }

        public Grin<T> Network { get; }

        public IReadOnlyCollection<(string Golden, Tensor<T> Tensor)> Parameters { get; }

        public GrinOutput<T> Output() => Network.Forward(truth * mask, mask, supports);

        public Tensor<T> Loss(Tensor<T> estimate) => MaskedError(estimate, truth, target);
    }
}
