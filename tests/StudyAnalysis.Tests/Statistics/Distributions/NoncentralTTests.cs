using StudyAnalysis.Statistics.Distributions;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Distributions;

public sealed class NoncentralTTests
{
    // Oracles/noncentral_t/noncentral_t.py: 40-digit quadrature. R's pt loses all digits below 1e-12; here relative 1e-12 down to 1e-280.
    [Fact, Trait("Oracle", "mpmath 1.3.0")]
    public void BothTails_Match_Mpmath_AlsoFarOut()
    {
        foreach (var row in OracleFile.Rows("noncentral_t/noncentral_t.csv"))
        {
            var (t, df, delta) = (OracleFile.Number(row[1]), OracleFile.Number(row[2]), OracleFile.Number(row[3]));
            var actual = row[0] == "Upper" ? Tail.NoncentralTUpper(t, df, delta) : Tail.NoncentralTLower(t, df, delta);
            OracleFile.AssertRelative(OracleFile.Number(row[4]), actual, 1e-12, string.Join(' ', row));
        }
    }

    [Theory, InlineData(1.3, 4), InlineData(-2.5, 1), InlineData(8, 40), InlineData(0, 11)]
    public void Central_IsStudentsT(double t, double df) =>
        OracleFile.AssertRelative(Tail.StudentTUpper(t, df), Tail.NoncentralTUpper(t, df, 0), 1e-13, "central");

    [Fact]
    public void Limits_AndWrongArguments()
    {
        Assert.Equal(Tail.NormalUpper(0.5), Tail.NoncentralTUpper(2, double.PositiveInfinity, 1.5));
        Assert.Equal(0, Tail.NoncentralTUpper(double.PositiveInfinity, 3, 1));
        Assert.Equal(1, Tail.NoncentralTUpper(double.NegativeInfinity, 3, 1));
        Assert.Equal(0, Tail.NoncentralTUpper(1e6, 1e6, 0));
        Assert.Equal(1, Tail.NoncentralTLower(1e6, 1e6, 0), 1e-14);
        Assert.Equal("t", Assert.Throws<ArgumentException>(() => Tail.NoncentralTUpper(double.NaN, 1, 0)).ParamName);
        Assert.Equal("df", Assert.Throws<ArgumentException>(() => Tail.NoncentralTUpper(1, 0, 0)).ParamName);
        Assert.Equal("noncentrality", Assert.Throws<ArgumentException>(() => Tail.NoncentralTUpper(1, 1, double.NaN)).ParamName);
    }
}
