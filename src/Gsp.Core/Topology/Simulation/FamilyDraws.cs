using Gsp.Random;

namespace Gsp.Topology;

/// <summary>The random numbers that a published family asks for, whatever their source.</summary>
internal interface IFamilyDraws
{
    double Normal();

    double Uniform(double low, double high);

    double Laplace(double scale);

    /// <summary>Uniform numbers for the block model's support, which the study takes from another generator.</summary>
    double SupportUniform();
}

/// <summary>Gsp's own streams.</summary>
internal sealed class StreamDraws(RandomStream stream) : IFamilyDraws
{
    private readonly RandomStream support = stream.Split("support");

    public double Normal() => stream.NextNormal();

    public double Uniform(double low, double high) => stream.NextUniform(low, high);

    public double Laplace(double scale) => stream.NextLaplace(scale);

    public double SupportUniform() => support.NextOpenUniform();
}

/// <summary>The generators of the study: NumPy's seeded one, and Python's with the seed that the study's code always ends up with.</summary>
internal sealed class ParityDraws(NumpyLegacyRandom numpy) : IFamilyDraws
{
    private readonly PythonRandom support = new(100);

    public double Normal() => numpy.NextNormal(0, 1);

    public double Uniform(double low, double high) => numpy.NextUniform(low, high);

    public double Laplace(double scale) => numpy.NextLaplace(0, scale);

    public double SupportUniform() => support.NextUniform();
}
