using System.Globalization;
using System.Numerics;

namespace Gsp.Networks;

/// <summary>Changes parameters against their gradients.</summary>
/// <remarks>
/// A step reads every parameter's <see cref="Tensor{T}.Gradient"/> (those without are left alone), and writes parameters and the rule's state in
/// one pass on all threads; the bits depend on neither threads nor vector width. A tensor that occurs under several names is updated once. The
/// state lives in the parameters' workspace. Not thread-safe.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public abstract class Optimiser<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly OptimisedParameter<T>[] parameters;
    private readonly string kind;
    private Array? targets;

    private protected Optimiser(
        IEnumerable<(string Name, Tensor<T> Tensor)> parameters,
        OptimiserOptions options,
        int states
    )
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        LearningRate = options.LearningRate;
        kind = GetType().Name.Split('`')[0];
        var seen = new HashSet<Storage<T>>(ReferenceEqualityComparer.Instance);
        this.parameters =
        [
            .. parameters
                .Where(entry => entry.Tensor.RequiresGradient && seen.Add(entry.Tensor.Storage))
                .Select(entry => Take(entry.Name, entry.Tensor, options, states)),
        ];
        Require.That(
            this.parameters.Length > 0,
            "there is nothing to optimise: no parameter requires a gradient",
            nameof(parameters)
        );
        Workspace = this.parameters[0].Weight.Workspace;
    }

    /// <summary>The learning rate of the next step, before the groups' factors; schedules set it. Zero or more, finite.</summary>
    public double LearningRate
    {
        get;
        set => field = Require.NotNegative(value, "a learning rate points downhill");
    }

    /// <summary>Steps taken.</summary>
    public long StepCount { get; private set; }

    /// <summary>The parameters with their names.</summary>
    public IEnumerable<(string Name, Tensor<T> Tensor)> NamedParameters() =>
        parameters.Select(parameter => (parameter.Name, parameter.Weight));

    internal Workspace<T> Workspace { get; }

    private protected ReadOnlySpan<OptimisedParameter<T>> Entries => parameters;

    /// <summary>Changes every parameter that a gradient has reached.</summary>
    public void Step()
    {
        Update();
        StepCount++;
    }

    /// <summary>Forgets all gradients.</summary>
    public void ClearGradients()
    {
        foreach (OptimisedParameter<T> parameter in parameters)
        {
            parameter.Weight.ClearGradient();
        }
    }

    /// <summary>Saves the state: what the rule remembers, and the numbers of steps.</summary>
    /// <param name="path">The safetensors file to write.</param>
    public void Save(string path)
    {
        var state = new StateWriter<T>();
        Save(state);
        state.Write(path, null);
    }

    /// <summary>Puts a saved state back; parameters are not in it.</summary>
    /// <param name="path">A file written by <see cref="Save(string)"/>.</param>
    /// <exception cref="GspFormatException">Damaged or foreign.</exception>
    /// <exception cref="ArgumentException">The state of another kind of optimiser or of other parameters.</exception>
    public void Load(string path)
    {
        using SafetensorsFile file = Safetensors.Open(path);
        Load(new StateReader<T>(file));
    }

    /// <summary>Gives the state's memory back.</summary>
    public void Dispose()
    {
        foreach (OptimisedParameter<T> parameter in parameters)
        {
            parameter.First?.Dispose();
            parameter.Second?.Dispose();
        }
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{kind}, {parameters.Length} parameters, learning rate {LearningRate:g4}, step {StepCount}"
        );

    internal void Save(StateWriter<T> state)
    {
        state.PutCounters(
            $"optimiser.{kind}.counters",
            [StepCount, .. parameters.Select(parameter => parameter.Steps)]
        );
        state.PutNumbers($"optimiser.{kind}.learning_rate", [LearningRate]);
        state.Put("", States());
    }

    internal void Load(StateReader<T> state)
    {
        long[] counters = state.Counters($"optimiser.{kind}.counters", parameters.Length + 1);
        double rate = state.Numbers($"optimiser.{kind}.learning_rate", 1)[0];
        state.Fill("", States());
        StepCount = counters[0];
        LearningRate = rate;
        for (int k = 0; k < parameters.Length; k++)
        {
            parameters[k].Steps = counters[k + 1];
        }
    }

    private IEnumerable<(string Name, Tensor<T> Tensor)> States()
    {
        foreach (OptimisedParameter<T> parameter in parameters)
        {
            if (parameter.First is not null)
            {
                yield return ($"optimiser.{kind}.first.{parameter.Name}", parameter.First);
            }
            if (parameter.Second is not null)
            {
                yield return ($"optimiser.{kind}.second.{parameter.Name}", parameter.Second);
            }
        }
    }

    private protected abstract void Update();

    /// <summary>A constant of a rule, rounded to T once.</summary>
    private protected static T To(double value) => T.CreateTruncating(value);

    /// <summary>Steps all parameters that have a gradient by a rule whose constants may differ between parameters.</summary>
    private protected void Apply<R>(Func<OptimisedParameter<T>, R> rule)
        where R : struct, IUpdateRule<T>
    {
        UpdateTarget<T, R>[] list = targets as UpdateTarget<T, R>[] ?? new UpdateTarget<T, R>[parameters.Length];
        targets = list;
        int count = 0;
        foreach (OptimisedParameter<T> parameter in parameters)
        {
            if (parameter.Weight.Gradient is not { } gradient)
            {
                continue;
            }
            parameter.Steps++;
            list[count++] = new(rule(parameter), parameter.Weight, gradient, parameter.First, parameter.Second);
        }
        Workspace.Device.Update<R>(list.AsSpan(0, count));
    }

    private static OptimisedParameter<T> Take(string name, Tensor<T> weight, OptimiserOptions options, int states)
    {
        ParameterGroup? group = options.Groups.FirstOrDefault(group => group.Matches(name, weight.Shape));
        return new()
        {
            Name = name,
            Weight = weight,
            LearningRateFactor = group?.LearningRateFactor ?? 1,
            WeightDecay = group?.WeightDecay ?? options.WeightDecay,
            First = states > 0 ? weight.Workspace.Zeros(weight.Shape).Keep() : null,
            Second = states > 1 ? weight.Workspace.Zeros(weight.Shape).Keep() : null,
        };
    }
}
