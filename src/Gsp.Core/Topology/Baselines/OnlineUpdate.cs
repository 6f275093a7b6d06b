namespace Gsp.Topology;

/// <summary>What one step of a streaming baseline did.</summary>
/// <param name="Time">Index of the sample, from 0.</param>
/// <param name="Learned">Whether the model was updated; false while the lags fill, after stopping and after divergence.</param>
/// <param name="AprioriError">‖x_t − x̂_t‖² / ‖x_t‖² with the model of the step before: a forecast (for SD-SEM, which is contemporaneous, the
/// error of the equations at the old weights). NaN where nothing was learned or the sample is zero.</param>
/// <param name="AposterioriError">The same with the model already updated by this sample, as the published study reports it. NaN likewise.</param>
/// <param name="AverageError">Exponential average of the a-posteriori errors, 1 at the start.</param>
/// <param name="Stopped">Whether the stopping rule has ended the learning.</param>
public readonly record struct OnlineUpdate(
    long Time,
    bool Learned,
    double AprioriError,
    double AposterioriError,
    double AverageError,
    bool Stopped
);
