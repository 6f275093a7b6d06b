using System.Text;
using System.Text.Json.Nodes;
using Gsp.Testing;

namespace Gsp.Cli.Tests;

/// <summary>Runs the program inside the test's process, with a folder of its own.</summary>
internal sealed class ProgramRun : IDisposable
{
    /// <summary>A fresh folder, removed in the end.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("gsp-cli-").FullName;

    /// <summary>The result folder that <see cref="Learn"/> names.</summary>
    public string Out => this["out"];

    /// <summary>A path in the folder.</summary>
    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <summary>Runs a command line.</summary>
    public ProgramResult Run(params string[] arguments) => RunWith("", arguments);

    /// <summary>Runs a command line with something on standard input.</summary>
    public ProgramResult RunWith(string input, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(input));
        int code = CommandLine
            .RunAsync(arguments, new Terminal(stream, output, error, IsInteractive: false))
            .GetAwaiter()
            .GetResult();
        return new ProgramResult(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs <c>gsp learn</c> on a table, results in <see cref="Out"/>.</summary>
    public ProgramResult Learn(string table, params string[] arguments) =>
        Run(["learn", Write("samples.csv", table), "--out", Out, .. arguments]);

    /// <summary>A JSON file of the results.</summary>
    public JsonObject Json(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Out, name)))!.AsObject();

    /// <summary>A table of the results.</summary>
    public double[][] Table(string name) => Golden.Csv(Path.Combine(Out, name));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>What a run gave.</summary>
internal sealed record ProgramResult(int Code, string Output, string Error)
{
    /// <summary>The error lines, progress and notices left out.</summary>
    public string Message =>
        string.Join('\n', Error.Split('\n').Where(line => line.StartsWith("gsp: ", StringComparison.Ordinal)));
}
