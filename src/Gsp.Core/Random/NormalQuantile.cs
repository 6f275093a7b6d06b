namespace Gsp.Random;

/// <summary>The inverse of the standard normal distribution function.</summary>
/// <remarks>
/// Three rational functions of degree 7/7, one for the centre and two for the tail; relative error about 1e-15.
/// Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37 (1988), routine PPND16. The
/// logarithm is our own, so the bits do not depend on the machine. Pure and thread-safe.
/// </remarks>
internal static class NormalQuantile
{
    private const double CentralHalfWidth = 0.425;
    private const double CentralOffset = 0.180625;
    private const double MiddleOffset = 1.6;
    private const double FarTail = 5;

    /// <summary>The magnitude of the quantile of a tail probability.</summary>
    /// <param name="tail">Probability beyond the quantile, in (0, 0.5].</param>
    /// <returns>x >= 0 with P(X > x) = tail.</returns>
    public static double OfTail(double tail)
    {
        double q = 0.5 - tail;
        if (q <= CentralHalfWidth)
        {
            return q * Central(CentralOffset - q * q);
        }
        double r = Math.Sqrt(-PortableMath.Log(tail));
        return r <= FarTail ? Middle(r - MiddleOffset) : Far(r - FarTail);
    }

    private static double Central(double r) =>
        (
            (
                (
                    (
                        (
                            ((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r
                            + 45921.953931549871457
                        ) * r
                        + 13731.693765509461125
                    ) * r
                    + 1971.5909503065514427
                ) * r
                + 133.14166789178437745
            ) * r
            + 3.3871328727963666080
        )
        / (
            (
                (
                    (
                        (
                            ((5226.495278852854561 * r + 28729.085735721942674) * r + 39307.895800092710610) * r
                            + 21213.794301586595867
                        ) * r
                        + 5394.1960214247511077
                    ) * r
                    + 687.18700749205790830
                ) * r
                + 42.313330701600911252
            ) * r
            + 1
        );

    private static double Middle(double r) =>
        (
            (
                (
                    (
                        (
                            ((7.74545014278341407640e-4 * r + 0.0227238449892691845833) * r + 0.241780725177450611770)
                                * r
                            + 1.27045825245236838258
                        ) * r
                        + 3.64784832476320460504
                    ) * r
                    + 5.76949722146069140550
                ) * r
                + 4.63033784615654529590
            ) * r
            + 1.42343711074968357734
        )
        / (
            (
                (
                    (
                        (
                            ((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r + 0.0151986665636164571966)
                                * r
                            + 0.148103976427480074590
                        ) * r
                        + 0.689767334985100004550
                    ) * r
                    + 1.67638483018380384940
                ) * r
                + 2.05319162663775882187
            ) * r
            + 1
        );

    private static double Far(double r) =>
        (
            (
                (
                    (
                        (
                            (
                                (2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r
                                + 1.24266094738807843860e-3
                            ) * r
                            + 0.0265321895265761230930
                        ) * r
                        + 0.296560571828504891230
                    ) * r
                    + 1.78482653991729133580
                ) * r
                + 5.46378491116411436990
            ) * r
            + 6.65790464350110377720
        )
        / (
            (
                (
                    (
                        (
                            (
                                (2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r
                                + 1.84631831751005468180e-5
                            ) * r
                            + 7.86869131145613259100e-4
                        ) * r
                        + 0.0148753612908506148525
                    ) * r
                    + 0.136929880922735805310
                ) * r
                + 0.599832206555887937690
            ) * r
            + 1
        );
}
