using StudyAnalysis.Statistics.Distributions;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Distributions;

public sealed class TailTests
{
    // Oracles/tail/tail.R. Tolerance 1e-12 relative at every size of p, 1e-11 where R's own pchisq/pt series ends.
    [Fact, Trait("Oracle", "R 4.2.2 stats")]
    public void EveryFunction_Matches_R_AlsoFarInTheTail()
    {
        foreach (var row in OracleFile.Rows("tail/tail.csv"))
        {
            var (a, b, c) = (OracleFile.Number(row[1]), OracleFile.Number(row[2]), OracleFile.Number(row[3]));
            var actual = row[0] switch
            {
                "NormalUpper" => Tail.NormalUpper(a),
                "NormalTwoSided" => Tail.NormalTwoSided(a),
                "ChiSquaredUpper" => Tail.ChiSquaredUpper(a, b),
                "StudentTUpper" => Tail.StudentTUpper(a, b),
                "StudentTTwoSided" => Tail.StudentTTwoSided(a, b),
                "FUpper" => Tail.FUpper(a, b, c),
                "BinomialUpper" => Tail.BinomialUpper((int)a, (int)b, c),
                "BinomialLower" => Tail.BinomialLower((int)a, (int)b, c),
                "NormalQuantile" => Tail.NormalQuantile(a),
                "StudentTQuantile" => Tail.StudentTQuantile(a, b),
                _ => throw new InvalidOperationException(row[0]),
            };
            OracleFile.AssertRelative(OracleFile.Number(row[4]), actual, 1e-12, string.Join(' ', row), zero: 1e-16);
        }
    }

    [Fact]
    public void Limits_AreProbabilities_NotNaN()
    {
        Assert.Equal(0, Tail.NormalUpper(double.PositiveInfinity));
        Assert.Equal(1, Tail.NormalUpper(double.NegativeInfinity));
        Assert.Equal(1, Tail.ChiSquaredUpper(0, 3));
        Assert.Equal(0, Tail.ChiSquaredUpper(double.PositiveInfinity, 3));
        Assert.Equal(0, Tail.StudentTTwoSided(double.PositiveInfinity, 4));
        Assert.Equal(Tail.NormalTwoSided(2), Tail.StudentTTwoSided(2, double.PositiveInfinity));
        Assert.Equal(Tail.ChiSquaredUpper(6, 3), Tail.FUpper(2, 3, double.PositiveInfinity));
        Assert.Equal(1, Tail.BinomialUpper(0, 5, 0.2));
        Assert.Equal(0, Tail.BinomialUpper(6, 5, 0.2));
        Assert.Equal(0, Tail.StudentTQuantile(0.5, 3));
        Assert.Equal(double.NegativeInfinity, Tail.NormalQuantile(0));
    }

    [Fact]
    public void WrongArguments_Throw_NamingThem()
    {
        Assert.Equal("z", Assert.Throws<ArgumentException>(() => Tail.NormalUpper(double.NaN)).ParamName);
        Assert.Equal("df", Assert.Throws<ArgumentException>(() => Tail.ChiSquaredUpper(1, 0)).ParamName);
        Assert.Equal("p", Assert.Throws<ArgumentException>(() => Tail.NormalQuantile(1.5)).ParamName);
        Assert.Equal("n", Assert.Throws<ArgumentException>(() => Tail.BinomialUpper(1, -1, 0.5)).ParamName);
    }
}
