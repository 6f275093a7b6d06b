using BenchmarkDotNet.Running;
using Gsp.Benchmarks;

// `-- <verb>` runs a side-by-side driver that prints a table; anything else goes to BenchmarkDotNet.
switch (args)
{
    case ["blas", .. string[] rest]:
        BlasComparison.Run(rest);
        break;
    case ["blas-memory", .. string[] rest]:
        MemoryComparison.Run(rest);
        break;
    case ["adacgp", .. string[] sizes]:
        AdaCgpTiming.Run(sizes);
        break;
    case ["wfdb"]:
        WfdbBenchmarks.Run();
        break;
    case ["signals", .. string[] rounds]:
        FilterComparison.Run(rounds);
        break;
    case ["vectormath", .. string[] rounds]:
        VectorMathComparison.Run(rounds);
        break;
    case ["networks", "graphgru", .. string[] rest]:
        GraphGruComparison.Run(rest);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
