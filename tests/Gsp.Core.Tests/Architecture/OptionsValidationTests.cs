using System.Reflection;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Architecture;

/// <summary>Every options record of the topology methods refuses numbers that are none.</summary>
/// <remarks>Each double of each record, nested ones included, is set to NaN in turn; whatever takes the record must then throw an argument
/// exception that names the option.</remarks>
public sealed class OptionsValidationTests
{
    private static readonly Assembly Core = typeof(ITopologyLearner).Assembly;

    private static readonly Matrix<double> Samples = Matrix<double>.Build.Dense(
        100,
        4,
        (t, i) => Math.Sin((t * (i + 1.3)) + i)
    );

    // What a validation may want to know: the number of nodes, or the samples.
    private static readonly Dictionary<Type, object> Known = new()
    {
        [typeof(int)] = 4,
        [typeof(Matrix<double>)] = Samples,
    };

    private static IEnumerable<Type> Records =>
        Core.GetExportedTypes()
            .Where(type =>
                type.Namespace == "Gsp.Topology"
                && type.Name.EndsWith("Options", StringComparison.Ordinal)
                && type.GetConstructor(Type.EmptyTypes) is not null
            );

    public static TheoryData<string, string> Doubles =>
        [
            .. Records.SelectMany(type =>
                type.GetProperties()
                    .Where(property =>
                        property.CanWrite
                        && (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
                            == typeof(double)
                    )
                    .Select(property => new TheoryDataRow<string, string>(type.Name, property.Name))
            ),
        ];

    [Fact]
    public void ThereAreOptionsToCheck() => Assert.NotEmpty(Doubles);

    [Fact]
    public void EveryRecordCanBeChecked() =>
        Assert.Empty(Records.Where(type => Validation(type) is null && !HasNoRanges(type)).Select(type => type.Name));

    [Theory]
    [MemberData(nameof(Doubles))]
    public void ANumberThatIsNoneIsRefused(string record, string property)
    {
        Type type = Records.Single(candidate => candidate.Name == record);
        object options = Activator.CreateInstance(type)!;
        type.GetProperty(property)!.SetValue(options, double.NaN);
        MethodInfo validation = Validation(type)!;
        object?[] arguments = [.. validation.GetParameters().Select(parameter => Known[parameter.ParameterType])];
        var error = Assert.Throws<TargetInvocationException>(() => validation.Invoke(options, arguments));
        var refused = Assert.IsAssignableFrom<ArgumentException>(error.InnerException);
        Assert.Contains(property, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Doubles))]
    public void LearnersCheckTheirOptions(string record, string property)
    {
        Type type = Records.Single(candidate => candidate.Name == record);
        object options = Activator.CreateInstance(type)!;
        type.GetProperty(property)!.SetValue(options, double.NaN);
        foreach (
            Type learner in Core.GetExportedTypes()
                .Where(t => t.IsClass && !t.IsAbstract && t.IsAssignableTo(typeof(ITopologyLearner)))
        )
        {
            Func<ITopologyLearner>? make = Maker(learner, type, options);
            if (make is not null)
            {
                Assert.ThrowsAny<ArgumentException>(() => Unwrapped(() => make().Fit(Samples)));
            }
        }
    }

    /// <summary>How to make a learner with an options record: by constructor or by property; null where it does not take this kind.</summary>
    private static Func<ITopologyLearner>? Maker(Type learner, Type options, object value)
    {
        ConstructorInfo? constructor = learner
            .GetConstructors()
            .FirstOrDefault(c => c.GetParameters().Any(p => p.ParameterType == options));
        if (constructor is not null)
        {
            object?[] arguments =
            [
                .. constructor
                    .GetParameters()
                    .Select(p =>
                        p.ParameterType == options ? value
                        : p.HasDefaultValue ? p.DefaultValue
                        : null
                    ),
            ];
            return () => (ITopologyLearner)constructor.Invoke(arguments);
        }
        PropertyInfo? property = learner.GetProperties().FirstOrDefault(p => p.PropertyType == options && p.CanWrite);
        if (property is null || learner.GetConstructor(Type.EmptyTypes) is null)
        {
            return null;
        }
        return () =>
        {
            object made = Activator.CreateInstance(learner)!;
            property.SetValue(made, value);
            return (ITopologyLearner)made;
        };
    }

    private static T Unwrapped<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            throw e.InnerException;
        }
    }

    private static MethodInfo? Validation(Type type) =>
        type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .FirstOrDefault(method =>
                method.Name == "Validate" && method.GetParameters().All(p => Known.ContainsKey(p.ParameterType))
            );

    // A record of switches alone has nothing that could be out of range.
    private static bool HasNoRanges(Type type) =>
        type.GetProperties().Where(p => p.CanWrite).All(p => p.PropertyType == typeof(bool) || p.PropertyType.IsEnum);
}
