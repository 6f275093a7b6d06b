using System.Numerics;

namespace Gsp.Networks;

/// <summary>Sends a gradient back through recorded operations, latest first.</summary>
internal static class BackwardPass
{
    public static void Run<T>(Tensor<T> root, Tensor<T> seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!root.NeedsGradient)
        {
            throw new InvalidOperationException(
                "nothing that this tensor was computed from requires a gradient: were parameters frozen, or was it computed under NoGradient()?"
            );
        }
        Workspace<T> workspace = root.Workspace;
        using IDisposable noGradient = workspace.NoGradient();
        // The seed belongs to the caller, and an operation may be handed it as its own: a copy keeps the two apart.
        Tensor<T> start = seed.Copy();
        root.Accumulate(start);
        foreach (Node<T> node in Reachable(root))
        {
            Tensor<T>? gradient = node.Output.PendingGradient;
            if (gradient is not null)
            {
                if (workspace.Options.CheckFinite)
                {
                    FiniteCheck.Gradient(node, gradient);
                }
                Scope<T> scope = workspace.Enter("a backward step");
                node.Run(gradient);
                scope.EndExcept([], insideLayer: true);
                node.Output.ReleaseGradient();
            }
            node.Finish();
        }
    }

    /// <summary>The operations that a tensor depends on, latest first.</summary>
    private static List<Node<T>> Reachable<T>(Tensor<T> root)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        long pass = ++root.Workspace.BackwardPasses;
        var found = new List<Node<T>>();
        var open = new Stack<Node<T>>();
        Visit(root);
        while (open.TryPop(out Node<T>? node))
        {
            foreach (Tensor<T> input in node.Inputs)
            {
                Visit(input);
            }
        }
        found.Sort(static (a, b) => b.Sequence.CompareTo(a.Sequence));
        return found;

        void Visit(Tensor<T> tensor)
        {
            if (tensor.Source is { } node && node.FoundBy != pass)
            {
                node.FoundBy = pass;
                found.Add(node);
                if (node.Used)
                {
                    throw new InvalidOperationException(
                        $"{node} was differentiated before: a result can be used for one backward pass; compute it again, or detach it"
                    );
                }
                open.Push(node);
            }
        }
    }
}
