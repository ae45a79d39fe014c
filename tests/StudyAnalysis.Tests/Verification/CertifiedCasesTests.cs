using System.Globalization;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;
using StudyAnalysis.Verification;
using Xunit;

namespace StudyAnalysis.Tests.Verification;

public sealed class CertifiedCasesTests
{
    [Fact, Trait("Oracle", "the sources named by the cases")]
    public void All_ReachTheirDigits()
    {
        var failed =
            from verified in StatisticsVerification.Run(CertifiedCases.All)
            from number in verified.Numbers
            where !number.Passed
            select string.Create(
                CultureInfo.InvariantCulture,
                $"{verified.Case.Name}, {number.Certified.Name}: expected {number.Certified.Expected}, got {number.Got}, {number.Digits} of {number.Certified.Required} digits");
        Assert.Empty(failed);
    }

    [Fact]
    public void All_NameTheirSource_InBothLanguages_AndOnce()
    {
        Assert.All(CertifiedCases.All, certified =>
        {
            Assert.False(string.IsNullOrWhiteSpace(certified.Source), certified.Name);
            Assert.NotEqual(certified.Method.In(Language.English), certified.Method.In(Language.French));
            Assert.NotEmpty(certified.Numbers);
            Assert.All(certified.Numbers, n => Assert.InRange(n.Required, 1, n.Precision));
            Assert.Equal(certified.Numbers.Length, certified.Numbers.Select(n => n.Name).Distinct(StringComparer.Ordinal).Count());
        });
        Assert.Equal(CertifiedCases.All.Length, CertifiedCases.All.Select(c => (c.Name, c.Method.In(Language.English))).Distinct().Count());
    }

    [Theory]
    [InlineData("9.7941", 9.79406, 5)]
    [InlineData("9.7941", 9.79416, 5)]
    [InlineData("9.7941", 9.7931, 3)]
    [InlineData("9.7941", -9.7941, 0)]
    [InlineData("0.60", 0.6, 2)]
    [InlineData("0.0125", 0.01255, 3)]
    [InlineData("4.17e-5", 4.1688e-5, 3)]
    [InlineData("-0.15", -0.15000000000000002, 2)]
    [InlineData("1", 2, 0)]
    [InlineData("3", double.PositiveInfinity, 0)]
    public void DigitsAgreed_OfPrintedNumbers(string expected, double got, int digits) =>
        Assert.Equal(digits, CertifiedNumber.Printed("x", expected).DigitsAgreed(got));

    [Theory]
    [InlineData("0.1", 0.1, 15)]
    [InlineData("0.1", 0.100000000558793, 8)]
    [InlineData("1.68", 1.68015626940147, 4)]
    [InlineData("0", 1e-20, 0)]
    [InlineData("0", 0, 15)]
    public void DigitsAgreed_OfCertifiedNumbers(string expected, double got, int digits) =>
        Assert.Equal(digits, CertifiedNumber.Full("x", expected).DigitsAgreed(got));

    [Fact]
    public void DigitsAgreed_OfWhatCannotBeEstimated_IsNone() =>
        Assert.Equal(0, CertifiedNumber.Printed("x", "2").DigitsAgreed(Quantity.NotEstimable("no event")));

    [Fact]
    public void Worst_IsAFailedNumber_EvenBesideOneOfFewerDigits()
    {
        var certified = new CertifiedCase(
            "c", LocalizedText.Same("m"), "by hand", [CertifiedNumber.Full("loose", "1", 2), CertifiedNumber.Full("tight", "1", 12)], () => [1.001, 1.00000001]);
        var verified = Assert.Single(StatisticsVerification.Run([certified]));
        Assert.False(verified.Passed);
        Assert.Equal("tight", verified.Worst.Certified.Name);
    }

    [Fact]
    public void Run_AnotherCountOfNumbers_IsRefused()
    {
        var certified = new CertifiedCase("short", LocalizedText.Same("m"), "by hand", [CertifiedNumber.Printed("x", "1")], () => []);
        var error = Assert.Throws<ArgumentException>(() => StatisticsVerification.Run([certified]));
        Assert.Contains("short computes 0 numbers and expects 1", error.Message, StringComparison.Ordinal);
    }
}
