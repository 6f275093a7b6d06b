namespace Gsp.Networks;

public sealed partial class Tensor<T>
{
    private Tensor<T>? gradient;
    private bool requiresGradient;
    private bool gradientHoldsValues;

    /// <summary>Whether a gradient is to be computed for this tensor: true for parameters; can be set on inputs.</summary>
    /// <exception cref="InvalidOperationException">Set on the result of a recorded operation.</exception>
    public bool RequiresGradient
    {
        get => requiresGradient;
        set
        {
            if (Source is not null)
            {
                throw new InvalidOperationException(
                    $"only inputs and parameters can require a gradient; this tensor is the result of {Source.Operation}: detach it first"
                );
            }
            requiresGradient = value;
        }
    }

    /// <summary>What backward passes have added up for this input or parameter since it was last cleared; null where none has reached it.</summary>
    public Tensor<T>? Gradient => gradientHoldsValues ? gradient : null;

    /// <summary>The operation it was recorded as the result of.</summary>
    internal Node<T>? Source { get; set; }

    internal bool NeedsGradient => requiresGradient || Source is not null;

    /// <summary>Forgets the gradient; its memory is kept for the next.</summary>
    public void ClearGradient() => gradientHoldsValues = false;

    /// <summary>Computes the gradient of this scalar with respect to every parameter and input it depends on that requires one, and adds it to
    /// <see cref="Gradient"/>.</summary>
    /// <exception cref="InvalidOperationException">It depends on nothing that requires a gradient, or was differentiated before.</exception>
    /// <exception cref="ArgumentException">There is more than one element.</exception>
    public void Backward()
    {
        Require.That(
            Elements == 1,
            $"Backward() starts at a scalar; this tensor has shape {Shape}: sum it, or give the gradient it is to start from",
            nameof(Shape)
        );
        using Scope<T> scope = Workspace.Scope();
        Backward(Workspace.Full(Shape, T.One));
    }

    /// <summary>Computes gradients of the inner product of this tensor with a given one.</summary>
    /// <param name="seed">The gradient of the final scalar with respect to this tensor; of its shape.</param>
    /// <exception cref="InvalidOperationException">It depends on nothing that requires a gradient, or was differentiated before.</exception>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public void Backward(Tensor<T> seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        Require.That(
            seed.Shape.Equals(Shape),
            $"the gradient of a tensor of shape {Shape} has shape {seed.Shape}",
            nameof(seed)
        );
        BackwardPass.Run(this, seed);
    }

    /// <summary>Adds a gradient to this tensor's; where it is the first, it becomes the gradient without a copy.</summary>
    internal void Accumulate(Tensor<T> more)
    {
        if (!NeedsGradient)
        {
            return;
        }
        if (!more.Shape.Equals(Shape))
        {
            throw new InvalidOperationException(
                $"a gradient of shape {more.Shape} for a tensor of shape {Shape}: an operation's formula is wrong"
            );
        }
        if (gradient is null && Source is not null)
        {
            gradient = more;
            gradientHoldsValues = true;
            more.Storage.GradientUsers++;
            return;
        }
        Tensor<T> buffer = GradientBuffer(out bool accumulate);
        if (accumulate)
        {
            Workspace.Device.Add(more, buffer);
        }
        else
        {
            Workspace.Device.Copy(more, buffer);
        }
    }

    /// <summary>The tensor that operations add this tensor's gradient to.</summary>
    /// <param name="accumulate">Whether it holds values already: add to them. Otherwise every element is to be overwritten.</param>
    internal Tensor<T> GradientBuffer(out bool accumulate)
    {
        accumulate = gradientHoldsValues;
        if (gradient is null || gradient.Storage.Released)
        {
            gradient = Workspace.Empty(Shape);
            if (kept)
            {
                gradient.Keep(); // a parameter's gradient lives as long as the parameter
            }
            gradient.Storage.GradientUsers++;
            accumulate = false;
        }
        else if (Source is not null && !(gradient.IsContiguous && gradient.Storage.GradientUsers == 1))
        {
            // It was adopted and is shared with another tensor, or is a view: give this tensor a copy of its own to add to.
            Tensor<T> own = Workspace.Empty(Shape);
            Workspace.Device.Copy(gradient, own);
            ReleaseGradient();
            gradient = own;
            own.Storage.GradientUsers++;
        }
        gradientHoldsValues = true;
        return gradient;
    }

    internal Tensor<T>? PendingGradient => gradientHoldsValues ? gradient : null;

    /// <summary>Lets go of the gradient of an operation's result when it has been handed on.</summary>
    internal void ReleaseGradient()
    {
        if (gradient is not null)
        {
            Storage<T> storage = gradient.Storage;
            if (--storage.GradientUsers == 0 && !storage.Pinned)
            {
                storage.Release("when the backward pass had used it");
            }
        }
        gradient = null;
        gradientHoldsValues = false;
    }
}
