using System.Numerics;
using System.Runtime.Intrinsics;
using Gsp.Numerics;

namespace Gsp.Core.Tests.Numerics;

/// <summary>The functions of VectorMath by name, on arrays, at a chosen width.</summary>
internal static unsafe class VectorFunctions
{
    public static readonly string[] Names =
    [
        "Exp",
        "ExpOfNegative",
        "ExpMinusOne",
        "Log",
        "LogOnePlus",
        "Softplus",
        "Tanh",
        "Sigmoid",
        "Erf",
        "Sin",
        "Cos",
    ];

    public static T[] Apply<T>(string name, T[] x, int bits = 256)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        bits switch
        {
            128 => Apply<T, Vector128<T>, Lanes128<T>>(name, x),
            256 => Apply<T, Vector256<T>, Lanes256<T>>(name, x),
            _ => Apply<T, Vector512<T>, Lanes512<T>>(name, x),
        };

    private static T[] Apply<T, V, L>(string name, T[] x)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : struct
        where L : struct, IMathLanes<T, V>
    {
        var y = new T[x.Length];
        fixed (
            T* from = x,
                to = y
        )
        {
            for (int i = 0; i < x.Length; i += L.Count)
            {
                V value = Of<T, V, L>(name, L.LoadFirst(from + i, x.Length - i));
                L.StoreFirst(to + i, value, x.Length - i);
            }
        }
        return y;
    }

    private static V Of<T, V, L>(string name, V x)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : struct
        where L : struct, IMathLanes<T, V> =>
        name switch
        {
            "Exp" => VectorMath<T, V, L>.Exp(x),
            "ExpOfNegative" => VectorMath<T, V, L>.ExpOfNegative(x),
            "ExpMinusOne" => VectorMath<T, V, L>.ExpMinusOne(x),
            "Log" => VectorMath<T, V, L>.Log(x),
            "LogOnePlus" => VectorMath<T, V, L>.LogOnePlus(x),
            "Softplus" => VectorMath<T, V, L>.Softplus(x),
            "Tanh" => VectorMath<T, V, L>.Tanh(x),
            "Sigmoid" => VectorMath<T, V, L>.Sigmoid(x),
            "Erf" => VectorMath<T, V, L>.Erf(x),
            "Sin" => VectorMath<T, V, L>.Sin(x),
            "Cos" => VectorMath<T, V, L>.Cos(x),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such function"),
        };
}
