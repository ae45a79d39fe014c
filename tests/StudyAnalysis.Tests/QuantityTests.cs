using StudyAnalysis.Statistics;
using Xunit;

namespace StudyAnalysis.Tests;

public sealed class QuantityTests
{
    [Fact]
    public void Of_NaN_Throws() => Assert.Throws<ArgumentException>(() => Quantity.Of(double.NaN));

    [Fact]
    public void NotEstimable_Value_ThrowsWithTheReason()
    {
        var quantity = Quantity.NotEstimable("no event in either group");
        var error = Assert.Throws<InvalidOperationException>(() => quantity.Value);
        Assert.Contains("no event in either group", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Default_IsNotEstimable_WithAReason() => Assert.Equal("not computed", default(Quantity).Reason);
}
