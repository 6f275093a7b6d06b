using System.Numerics;
using System.Runtime.InteropServices;
using Gsp.Random;
using Gsp.Signals;
using Gsp.Testing;
using Xunit;
using static Gsp.Core.Tests.Signals.Processing;

namespace Gsp.Core.Tests.Signals;

public sealed class ShortTimeStreamTests
{
    private static StftOptions SomeOptions(RandomStream random)
    {
        int length = 2 + random.NextInt(40);
        return new StftOptions
        {
            Length = length,
            Hop = 1 + random.NextInt(length),
            // Nowhere zero, so that every hop is allowed.
            Window = random.NextInt(2) == 0 ? WindowShape.Hamming : WindowShape.Rectangular,
            TransformLength = length + random.NextInt(9),
        };
    }

    /// <summary>Random pieces, some empty, some longer than a frame.</summary>
    private static Complex[] InPieces(ShortTimeStream stream, double[] signal, RandomStream random)
    {
        var all = new List<Complex>();
        var room = new Complex[stream.MostFrames(signal.Length) * stream.Bins];
        for (int at = 0; at < signal.Length; )
        {
            int length = Math.Min(random.NextInt(random.NextInt(2) == 0 ? 4 : 90), signal.Length - at);
            int most = stream.MostFrames(length);
            int frames = stream.Process(signal.AsSpan(at, length), room.AsSpan(0, most * stream.Bins));
            all.AddRange(room.AsSpan(0, frames * stream.Bins));
            at += length;
        }
        int last = stream.Finish(room.AsSpan(0, stream.MostFrames(0) * stream.Bins));
        all.AddRange(room.AsSpan(0, last * stream.Bins));
        return [.. all];
    }

    [Fact]
    public void PiecesGiveTheBitsOfTheWholeSignal() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            StftOptions options = SomeOptions(random);
            double[] x = Noise(seed, 1 + random.NextInt(300));
            if (random.NextInt(4) == 0)
            {
                x[random.NextInt(x.Length)] = double.NaN;
            }
            Complex[] batch = ShortTimeSpectrum.Compute(x, 1, options).Values.ToColumnMajorArray();
            var stream = new ShortTimeStream(options);
            // Twice, because a stream that has ended starts anew.
            return Same(batch, InPieces(stream, x, random)) && Same(batch, InPieces(stream, x, random));
        });

    [Fact]
    public void AFrameComesWithItsLastSample() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            StftOptions options = SomeOptions(random);
            var stream = new ShortTimeStream(options);
            var room = new Complex[2 * stream.Bins];
            bool right = true;
            for (long t = 0; t < 200; t++)
            {
                long end = stream.FrameCount * options.Hop - options.Length / 2 + options.Length;
                int frames = stream.Process([1.0], room);
                right &= frames == (end == t + 1 ? 1 : 0);
            }
            return right;
        });

    [Fact]
    public void TooLittleRoomTakesNothing()
    {
        double[] x = Noise(1, 100);
        var options = new StftOptions { Length = 16, Hop = 4 };
        var stream = new ShortTimeStream(options);
        var room = new Complex[60 * stream.Bins];
        int frames = stream.Process(x.AsSpan(0, 50), room);
        Assert.Throws<ArgumentException>(() => stream.Process(x.AsSpan(50), new Complex[3]));
        frames += stream.Process(x.AsSpan(50), room.AsSpan(frames * stream.Bins));
        Assert.Throws<ArgumentException>(() => stream.Finish([]));
        frames += stream.Finish(room.AsSpan(frames * stream.Bins));
        Complex[] batch = ShortTimeSpectrum.Compute(x, 1, options).Values.ToColumnMajorArray();
        Assert.True(Same(batch, room[..(frames * stream.Bins)]));
        Assert.Equal(0, stream.Finish([])); // nothing came since
        Assert.ThrowsAny<ArgumentException>(() => new ShortTimeStream(new StftOptions { Hop = 0 }));
        Assert.Contains("9 bins", stream.ToString());
    }

    [Fact]
    public void NothingIsAllocatedOnceWarm()
    {
        var stream = new ShortTimeStream();
        double[] piece = Noise(1, 400);
        var room = new Complex[stream.MostFrames(piece.Length) * stream.Bins];
        long allocated = 0;
        for (int round = 0; round < 8; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            stream.Process(piece, room);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Assert.Equal(0, allocated);
    }

    private static bool Same(Complex[] a, Complex[] b) =>
        MemoryMarshal.Cast<Complex, long>(a).SequenceEqual(MemoryMarshal.Cast<Complex, long>(b));
}
