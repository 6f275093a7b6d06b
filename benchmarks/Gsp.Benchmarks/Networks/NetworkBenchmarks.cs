namespace Gsp.Benchmarks;

/// <summary>Networks beside PyTorch: <c>-- networks row [threads [rounds]]</c>; <c>GSP_PYTHON</c> names a Python with torch.</summary>
internal static class NetworkBenchmarks
{
    public static void Run(string[] args)
    {
        switch (args)
        {
            case ["conv", .. string[] rest]:
                ConvolutionComparison.Run(rest);
                break;
            case ["resnet", .. string[] rest]:
                ResNetComparison.Run(rest);
                break;
            case ["attention", .. string[] rest]:
                AttentionComparison.Run(rest);
                break;
            case ["csdi", .. string[] rest]:
                CsdiComparison.Run(rest);
                break;
            case ["sssd", .. string[] rest]:
                SssdComparison.Run(rest);
                break;
            case ["fftconv", .. string[] rest]:
                FourierConvolutionComparison.Run(rest);
                break;
            case ["mlp", .. string[] rest]:
                MlpComparison.Run(rest);
                break;
            case ["graphgru", .. string[] rest]:
                GraphGruComparison.Run(rest);
                break;
            default:
                Console.WriteLine("networks rows: conv, resnet, attention, csdi, sssd, fftconv, mlp, graphgru");
                break;
        }
    }
}
