using FsCheck;
using FsCheck.Fluent;

namespace Gsp.Testing;

/// <summary>Runs property-based checks with the project's case counts.</summary>
/// <remarks>A failing property prints FsCheck's replay seed. <c>GSP_DEEP=1</c> multiplies the case counts by 40.</remarks>
public static class PropertyCheck
{
    private static int Factor => Environment.GetEnvironmentVariable("GSP_DEEP") == "1" ? 40 : 1;

    /// <summary>Checks a property on 500 random cases.</summary>
    public static void Holds<T>(Arbitrary<T> cases, Func<T, bool> property) => Run(cases, property, 500);

    /// <summary>Checks an expensive property on 25 random cases.</summary>
    public static void HoldsHeavy<T>(Arbitrary<T> cases, Func<T, bool> property) => Run(cases, property, 25);

    /// <summary>Checks a property of a random seed on 500 cases: the test makes its own input from the seed by a RandomStream.</summary>
    public static void HoldsForSeeds(Func<ulong, bool> property) => Run(Seeds, property, 500);

    /// <summary>Checks an expensive property of a random seed on 25 cases.</summary>
    public static void HoldsForSeedsHeavy(Func<ulong, bool> property) => Run(Seeds, property, 25);

    private static Arbitrary<ulong> Seeds => Gen.Choose(0, int.MaxValue).Select(seed => (ulong)seed).ToArbitrary();

    private static void Run<T>(Arbitrary<T> cases, Func<T, bool> property, int count) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(count * Factor), Prop.ForAll(cases, property));
}
