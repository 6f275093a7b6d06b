using System.CommandLine;

var root = new RootCommand("Gsp: learn graphs from signals, from raw recording to figure.");
return await root.Parse(args).InvokeAsync();
