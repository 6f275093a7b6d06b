namespace Gsp.Networks.Tests;

/// <summary>Gradients of all parameters of a random system.</summary>
internal sealed class GradientSet(RandomSystem system)
{
    public double[] LogStep { get; } = new double[system.LogStep.Length];

    public double[] Lambda { get; } = new double[system.Lambda.Length];

    public double[] Input { get; } = new double[system.Input.Length];

    public double[] LowRank { get; } = new double[system.LowRank.Length];

    public double[] Output { get; } = new double[system.Output.Length];

    public double[] All => [.. LogStep, .. Lambda, .. Input, .. LowRank, .. Output];

    public StateSpaceGradients<double> Dplr => new(LogStep, Lambda, Input, LowRank);

    public StateSpaceGradients<double> Diagonal => new(LogStep, Lambda, Input, default);
}
