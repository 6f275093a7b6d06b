namespace Gsp.Networks;

/// <summary>Which eigenvalues the Cauchy sums of an S4 kernel run over.</summary>
public enum KernelMode
{
    /// <summary>Every kept eigenvalue and its conjugate: the kernel of the real state-space system.</summary>
    Full,

    /// <summary>Only the kept eigenvalues. Not the kernel of a real system; reproduces networks that were trained with a Cauchy routine
    /// that left the conjugate half out, whose parameters mean nothing under <see cref="Full"/>.</summary>
    HalfSpectrum,
}
