using Gsp.Compute;

namespace Gsp.Topology;

/// <summary>The backend that the baselines use where none is given.</summary>
internal static class BaselineBackend
{
    public static Backend OrDefault(Backend? backend) => backend ?? Backend.Managed;
}
