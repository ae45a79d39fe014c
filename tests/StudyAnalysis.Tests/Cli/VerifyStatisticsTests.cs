using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using StudyAnalysis.Cli;
using StudyAnalysis.Cli.Verbs;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;
using StudyAnalysis.Verification;
using Xunit;

namespace StudyAnalysis.Tests.Cli;

public sealed class VerifyStatisticsTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Statistics_Ends0_WithEveryCaseInTheTable()
    {
        Assert.Equal(0, _cli.Run("verify", "--statistics"));
        Assert.Contains($"{CertifiedCases.All.Length} of {CertifiedCases.All.Length} cases reach their required digits", _cli.Output, StringComparison.Ordinal);
        Assert.Equal(string.Empty, _cli.Error);
    }

    [Fact]
    public void Statistics_InFrench()
    {
        Assert.Equal(0, _cli.Run("verify", "--statistics", "--lang", "fr"));
        Assert.Contains("Attendu", _cli.Output, StringComparison.Ordinal);
        Assert.Contains("régression de Cox par cause", _cli.Output, StringComparison.Ordinal);
        Assert.Contains("atteignent les chiffres requis", _cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AWrongExpectedValue_Ends1_AndSaysWhatWasNeeded()
    {
        var (exit, output) = Check(100, Falsified(), json: false);
        Assert.Equal(1, exit);
        Assert.Contains("9.7951", output, StringComparison.Ordinal);
        Assert.Contains("needs 5", output, StringComparison.Ordinal);
        Assert.Contains($"{CertifiedCases.All.Length - 1} of {CertifiedCases.All.Length} cases", output, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatCannotBeEstimated_Ends1_WithItsReason()
    {
        ImmutableArray<CertifiedCase> cases =
            [new("nothing", LocalizedText.Of("mean", "moyenne"), "by hand", [CertifiedNumber.Printed("mean", "2")], () => [Quantity.NotEstimable("no values")])];
        Assert.Equal(1, Check(80, cases, json: false).Exit);
        Assert.Contains("not estimable", Check(80, cases, json: false).Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(Check(80, cases, json: true).Output);
        var number = document.RootElement.GetProperty("cases")[0].GetProperty("numbers")[0];
        Assert.Equal(JsonValueKind.Null, number.GetProperty("got").ValueKind);
        Assert.Equal("no values", number.GetProperty("reason").GetString());
    }

    [Fact]
    public void Json_HasEveryNumber()
    {
        Assert.Equal(0, _cli.Run("verify", "--statistics", "--json"));
        using var document = JsonDocument.Parse(_cli.Output);
        Assert.True(document.RootElement.GetProperty("passed").GetBoolean());
        var cases = document.RootElement.GetProperty("cases").EnumerateArray().ToArray();
        Assert.Equal(CertifiedCases.All.Select(c => (c.Name, c.Source, c.Numbers.Length)), cases.Select(c =>
            (c.GetProperty("name").GetString()!, c.GetProperty("source").GetString()!, c.GetProperty("numbers").GetArrayLength())));
        var mean = cases.Single(c => c.GetProperty("source").GetString()!.StartsWith("survRM2", StringComparison.Ordinal)).GetProperty("numbers")[0];
        Assert.Equal("9.7941", mean.GetProperty("expected").GetString());
        Assert.Equal(9.7941, mean.GetProperty("got").GetDouble(), 4);
        Assert.Equal((5, 5, 5), (mean.GetProperty("digits").GetInt32(), mean.GetProperty("requiredDigits").GetInt32(), mean.GetProperty("givenDigits").GetInt32()));
    }

    [Fact]
    public void Json_OfAWrongExpectedValue_Ends1()
    {
        var (exit, output) = Check(100, Falsified(), json: true);
        using var document = JsonDocument.Parse(output);
        Assert.Equal(1, exit);
        Assert.False(document.RootElement.GetProperty("passed").GetBoolean());
        Assert.Single(document.RootElement.GetProperty("cases").EnumerateArray(), c => !c.GetProperty("passed").GetBoolean());
    }

    // A number broken over two lines, or cut, cannot be read: at every width each stands whole, and no line is wider than the screen.
    [Theory]
    [InlineData(80, Language.English)]
    [InlineData(80, Language.French)]
    [InlineData(120, Language.English)]
    [InlineData(120, Language.French)]
    public void Table_FitsTheScreen_AndKeepsNumbersWhole(int width, Language language)
    {
        var (exit, output) = Check(width, CertifiedCases.All, json: false, language);
        Assert.Equal(0, exit);
        var lines = output.Split(Environment.NewLine)[..^2];
        Assert.All(lines.Where(l => !l.Contains("328", StringComparison.Ordinal)), line => Assert.True(line.Length <= width, line));
        Assert.DoesNotContain("…", output, StringComparison.Ordinal);
        foreach (var verified in StatisticsVerification.Run(CertifiedCases.All))
        {
            Assert.Contains(lines, l => l.Contains(' ' + verified.Worst.Certified.Expected + ' ', StringComparison.Ordinal));
        }

        Assert.Equal(width >= 110, lines[1].Contains("Source", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("give the folder of a report, or --statistics", "verify")]
    [InlineData("--statistics takes no folder: leave 'reports' out", "verify", "reports", "--statistics")]
    [InlineData("--json goes with --statistics only", "verify", "reports", "--json")]
    public void ArgumentsThatDoNotGoTogether_End2(string message, params string[] args)
    {
        Assert.Equal(2, _cli.Run(args));
        Assert.Contains(message, _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_TellsOfIt()
    {
        Assert.Equal(0, _cli.Run("verify", "--help"));
        Assert.Contains("--statistics", _cli.Output, StringComparison.Ordinal);
        Assert.Contains("certified", _cli.Output, StringComparison.Ordinal);
    }

    /// <summary>All cases, the restricted mean of the flies published one unit of the third decimal higher.</summary>
    private static ImmutableArray<CertifiedCase> Falsified() =>
    [
        .. CertifiedCases.All.Select(c => c.Source.StartsWith("survRM2", StringComparison.Ordinal)
            ? c with { Numbers = [CertifiedNumber.Printed("mean", "9.7951"), .. c.Numbers.Skip(1)] }
            : c),
    ];

    private static (int Exit, string Output) Check(int width, IEnumerable<CertifiedCase> cases, bool json, Language language = Language.English)
    {
        using var output = new StringWriter();
        var host = new ProgramHost { Output = output, Error = TextWriter.Null, Clock = new FakeTimeProvider(), Home = ".", Width = width };
        return (StatisticsCheck.Run(cases, host, language, json), output.ToString());
    }
}
