namespace Gsp.Topology;

/// <summary>How long the step of a proximal-gradient baseline is.</summary>
public enum ProximalStep
{
    /// <summary>2 / (‖z‖² (‖z‖² + ε)): the study's rule, which divides twice and so moves slowly.</summary>
    DoublyNormalised,

    /// <summary>The reciprocal of a bound on the gradient's Lipschitz constant: 1 / (‖z‖² + ε) for TISO, 1 / tr Φ for TIRSO.</summary>
    Normalised,

    /// <summary>The constant given by <c>StepSize</c>.</summary>
    Fixed,
}

/// <summary>The step's length.</summary>
internal static class ProximalStepRule
{
    /// <summary>The length at one sample.</summary>
    /// <param name="step">The rule.</param>
    /// <param name="size">The fixed step's length.</param>
    /// <param name="energy">‖z‖².</param>
    /// <param name="bound">The bound on the gradient's Lipschitz constant.</param>
    /// <param name="damping">ε.</param>
    public static double Length(this ProximalStep step, double? size, double energy, double bound, double damping) =>
        step switch
        {
            ProximalStep.Fixed => size!.Value,
            ProximalStep.Normalised => 1 / (bound + damping),
            _ => energy == 0 ? 0 : 2 / energy / (energy + damping),
        };

    /// <summary>A fixed step comes with its size and the others without.</summary>
    public static void Validate(ProximalStep step, double? size)
    {
        Require.That(
            step == ProximalStep.Fixed == size is not null,
            "StepSize belongs to Step = Fixed: give both or neither",
            "StepSize"
        );
        if (size is double value)
        {
            Require.Positive(value, "", "StepSize");
        }
    }
}
