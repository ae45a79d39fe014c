using StudyAnalysis.Engine;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;
using Xunit;

namespace StudyAnalysis.Tests.Engine;

public sealed class NumberFormatterTests
{
    [Theory]
    [InlineData(NumberStyle.Count, 0, 24, "24", "24")]
    [InlineData(NumberStyle.Count, 0, 9999, "9999", "9999")]
    [InlineData(NumberStyle.Count, 0, 1234567, "1_234_567", "1_234_567")]
    [InlineData(NumberStyle.Fixed, 1, -1.25, "−1.3", "−1,3")]
    [InlineData(NumberStyle.Fixed, 1, -0.04, "0.0", "0,0")]
    [InlineData(NumberStyle.Fixed, 2, 2.675, "2.68", "2,68")]
    [InlineData(NumberStyle.Fixed, 2, 12345.678, "12_345.68", "12_345,68")]
    [InlineData(NumberStyle.Fixed, 2, double.PositiveInfinity, "∞", "∞")]
    [InlineData(NumberStyle.Fixed, 2, double.NegativeInfinity, "−∞", "−∞")]
    [InlineData(NumberStyle.Significant, 3, 1.4, "1.40", "1,40")]
    [InlineData(NumberStyle.Significant, 3, 9.996, "10.0", "10,0")]
    [InlineData(NumberStyle.Significant, 3, 0.012345, "0.0123", "0,0123")]
    [InlineData(NumberStyle.Significant, 3, 123456.7, "123_457", "123_457")]
    [InlineData(NumberStyle.Significant, 3, 0, "0", "0")]
    [InlineData(NumberStyle.Significant, 3, -0.0000123456, "−1.23_×_10⁻⁵", "−1,23_×_10⁻⁵")]
    [InlineData(NumberStyle.Percent, 0, 0.458, "46%", "46_%")]
    [InlineData(NumberStyle.Percent, 1, 0.458, "45.8%", "45,8_%")]
    [InlineData(NumberStyle.PValue, 3, 0.2345, "0.235", "0,235")]
    [InlineData(NumberStyle.PValue, 3, 0.0456, "0.046", "0,046")]
    [InlineData(NumberStyle.PValue, 3, 0.00456, "0.0046", "0,0046")]
    [InlineData(NumberStyle.PValue, 3, 0.00997, "0.010", "0,010")]
    [InlineData(NumberStyle.PValue, 3, 0.001, "0.0010", "0,0010")]
    [InlineData(NumberStyle.PValue, 3, 0.00099, "<0.001", "<0,001")]
    [InlineData(NumberStyle.PValue, 3, 1e-20, "<0.001", "<0,001")]
    [InlineData(NumberStyle.PValue, 3, 1, ">0.999", ">0,999")]
    public void Format_ByStyleAndLanguage_AsReadersExpect(NumberStyle style, int digits, double value, string english, string french)
    {
        var format = new NumberFormat(style, digits);
        Assert.Equal(english.Replace('_', '\u00A0'), NumberFormatter.Format(value, format, Language.English));
        Assert.Equal(french.Replace('_', '\u00A0'), NumberFormatter.Format(value, format, Language.French));
    }

    [Fact]
    public void Explain_NotEstimable_SaysWhy()
    {
        var statistic = Of(Quantity.NotEstimable("no event"), "estimate");
        Assert.Equal("not estimable because no event", NumberFormatter.Explain(statistic, Language.English));
        Assert.Equal("non estimable\u00A0: no event", NumberFormatter.Explain(statistic, Language.French));
        Assert.Equal("not estimable", NumberFormatter.Format(statistic, Language.English));
    }

    [Fact]
    public void Format_InfiniteMedian_IsNotReached()
    {
        Assert.Equal("not reached", NumberFormatter.Format(Of(double.PositiveInfinity, "median"), Language.English));
        Assert.Equal("non atteint", NumberFormatter.Format(Of(double.PositiveInfinity, "median"), Language.French));
        Assert.Equal("∞", NumberFormatter.Format(Of(double.PositiveInfinity, "conf.high"), Language.English));
    }

    [Fact]
    public void Date_ByLanguage_IsWritten()
    {
        Assert.Equal("4\u00A0August\u00A02026", NumberFormatter.Date(new DateOnly(2026, 8, 4), Language.English));
        Assert.Equal("1er\u00A0août\u00A02026", NumberFormatter.Date(new DateOnly(2026, 8, 1), Language.French));
    }

    private static Statistic Of(Quantity value, string name) =>
        new() { Context = "x", Name = name, Label = name, Value = value, Format = NumberFormat.Fixed(1) };
}
