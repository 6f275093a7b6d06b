namespace Gsp.Topology;

/// <summary>Which averaged error the convergence test of a reference run watches once it debiases.</summary>
public enum ReferenceMonitor
{
    /// <summary>The error of the lag filters (<c>pred_error_recursive_moving_average</c>).</summary>
    Filters,

    /// <summary>The error of the polynomial coefficients (<c>pred_error_recursive_moving_average_h</c>).</summary>
    Coefficients,
}
