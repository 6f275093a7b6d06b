using System.Globalization;
using System.Runtime.CompilerServices;

namespace Gsp;

/// <summary>The message of a rule, put together only where the rule is broken: a check that holds costs a comparison.</summary>
/// <remarks>Numbers are written the same under every culture.</remarks>
[InterpolatedStringHandler]
internal ref struct RuleMessage
{
    private DefaultInterpolatedStringHandler text;

    public RuleMessage(int literalLength, int formattedCount, bool rule, out bool broken)
    {
        broken = !rule;
        text = rule ? default : new(literalLength, formattedCount, CultureInfo.InvariantCulture);
    }

    public void AppendLiteral(string value) => text.AppendLiteral(value);

    public void AppendFormatted<T>(T value, string? format = null) => text.AppendFormatted(value, format);

    public void AppendFormatted(ReadOnlySpan<char> value) => text.AppendFormatted(value);

    public string Written() => text.ToStringAndClear();
}
