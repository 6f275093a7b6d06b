using System.Numerics;

namespace Gsp.Signals;

/// <summary>One second-order section: H(z) = (b0 + b1/z + b2/z^2) / (1 + a1/z + a2/z^2).</summary>
/// <param name="B0">Coefficient of x_t.</param>
/// <param name="B1">Coefficient of x_(t-1).</param>
/// <param name="B2">Coefficient of x_(t-2).</param>
/// <param name="A1">Coefficient of -y_(t-1).</param>
/// <param name="A2">Coefficient of -y_(t-2).</param>
public readonly record struct SecondOrderSection(double B0, double B1, double B2, double A1, double A2)
{
    /// <summary>Whether both poles lie inside the unit circle.</summary>
    public bool IsStable => Math.Abs(A2) < 1 && Math.Abs(A1) < 1 + A2;

    /// <summary>The gain of a constant.</summary>
    public double ConstantGain => (B0 + B1 + B2) / (1 + A1 + A2);
}

/// <summary>A recursive filter as a cascade of second-order sections, each in direct form I.</summary>
/// <remarks>A cascade keeps the accuracy that one polynomial of high order loses. Cost: five fused operations a section and sample, four
/// sections at a time.</remarks>
public sealed class SosFilter : IFilter
{
    private readonly SecondOrderSection[] sections;

    /// <summary>A cascade.</summary>
    /// <param name="sections">At least one section, finite and stable.</param>
    /// <exception cref="ArgumentException">No section, or one is unstable.</exception>
    public SosFilter(ReadOnlySpan<SecondOrderSection> sections)
    {
        Require.That(sections.Length > 0, "a cascade needs at least one section", nameof(sections));
        foreach (SecondOrderSection section in sections)
        {
            Require.That(
                section.IsStable && double.IsFinite(section.B0 + section.B1 + section.B2),
                $"{section} is unstable or not finite: its poles must lie inside the unit circle",
                nameof(sections)
            );
        }
        this.sections = sections.ToArray();
    }

    /// <summary>The sections in the order in which they are applied.</summary>
    public ReadOnlySpan<SecondOrderSection> Sections => sections;

    /// <inheritdoc/>
    public int EdgeLength =>
        3 * (2 * sections.Length + 1 - Math.Min(sections.Count(s => s.B2 == 0), sections.Count(s => s.A2 == 0)));

    /// <inheritdoc/>
    public FilterState Start() => new State(sections);

    /// <inheritdoc/>
    public Complex Response(double frequency)
    {
        Complex inverse = Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency);
        Complex product = 1;
        foreach (SecondOrderSection s in sections)
        {
            product *= (s.B0 + inverse * (s.B1 + inverse * s.B2)) / (1 + inverse * (s.A1 + inverse * s.A2));
        }
        return product;
    }

    /// <inheritdoc/>
    public override string ToString() => $"recursive filter, {sections.Length} second-order sections";

    private sealed class State(SecondOrderSection[] sections) : FilterState
    {
        private readonly double[] memory = new double[SosKernel.Remembered * sections.Length];

        private protected override Span<double> Memory => memory;

        public override void Settle(double level)
        {
            for (int k = 0; k < sections.Length; k++)
            {
                double settled = level * sections[k].ConstantGain;
                double[] past = [level, level, settled, settled];
                past.CopyTo(memory, SosKernel.Remembered * k);
                level = settled;
            }
        }

        private protected override void ProcessPiece(ReadOnlySpan<double> input, Span<double> output) =>
            SosKernel.Run(sections, memory, input, output);
    }
}
