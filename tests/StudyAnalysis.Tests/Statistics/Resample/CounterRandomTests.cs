using StudyAnalysis.Statistics.Resample;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Resample;

public sealed class CounterRandomTests
{
    // Random123 1.09, examples/kat_vectors, philox4x32 10.
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Block_Matches_Random123(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint e0, uint e1, uint e2, uint e3) =>
        Assert.Equal((e0, e1, e2, e3), CounterRandom.Block(c0, c1, c2, c3, k0, k1));

    [Fact]
    public void Uniform_IsInsideTheUnitInterval_AndHasItsMoments()
    {
        var random = new CounterRandom(1, 2);
        var values = Enumerable.Range(0, 100_000).Select(i => random.Uniform((ulong)i)).ToArray();
        Assert.All(values, u => Assert.InRange(u, double.Epsilon, 1 - 1e-17));

        // Five standard errors of the mean (0.289 / √n) and of the second moment.
        Assert.Equal(0.5, values.Average(), 0.005);
        Assert.Equal(1 / 3.0, values.Average(u => u * u), 0.005);
    }

    [Fact]
    public void Integer_ReachesEveryValueEvenly()
    {
        var random = new CounterRandom(7, 0);
        var counts = Enumerable.Range(0, 60_000).GroupBy(i => random.Integer((ulong)i, 6)).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal([0, 1, 2, 3, 4, 5], counts.Keys.Order());
        Assert.All(counts.Values, c => Assert.InRange(c, 9_500, 10_500));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Integer(0, 0));
    }

    [Fact]
    public void Bits_DependOnSeedStreamAndIndex()
    {
        var values = new[] { new CounterRandom(1, 1).Bits(1), new CounterRandom(2, 1).Bits(1), new CounterRandom(1, 2).Bits(1), new CounterRandom(1, 1).Bits(2) };
        Assert.Equal(4, values.Distinct().Count());
        Assert.Equal(new CounterRandom(1, 1).Bits(1), values[0]);
    }
}
