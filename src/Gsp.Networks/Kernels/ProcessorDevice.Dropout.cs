using System.Runtime.Intrinsics;

namespace Gsp.Networks;

public sealed unsafe partial class ProcessorDevice<T>
{
    /// <inheritdoc/>
    public void Dropout(Tensor<T> source, Tensor<T> target, ulong key, uint threshold, T factor, bool accumulate)
    {
        T* from = Pointer(source);
        T* to = Pointer(target);
        int n = source.Elements;
        For(
            (n + DropoutWords.Chunk - 1) / DropoutWords.Chunk,
            Grain / (4 * DropoutWords.Chunk),
            (start, end) =>
            {
                uint* words = stackalloc uint[DropoutWords.Chunk];
                T* factors = stackalloc T[DropoutWords.Chunk];
                for (int chunk = start; chunk < end; chunk++)
                {
                    DropoutWords.FillFast(key, (ulong)chunk, words);
                    Factors(words, threshold, factor, factors);
                    nint first = (nint)chunk * DropoutWords.Chunk;
                    int count = (int)Math.Min(DropoutWords.Chunk, n - first);
                    if (accumulate)
                    {
                        Rows.MultiplyAdd(from + first, factors, to + first, count);
                    }
                    else
                    {
                        Rows.Multiply(from + first, factors, to + first, count);
                    }
                }
            }
        );
    }

    /// <summary>0 where a word is below the threshold, else the factor.</summary>
    internal static void Factors(uint* words, uint threshold, T factor, T* factors)
    {
        if (typeof(T) == typeof(float))
        {
            Vector512<uint> limit = Vector512.Create(threshold);
            Vector512<float> stays = Vector512.Create((float)(object)factor);
            for (int i = 0; i < DropoutWords.Chunk; i += Vector512<uint>.Count)
            {
                Vector512<float> dropped = Vector512.LessThan(Vector512.Load(words + i), limit).AsSingle();
                Vector512.AndNot(stays, dropped).Store((float*)factors + i);
            }
            return;
        }
        for (int i = 0; i < DropoutWords.Chunk; i++)
        {
            factors[i] = words[i] < threshold ? T.Zero : factor;
        }
    }
}
