using StudyAnalysis.Kinds.Common;
using Xunit;

namespace StudyAnalysis.Tests.Kinds.Common;

/// <summary>A follow-up that cannot be, as a slip of the pen gives it, makes no table of millions of times.</summary>
public sealed class RiskTableTimesTests
{
    [Theory]
    [InlineData(35, 7, 6)]
    [InlineData(36_525, 1826.25, 21)]
    [InlineData(45_656.25, 1826.25, 26)]
    [InlineData(50_000, 18_262.5, 3)]
    public void Times_AreRoundAndFew(double last, double spacing, int count)
    {
        var times = RiskTables.Times([1, last]);

        Assert.Equal((0, spacing, count), (times[0], times[1], times.Length));
    }

    [Theory]
    [InlineData(1e12)]
    [InlineData(9e29)]
    public void TimesOfAnImpossibleFollowUp_AreFew(double last)
    {
        var times = RiskTables.Times([last]);

        Assert.InRange(times.Length, 3, 26);
        Assert.InRange(times[^1], last / 2, last);
    }
}
