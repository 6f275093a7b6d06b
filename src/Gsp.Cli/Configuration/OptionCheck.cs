namespace Gsp.Cli;

/// <summary>Tells a wrong option from wrong data: both are argument exceptions to the library.</summary>
internal static class OptionCheck
{
    /// <summary>Makes something from options; an argument exception is then a usage error.</summary>
    /// <exception cref="CommandError">An option is out of range.</exception>
    public static T Of<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException e)
        {
            throw CommandError.Usage(CommandLine.WithoutParameter(e), e);
        }
    }
}
