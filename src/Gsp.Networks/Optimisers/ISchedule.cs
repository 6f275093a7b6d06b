namespace Gsp.Networks;

/// <summary>The learning rate as a function of time.</summary>
/// <remarks>Time counts optimiser steps, or epochs where the user of the schedule says so, from 0: the first step is taken with the rate at 0.</remarks>
public interface ISchedule
{
    /// <summary>The learning rate at a time.</summary>
    /// <param name="time">Steps (or epochs) taken before, zero or more.</param>
    /// <returns>The rate, zero or more.</returns>
    double LearningRate(long time);

    /// <summary>Hears the measure of an evaluation, lower being better; most schedules do not listen.</summary>
    /// <param name="measure">For instance the loss on validation data.</param>
    void Observe(double measure) { }

    /// <summary>What it has learnt from <see cref="Observe"/>, to be saved; empty for most.</summary>
    /// <returns>The numbers.</returns>
    double[] Save() => [];

    /// <summary>Puts back what was saved.</summary>
    /// <param name="state">What <see cref="Save"/> returned.</param>
    /// <exception cref="ArgumentException">The state of another kind of schedule.</exception>
    void Restore(ReadOnlySpan<double> state) =>
        Require.SameLength(state.Length, 0, nameof(state), "a schedule without state");
}
