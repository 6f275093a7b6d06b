using System.Numerics;

namespace Gsp.Networks;

/// <summary>A stretch of code at whose end the tensors made in it give their memory back.</summary>
/// <remarks>Made by <see cref="Workspace{T}.Step"/> and <see cref="Workspace{T}.Scope"/>; nested scopes end innermost first.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Scope<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Workspace<T> workspace;
    private readonly List<Storage<T>> made = [];
    private readonly string name;
    private bool ended;

    internal Scope(Workspace<T> workspace, Scope<T>? parent, string name) =>
        (this.workspace, Parent, this.name) = (workspace, parent, name);

    internal Scope<T>? Parent { get; }

    internal void Add(Storage<T> storage) => made.Add(storage);

    /// <summary>Ends the scope, and first those inside it that an exception left open.</summary>
    public void Dispose()
    {
        if (ended)
        {
            return;
        }
        while (!ReferenceEquals(workspace.Current, this))
        {
            workspace.Current.Dispose();
        }
        ended = true;
        workspace.Leave(this);
        foreach (Storage<T> storage in made)
        {
            if (!storage.Kept)
            {
                storage.Release($"at the end of {name}");
            }
        }
        made.Clear();
    }

    /// <summary>Ends the scope of a layer or of one backward step: what is returned or still needed goes to the scope around it.</summary>
    /// <param name="results">What leaves the scope.</param>
    /// <param name="insideLayer">Whether the rest that is needed counts as the inside of a layer.</param>
    internal void EndExcept(ReadOnlySpan<Tensor<T>> results, bool insideLayer)
    {
        ended = true;
        workspace.Leave(this);
        foreach (Storage<T> storage in made)
        {
            if (storage.Released || storage.Kept)
            {
                continue;
            }
            bool result = false;
            foreach (Tensor<T> tensor in results)
            {
                result |= ReferenceEquals(tensor.Storage, storage);
            }
            if (result || storage.Pinned)
            {
                storage.Internal |= insideLayer && !result;
                workspace.Current.Add(storage);
            }
            else
            {
                storage.Release($"at the end of {name}");
            }
        }
        made.Clear();
    }
}
