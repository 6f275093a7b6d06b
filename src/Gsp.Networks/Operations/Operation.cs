using System.Numerics;

namespace Gsp.Networks;

/// <summary>The memory of one operation of many steps: its temporaries are given back at its end, what its backward pass needs is kept.</summary>
internal sealed class Operation<T>(Workspace<T> workspace) : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Scope<T> scope = workspace.Enter("its operation");
    private bool ended;

    /// <summary>Whether the result will be recorded, so that what the backward pass reads has to be kept.</summary>
    public bool Records(params ReadOnlySpan<Tensor<T>?> inputs)
    {
        bool wanted = false;
        foreach (Tensor<T>? input in inputs)
        {
            wanted |= input is { NeedsGradient: true };
        }
        return wanted && workspace.RecordsGradients;
    }

    /// <summary>Ends the operation.</summary>
    public Tensor<T> End(Tensor<T> result)
    {
        ended = true;
        scope.EndExcept([result], insideLayer: true);
        return result;
    }

    public void Dispose()
    {
        if (!ended)
        {
            scope.Dispose();
        }
    }
}
