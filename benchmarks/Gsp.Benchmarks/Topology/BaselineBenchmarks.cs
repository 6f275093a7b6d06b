using BenchmarkDotNet.Attributes;
using Gsp.Compute;
using Gsp.Random;
using Gsp.Topology;

namespace Gsp.Benchmarks;

/// <summary>One step of each streaming baseline on white noise, in the state that 1000 samples leave behind.</summary>
[MemoryDiagnoser]
public class BaselineBenchmarks
{
    private readonly double[][] samples = new double[1000][];
    private IOnlineTopologyEstimator estimator = null!;
    private int next;

    /// <summary>Number of nodes N.</summary>
    [Params(10, 50)]
    public int Nodes { get; set; }

    /// <summary>Which baseline.</summary>
    [Params("tiso", "tirso", "sdsem", "var")]
    public string Method { get; set; } = "";

    /// <summary>Warms the estimator up.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Backend backend = Backend.ManagedWith(1);
        estimator = Method switch
        {
            "tiso" => new TisoEstimator(Nodes, null, backend),
            "tirso" => new TirsoEstimator(Nodes, null, backend),
            "sdsem" => new SdSemEstimator(Nodes, null, backend),
            _ => new VectorAutoregressionEstimator(Nodes, null, backend),
        };
        RandomStream stream = new RandomStream(1).Split("benchmark");
        for (int t = 0; t < samples.Length; t++)
        {
            samples[t] = new double[Nodes];
            stream.FillNormal(samples[t]);
            estimator.Step(samples[t]);
        }
    }

    /// <summary>The next sample of the ring.</summary>
    /// <returns>What the step did.</returns>
    [Benchmark]
    public OnlineUpdate Step() => estimator.Step(samples[next++ % samples.Length]);
}
