using BenchmarkDotNet.Running;
using Gsp.Benchmarks;

// `-- <verb>` runs a side-by-side driver that prints a table; anything else goes to BenchmarkDotNet.
switch (args)
{
    case ["blas", .. string[] rest]:
        BlasComparison.Run(rest);
        break;
    case ["blas-shapes", .. string[] rest]:
        ShapeComparison.Run(rest);
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
    case ["state-space"]:
        StateSpaceTiming.Run();
        break;
    case ["vectormath", .. string[] rounds]:
        VectorMathComparison.Run(rounds);
        break;
    case ["networks", .. string[] row]:
        NetworkBenchmarks.Run(row);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
