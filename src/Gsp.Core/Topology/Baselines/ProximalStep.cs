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

/// <summary>The rule that a fixed step comes with its size and the others without.</summary>
internal static class ProximalStepCheck
{
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
