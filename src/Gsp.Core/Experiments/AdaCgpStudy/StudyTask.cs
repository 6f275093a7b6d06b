namespace Gsp.Experiments;

/// <summary>One independent piece of the study: a method on a recording.</summary>
/// <param name="Family">The graph family.</param>
/// <param name="Seed">The seed of the recording.</param>
/// <param name="Method">The method's name.</param>
/// <param name="Run">Scores the method; may yield more than one row.</param>
internal sealed record StudyTask(
    string Family,
    int Seed,
    string Method,
    Func<CancellationToken, IReadOnlyList<MethodScore>> Run
);
