using Gsp.Numerics;
using Gsp.Random;

namespace Gsp.Core.Tests.Numerics;

/// <summary>The operands of a random product: sizes, numbers and layouts follow from a seed.</summary>
internal sealed class RandomProduct
{
    private readonly RandomStream root;

    public RandomProduct(ulong seed, int most = 40)
    {
        root = new RandomStream(seed);
        RandomStream sizes = root.Split("sizes");
        M = Size(sizes, most);
        N = Size(sizes, most);
        // Now and then a sum longer than one block of the managed product.
        K = sizes.NextUniform() < 0.1 ? 256 + Size(sizes, 300) : Size(sizes, most);
    }

    public int M { get; }

    public int N { get; }

    public int K { get; }

    public Layout AnyLayout(int operand) =>
        (Layout)(int)(root.Split("layout").Split(operand).NextUniform() * Enum.GetValues<Layout>().Length);

    public Operand<double> A(Layout layout) => new(M, K, layout, root.Split("a"));

    public Operand<double> B(Layout layout) => new(K, N, layout, root.Split("b"));

    public double[] Vector(int length) => new Operand<double>(length, 1, Layout.RowMajor, root.Split(length)).ToArray();

    /// <summary>alpha A B + beta C in row-major order.</summary>
    public double[] Product(IBlas<double> blas, Layout a, Layout b, Layout c, double alpha = 0.75, double beta = -0.5)
    {
        var result = new Operand<double>(M, N, c, root.Split("c"));
        blas.Multiply(alpha, A(a).View, B(b).View, beta, result.View);
        return result.ToArray();
    }

    private static int Size(RandomStream stream, int most) => 1 + (int)(stream.NextUniform() * most);
}
