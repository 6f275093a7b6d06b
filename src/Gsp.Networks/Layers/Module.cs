using System.Numerics;

namespace Gsp.Networks;

/// <summary>A part of a network: named parameters and buffers of its own, and named parts.</summary>
/// <remarks>
/// What computes is a method of the derived class, conventionally <c>Forward</c>, whose body runs inside <see cref="Run"/>: temporaries that nothing
/// needs are then given back at its end, and errors name the path of the layer. Names and layouts are PyTorch's, so exported weights load
/// unchanged. Not thread-safe.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public abstract partial class Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<(string Name, Tensor<T> Tensor)> parameters = [];
    private readonly List<(string Name, Tensor<T> Tensor)> buffers = [];
    private readonly List<(string Name, Module<T> Module)> parts = [];
    private string name = "";
    private string? typeName;
    private bool training = true;

    /// <summary>Makes a module.</summary>
    /// <param name="workspace">Where its parameters live.</param>
    protected Module(Workspace<T> workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        Workspace = workspace;
    }

    /// <summary>Where its parameters live.</summary>
    public Workspace<T> Workspace { get; }

    /// <summary>Whether it behaves as in training (dropout draws, batch normalisation uses the batch) or as in use; set for all parts together.</summary>
    public bool Training
    {
        get => training;
        set
        {
            training = value;
            foreach ((_, Module<T> part) in parts)
            {
                part.Training = value;
            }
        }
    }

    /// <summary>All parameters with their dotted names, its own first.</summary>
    public IEnumerable<(string Name, Tensor<T> Tensor)> NamedParameters() => Named("", module => module.parameters);

    /// <summary>All buffers (state that is not trained, such as running means) with their dotted names.</summary>
    public IEnumerable<(string Name, Tensor<T> Tensor)> NamedBuffers() => Named("", module => module.buffers);

    /// <summary>All parameters.</summary>
    public IReadOnlyList<Tensor<T>> Parameters => [.. NamedParameters().Select(entry => entry.Tensor)];

    /// <summary>Number of trainable values.</summary>
    public long ParameterCount =>
        NamedParameters().Where(entry => entry.Tensor.RequiresGradient).Sum(entry => (long)entry.Tensor.Elements);

    /// <summary>Its parts with their names.</summary>
    public IReadOnlyList<(string Name, Module<T> Module)> Parts => parts;

    /// <summary>Forgets all gradients.</summary>
    public void ClearGradients()
    {
        foreach (Tensor<T> parameter in Parameters)
        {
            parameter.ClearGradient();
        }
    }

    /// <summary>Registers a trainable tensor.</summary>
    /// <param name="key">Its name in this module, as in PyTorch's state.</param>
    /// <param name="values">Initial values, row-major.</param>
    /// <param name="shape">Its shape.</param>
    /// <returns>The parameter.</returns>
    protected Tensor<T> Parameter(string key, ReadOnlySpan<T> values, Shape shape)
    {
        Tensor<T> tensor = Workspace.Parameter(values, shape);
        tensor.Name = key;
        parameters.Add((key, tensor));
        return tensor;
    }

    /// <summary>Registers state that is saved with the parameters but not trained.</summary>
    /// <param name="key">Its name in this module.</param>
    /// <param name="values">Initial values, row-major.</param>
    /// <param name="shape">Its shape.</param>
    /// <returns>The buffer.</returns>
    protected Tensor<T> Buffer(string key, ReadOnlySpan<T> values, Shape shape)
    {
        Tensor<T> tensor = Workspace.From(values, shape).Keep();
        tensor.Name = key;
        buffers.Add((key, tensor));
        return tensor;
    }

    /// <summary>Registers a part.</summary>
    /// <typeparam name="M">Its type.</typeparam>
    /// <param name="key">Its name in this module.</param>
    /// <param name="module">The part.</param>
    /// <returns>The part.</returns>
    protected M Part<M>(string key, M module)
        where M : Module<T>
    {
        ArgumentNullException.ThrowIfNull(module);
        module.name = key;
        module.Training = training;
        parts.Add((key, module));
        return module;
    }

    /// <summary>Runs the computation of this module: temporaries end with it, errors name it.</summary>
    /// <param name="body">The computation.</param>
    /// <returns>Its result.</returns>
    protected Tensor<T> Run(Func<Tensor<T>> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Scope<T> scope = Workspace.Enter("its layer");
        Workspace.EnterLayer(name.Length == 0 ? typeName ??= GetType().Name.Split('`')[0] : name);
        try
        {
            Tensor<T> result = body();
            scope.EndExcept([result], insideLayer: true);
            return result;
        }
        catch
        {
            scope.Dispose();
            throw;
        }
        finally
        {
            Workspace.LeaveLayer();
        }
    }

    private IEnumerable<(string Name, Tensor<T> Tensor)> Named(
        string prefix,
        Func<Module<T>, List<(string Name, Tensor<T> Tensor)>> own
    )
    {
        foreach ((string key, Tensor<T> tensor) in own(this))
        {
            yield return (prefix + key, tensor);
        }
        foreach ((string key, Module<T> part) in parts)
        {
            foreach ((string, Tensor<T>) entry in part.Named($"{prefix}{key}.", own))
            {
                yield return entry;
            }
        }
    }
}

/// <summary>A module from one tensor to one tensor, so that it can stand in a <see cref="Sequential{T}"/>.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class Layer<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes a layer.</summary>
    /// <param name="workspace">Where its parameters live.</param>
    protected Layer(Workspace<T> workspace)
        : base(workspace) { }

    /// <summary>Computes the layer.</summary>
    /// <param name="x">Its input; the shape is the layer's to say.</param>
    /// <returns>Its output.</returns>
    public Tensor<T> Forward(Tensor<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Run(() => Compute(x));
    }

    /// <summary>The computation proper.</summary>
    /// <param name="x">The input.</param>
    /// <returns>The output.</returns>
    protected abstract Tensor<T> Compute(Tensor<T> x);
}
