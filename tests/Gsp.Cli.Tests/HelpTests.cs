using System.CommandLine;
using Xunit;

namespace Gsp.Cli.Tests;

public sealed class HelpTests
{
    [Fact]
    public void AnUnknownCommandIsAnError() => Assert.NotEmpty(new RootCommand().Parse(["no-such-command"]).Errors);
}
