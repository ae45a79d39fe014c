using StudyAnalysis.Statistics.Resample;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Resample;

public sealed class RandomSequenceTests
{
    // Five standard errors: of a mean 5σ/√n, of a second moment likewise.
    [Fact]
    public void Draws_HaveTheirMoments()
    {
        var random = new RandomSequence(3, 0);
        double[] normal = [.. Enumerable.Range(0, 100_000).Select(_ => random.Normal(2, 3))];
        double[] exponential = [.. Enumerable.Range(0, 100_000).Select(_ => random.Exponential(0.5))];
        Assert.Equal(2, normal.Average(), 5 * 3 / Math.Sqrt(100_000));
        Assert.Equal(9, normal.Average(x => (x - 2) * (x - 2)), 5 * 9 * Math.Sqrt(2.0 / 100_000));
        Assert.Equal(2, exponential.Average(), 5 * 2 / Math.Sqrt(100_000));
        Assert.Equal(0.3, Enumerable.Range(0, 100_000).Count(_ => random.Bernoulli(0.3)) / 1e5, 5 * Math.Sqrt(0.21 / 100_000));
    }

    [Fact]
    public void Shuffle_ReachesEveryOrderEvenly()
    {
        var random = new RandomSequence(4, 0);
        var counts = Enumerable.Range(0, 24_000)
            .Select(_ =>
            {
                int[] order = [0, 1, 2, 3];
                random.Shuffle(order.AsSpan());
                return string.Join(' ', order);
            })
            .CountBy(o => o)
            .ToArray();
        Assert.Equal(24, counts.Length);
        Assert.All(counts, c => Assert.InRange(c.Value, 840, 1160));
    }

    [Fact]
    public void Sequence_ReadsItsStreamInOrder()
    {
        var random = new RandomSequence(5, 6);
        Assert.Equal([new CounterRandom(5, 6).Uniform(0), new CounterRandom(5, 6).Uniform(1)], new[] { random.Uniform(), random.Uniform() });
        Assert.Equal(new CounterRandom(5, 6).Integer(2, 10), random.Integer(10));
    }
}
