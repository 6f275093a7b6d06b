using System.Numerics;
using Gsp.Numerics;
using Xunit;

namespace Gsp.Core.Tests.Numerics;

public sealed class ReferenceDoubleContract : BlasContract<double>
{
    protected override IBlas<double> Blas() => ReferenceBlas<double>.Instance;
}

public sealed class ReferenceSingleContract : BlasContract<float>
{
    protected override IBlas<float> Blas() => ReferenceBlas<float>.Instance;
}

public sealed class ManagedDoubleContract : BlasContract<double>
{
    protected override IBlas<double> Blas() => new ManagedBlas<double>();
}

public sealed class ManagedSingleContract : BlasContract<float>
{
    protected override IBlas<float> Blas() => new ManagedBlas<float>();
}

public sealed class ManagedDoubleTwoThreadsContract : BlasContract<double>
{
    protected override IBlas<double> Blas() => new ManagedBlas<double>(2);
}

public sealed class ManagedSingleTwoThreadsContract : BlasContract<float>
{
    protected override IBlas<float> Blas() => new ManagedBlas<float>(2);
}

public sealed class OpenBlasDoubleContract : BlasContract<double>
{
    protected override IBlas<double> Blas() => OpenBlasOrSkip.Get<double>();
}

public sealed class OpenBlasSingleContract : BlasContract<float>
{
    protected override IBlas<float> Blas() => OpenBlasOrSkip.Get<float>();
}

internal static class OpenBlasOrSkip
{
    public static IBlas<T> Get<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        IBlas<T>? found = OpenBlas<T>.TryCreate();
        if (found is null)
        {
            Assert.Skip($"OpenBLAS is not on this machine; probed: {OpenBlasLibrary.Probes}");
        }
        return found!;
    }
}
