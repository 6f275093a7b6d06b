// Who influences whom? The C# twin of 01-learn-a-graph.fsx, as a file of its own:
//
//   dotnet run examples/csharp/LearnAGraph.cs
#:project ../../src/Gsp.Core/Gsp.Core.csproj
#:property PublishAot=false
#:property TreatWarningsAsErrors=false

using Gsp.Figures;
using Gsp.Random;
using Gsp.Topology;

var stream = new RandomStream(1);
CausalGraphProcess process = PublishedProcesses.Create(new PublishedFamily.KRegular(), 20, stream.Split("process"));
ProcessSimulation recording = process.Simulate(stream.Split("noise"), new ProcessSimulationOptions { Samples = 2000 });

TopologyFit fit = new AdaCgpLearner().Fit(recording.Samples).OrThrow();
Console.WriteLine(fit);
Console.WriteLine(TopologyScores.Compare(process.ShiftOperator(), fit.ShiftOperator));

Figure
    .Of(new HeatMapTrace(fit.ShiftOperator.ToArray()))
    .WithTitle("The learned shift operator")
    .Save("out/examples/LearnAGraph.html");
