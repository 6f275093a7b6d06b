using Gsp.Compute;
using Gsp.Random;

namespace Gsp.Networks.Tests.Training;

/// <summary>A layer with everything that a checkpoint has to keep: it draws from a stream of its own and changes a buffer in training.</summary>
internal sealed class NoisyLayer : Layer<double>
{
    private readonly RandomStream noise;
    private readonly Tensor<double> mean;

    public NoisyLayer(Workspace<double> workspace, RandomStream random)
        : base(workspace)
    {
        noise = Stream("noise", random);
        mean = Buffer("mean", [0.0], [1]);
    }

    protected override Tensor<double> Compute(Tensor<double> x)
    {
        if (!Training)
        {
            return x - mean;
        }
        var factors = new double[x.Elements];
        noise.FillNormal(factors, 1, 0.1);
        mean.Set([(0.9 * mean.Item()) + (0.1 * x.ToArray().Average())]);
        return x * Workspace.From(factors, x.Shape);
    }
}

/// <summary>A small training on made-up data, built anew as a new process would.</summary>
internal sealed class SmallRun : IDisposable
{
    public const int Examples = 53;

    public SmallRun(
        string optimiser = "adam",
        int threads = 1,
        bool average = false,
        double scale = 1,
        double dropout = 0
    )
    {
        Space = new Workspace<double>(Backend.ManagedWith(threads), new WorkspaceOptions { PoisonMemory = true });
        var random = new RandomStream(7);
        Model = new Sequential<double>(
            new Linear<double>(Space, 3, 8, random.Split("first")),
            new Activation<double>(Space, x => x.Relu()),
            new NoisyLayer(Space, random.Split("noise")),
            new Dropout<double>(Space, dropout, random.Split("drop")),
            new Linear<double>(Space, 8, 2, random.Split("second"))
        );
        Optimiser = Optimisers.OptimiserTests.Make<double>(optimiser, [.. Model.NamedParameters()]);
        Optimiser.LearningRate = 0.01;
        Average = average ? new ExponentialAverage<double>(Model.NamedParameters(), 0.9) : null;
        var x = new double[Examples, 3];
        var y = new double[Examples, 2];
        RandomStream draws = random.Split("data");
        for (int i = 0; i < Examples; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                x[i, j] = scale * draws.NextNormal();
            }
            y[i, 0] = Math.Sin(x[i, 0]) - x[i, 1];
            y[i, 1] = x[i, 2] * x[i, 0];
        }
        Data = new ArrayDataset<double>(Space, x, y);
    }

    public Workspace<double> Space { get; }

    public Sequential<double> Model { get; }

    public Optimiser<double> Optimiser { get; }

    public ExponentialAverage<double>? Average { get; }

    public ArrayDataset<double> Data { get; }

    public static Tensor<double> SquaredError(Tensor<double> a, Tensor<double> b)
    {
        Tensor<double> difference = a - b;
        return (difference * difference).Mean();
    }

    public Trainer<double, Examples<double>> Trainer(
        TrainerOptions options,
        ISchedule? schedule = null,
        bool validates = false,
        Action<TrainingProgress>? afterStep = null,
        Func<Tensor<double>, Tensor<double>>? onLoss = null
    ) =>
        new(
            Model,
            Optimiser,
            Data,
            (batch, _) => (onLoss ?? (x => x))(SquaredError(Model.Forward(batch.Inputs), batch.Targets)),
            new RandomStream(11),
            options
        )
        {
            Schedule = schedule,
            Average = Average,
            Validation = validates ? Data : null,
            AfterStep = afterStep,
        };

    public double[] Weights() =>
        [
            .. Model.NamedParameters().Concat(Model.NamedBuffers()).SelectMany(entry => entry.Tensor.ToArray()),
            .. Average?.NamedMeans().SelectMany(entry => entry.Tensor.ToArray()) ?? [],
        ];

    public void Dispose()
    {
        Space.Dispose();
        Xunit.Assert.Equal(0, Space.LiveBuffers);
    }
}
