using System.Globalization;
using Xunit;

namespace Gsp.Core.Tests.Common;

public sealed class RequireTests
{
    [Fact]
    public void AMessageIsPutTogetherOnlyForABrokenRule()
    {
        int asked = 0;
        Require.That(asked >= 0, $"asked {Ask()} times");
        Assert.Equal(0, asked);
        var error = Assert.Throws<ArgumentException>(() => Require.That(asked < 0, $"asked {Ask()} times"));
        Assert.StartsWith("asked 1 times", error.Message, StringComparison.Ordinal);
        Assert.Equal("asked < 0", error.ParamName);

        int Ask() => ++asked;
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void NumbersInAMessageIgnoreTheCulture(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            bool rule = false;
            var error = Assert.Throws<ArgumentException>(() => Require.That(rule, $"{-1234.5} and {0.2:F1}", "value"));
            Assert.StartsWith("-1234.5 and 0.2", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
