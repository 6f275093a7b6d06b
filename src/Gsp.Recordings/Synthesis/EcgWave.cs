namespace Gsp.Recordings;

/// <summary>One Gaussian event of the synthetic heart beat (McSharry et al. 2003, table 1).</summary>
/// <param name="AngleDegrees">Where it lies on the cycle; R is at 0.</param>
/// <param name="Amplitude">Its strength a_i in mV, signed.</param>
/// <param name="Width">Its width b_i in radians.</param>
public readonly record struct EcgWave(double AngleDegrees, double Amplitude, double Width);
