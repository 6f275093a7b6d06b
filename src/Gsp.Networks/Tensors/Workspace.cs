using System.Globalization;
using System.Numerics;
using Gsp.Compute;

namespace Gsp.Networks;

/// <summary>Where tensors live and are computed: a device, its memory, and the record of what was computed.</summary>
/// <remarks>
/// Three lifetimes. <b>Parameters</b> and what is kept by <see cref="Tensor{T}.Keep"/> live as long as the workspace; what is made inside
/// a <see cref="Step"/> (or <see cref="Scope"/>) lives until its end; what a layer or an operation makes for itself is given back as soon as
/// nothing needs it. Reading a tensor whose time is over is an <see cref="InvalidOperationException"/> that says so. Not thread-safe: one
/// thread uses a workspace, and its operations use <see cref="Backend.Threads"/> threads inside. Results have the backend's determinism.
/// </remarks>
/// <typeparam name="T">float for work, double for checks.</typeparam>
public sealed partial class Workspace<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<Storage<T>> kept = [];
    private int noGradient;
    private bool disposed;

    /// <summary>A workspace on the processor.</summary>
    /// <param name="backend">The dense algebra to use; the best of this machine when left out.</param>
    /// <param name="options">Checks to switch on.</param>
    public Workspace(Backend? backend = null, WorkspaceOptions? options = null)
        : this(new ProcessorDevice<T>(backend ?? Backend.Managed), options) { }

    /// <summary>A workspace on a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="options">Checks to switch on.</param>
    public Workspace(IDevice<T> device, WorkspaceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        Device = device;
        Options = options ?? new WorkspaceOptions();
        Pool = new MemoryPool(device);
        Current = new Scope<T>(this, null, "the workspace");
    }

    /// <summary>The device that computes.</summary>
    public IDevice<T> Device { get; }

    /// <summary>The checks that are on.</summary>
    public WorkspaceOptions Options { get; private set; }

    /// <summary>Tensors' memories in use.</summary>
    public int LiveBuffers => Pool.LiveBlocks;

    /// <summary>Bytes in use.</summary>
    public long LiveBytes => Pool.LiveBytes;

    /// <summary>The most bytes in use at a time since <see cref="ResetPeak"/>.</summary>
    public long PeakBytes => Pool.PeakBytes;

    /// <summary>Steps begun.</summary>
    public long StepNumber { get; private set; }

    /// <summary>Random draws made by layers so far: the number that names the next one. Set it to repeat or to resume.</summary>
    public long Draws { get; set; }

    /// <summary>Whether operations are recorded for a backward pass.</summary>
    public bool RecordsGradients => noGradient == 0;

    internal MemoryPool Pool { get; }

    internal Scope<T> Current { get; private set; }

    internal long Sequence { get; set; }

    /// <summary>Backward passes begun: what marks the operations that a pass has found.</summary>
    internal long BackwardPasses { get; set; }

    /// <summary>The path of the layer that is computing, for messages.</summary>
    internal string LayerPath => Layer?.ToString() ?? "";

    /// <summary>The layer that is computing.</summary>
    internal LayerName? Layer { get; private set; }

    /// <summary>Begins a training step; end it by disposing it.</summary>
    /// <returns>The scope of the step.</returns>
    public Scope<T> Step()
    {
        StepNumber++;
        return Enter(string.Create(CultureInfo.InvariantCulture, $"step {StepNumber}"));
    }

    /// <summary>Begins a stretch of code whose tensors are temporary; end it by disposing it.</summary>
    /// <returns>The scope.</returns>
    public Scope<T> Scope() => Enter("its scope");

    /// <summary>Computes without recording, for inference and for changing parameters; dispose to go back.</summary>
    /// <returns>What to dispose.</returns>
    public IDisposable NoGradient() => new WithoutGradient(this);

    /// <summary>Starts <see cref="PeakBytes"/> anew.</summary>
    public void ResetPeak() => Pool.ResetPeak();

    /// <summary>Gives all memory back; every tensor of this workspace ends.</summary>
    public void Dispose()
    {
        if (disposed)
        {
            return;
        }
        disposed = true;
        while (Current.Parent is not null)
        {
            Current.Dispose();
        }
        Current.Dispose();
        foreach (Storage<T> storage in kept)
        {
            storage.Release("with its workspace");
        }
        kept.Clear();
        Pool.Dispose();
    }

    internal Storage<T> Allocate(int length)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var storage = new Storage<T>(this, length);
        Current.Add(storage);
        return storage;
    }

    internal void KeepStorage(Storage<T> storage)
    {
        if (!storage.Kept)
        {
            storage.Kept = true;
            kept.Add(storage);
        }
    }

    internal void Drop(Storage<T> storage)
    {
        kept.Remove(storage);
        storage.Release("by Dispose");
    }

    internal Scope<T> Enter(string name) => Current = new Scope<T>(this, Current, name);

    internal void Leave(Scope<T> scope) => Current = scope.Parent ?? Current;

    internal void EnterLayer(string name) => Layer = new LayerName(Layer, name);

    internal void LeaveLayer() => Layer = Layer?.Parent;

    private sealed class WithoutGradient : IDisposable
    {
        private Workspace<T>? workspace;

        public WithoutGradient(Workspace<T> workspace)
        {
            this.workspace = workspace;
            workspace.noGradient++;
        }

        public void Dispose()
        {
            if (workspace is not null)
            {
                workspace.noGradient--;
                workspace = null;
            }
        }
    }

    /// <summary>Checks every result and gradient from here on, to find where a number that is not finite comes from.</summary>
    internal FiniteOn WithFiniteCheck() => new(this);

    /// <summary>Switches the check of finite numbers on for a while.</summary>
    internal readonly struct FiniteOn : IDisposable
    {
        private readonly Workspace<T> workspace;
        private readonly WorkspaceOptions before;

        public FiniteOn(Workspace<T> workspace)
        {
            this.workspace = workspace;
            before = workspace.Options;
            workspace.Options = before with { CheckFinite = true };
        }

        public void Dispose() => workspace.Options = before;
    }

    internal GradientOn WithGradient() => new(this);

    /// <summary>Records again inside a backward pass, for recomputation.</summary>
    internal readonly struct GradientOn : IDisposable
    {
        private readonly Workspace<T> workspace;
        private readonly int before;

        public GradientOn(Workspace<T> workspace)
        {
            this.workspace = workspace;
            before = workspace.noGradient;
            workspace.noGradient = 0;
        }

        public void Dispose() => workspace.noGradient = before;
    }
}
