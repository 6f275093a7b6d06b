using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gsp;

/// <summary>Argument checks whose messages name the value, the rule and the likely cause.</summary>
internal static class Require
{
    /// <summary>The value lies in [<paramref name="low"/>, <paramref name="high"/>].</summary>
    public static T InRange<T>(
        T value,
        T low,
        T high,
        string cause = "",
        [CallerArgumentExpression(nameof(value))] string name = ""
    )
        where T : INumber<T> =>
        value >= low && value <= high
            ? value
            : throw Out(name, value, $"must lie in [{Text(low)}, {Text(high)}]", cause);

    /// <summary>The value lies in (<paramref name="low"/>, <paramref name="high"/>].</summary>
    public static T InHalfOpen<T>(
        T value,
        T low,
        T high,
        string cause = "",
        [CallerArgumentExpression(nameof(value))] string name = ""
    )
        where T : INumber<T> =>
        value > low && value <= high
            ? value
            : throw Out(name, value, $"must lie in ({Text(low)}, {Text(high)}]", cause);

    /// <summary>The value is finite and greater than zero.</summary>
    public static T Positive<T>(T value, string cause = "", [CallerArgumentExpression(nameof(value))] string name = "")
        where T : INumber<T> =>
        value > T.Zero && T.IsFinite(value)
            ? value
            : throw Out(name, value, "must be greater than zero and finite", cause);

    /// <summary>The value is finite and not negative.</summary>
    public static T NotNegative<T>(
        T value,
        string cause = "",
        [CallerArgumentExpression(nameof(value))] string name = ""
    )
        where T : INumber<T> =>
        value >= T.Zero && T.IsFinite(value) ? value : throw Out(name, value, "must be zero or more and finite", cause);

    /// <summary>Two lengths agree.</summary>
    public static void SameLength(int actual, int expected, string name, string cause = "")
    {
        if (actual != expected)
        {
            throw new ArgumentException(
                Sentence($"{name} holds {Text(actual)} values; expected {Text(expected)}", cause),
                name
            );
        }
    }

    /// <summary>Every value is finite.</summary>
    public static void Finite(ReadOnlySpan<double> values, string name, string cause = "")
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException(
                    Sentence($"{name}[{Text(i)}] is {Text(values[i])}; every value must be finite", cause),
                    name
                );
            }
        }
    }

    /// <summary>A rule of any other kind holds.</summary>
    public static void That(bool rule, string message, [CallerArgumentExpression(nameof(rule))] string name = "")
    {
        if (!rule)
        {
            throw new ArgumentException(message, name);
        }
    }

    /// <summary>A rule of any other kind holds; the message is put together only where it does not.</summary>
    public static void That(
        bool rule,
        [InterpolatedStringHandlerArgument(nameof(rule))] ref RuleMessage message,
        [CallerArgumentExpression(nameof(rule))] string name = ""
    )
    {
        if (!rule)
        {
            throw new ArgumentException(message.Written(), name);
        }
    }

    private static ArgumentOutOfRangeException Out<T>(string name, T value, string rule, string cause)
        where T : INumber<T> => new(name, value, Sentence($"{name} is {Text(value)}; it {rule}", cause));

    private static string Sentence(string text, string cause) => cause.Length == 0 ? text : $"{text} ({cause})";

    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
