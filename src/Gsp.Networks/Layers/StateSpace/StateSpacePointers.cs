namespace Gsp.Networks;

/// <summary>Where the parameters of all channels, or their gradients, begin; null where a gradient is not wanted.</summary>
internal readonly unsafe struct StateSpacePointers<T>(T* logStep, T* lambda, T* input, T* lowRank, T* output)
    where T : unmanaged
{
    public readonly T* LogStep = logStep;
    public readonly T* Lambda = lambda;
    public readonly T* Input = input;
    public readonly T* LowRank = lowRank;
    public readonly T* Output = output;
}
