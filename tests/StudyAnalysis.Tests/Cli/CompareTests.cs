using System.Text.Json.Nodes;
using StudyAnalysis.Cli;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Cli;

public sealed class CompareTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("en", "gone    ", "new     ", "number  ")]
    [InlineData("fr", "disparu ", "nouveau ", "nombre  ")]
    public void Compare_AfterTheOnlyPatientWithEcog3IsCorrected_ListsEveryNumberThatVanishedOrAppeared(string language, string gone, string added, string number)
    {
        using var study = StudyCopy.Lung();
        Assert.Equal(0, study.Report("before"));
        study.EditSheet("""<c r="D29" t="n"><v>3</v>""", """<c r="D29" t="n"><v>2</v>""");
        Assert.Equal(0, study.Report("after"));
        var (before, after) = (Keys(study.Json("before", "results.json")), Keys(study.Json("after", "results.json")));

        Assert.Equal(1, study.Cli.Run("compare", study.Cli["before"], study.Cli["after"], "--lang", language));
        var lines = study.Cli.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd('\r')).ToArray();
        Assert.NotEmpty(before.Keys.Except(after.Keys));
        Assert.Equal(before.Keys.Except(after.Keys).Count(), lines.Count(l => l.StartsWith(gone, StringComparison.Ordinal)));
        Assert.Equal(after.Keys.Except(before.Keys).Count(), lines.Count(l => l.StartsWith(added, StringComparison.Ordinal)));
        var moved = before.Count(b => after.TryGetValue(b.Key, out var now) && Differ(b.Value, now));
        Assert.True(lines.Count(l => l.StartsWith(number, StringComparison.Ordinal)) >= moved, $"{moved} numbers moved");
        Assert.All(lines.Where(l => l.Contains(" → ", StringComparison.Ordinal)), l => Assert.DoesNotMatch(@"(?<=[: ])(\S.*) → \1$", l));
    }

    [Theory]
    [InlineData(0.2196, 0.2222, "22%", "22%", "", Language.English, "21.96% → 22.22%")]
    [InlineData(0.02011, 0.02012, "2 %", "2 %", "", Language.French, "2,011 % → 2,012 %")]
    [InlineData(0.00012, 0.00034, "<0.001", "<0.001", "", Language.English, "0.00012 → 0.00034")]
    [InlineData(1.5, 2.5, "1.50", "2.50", "d", Language.English, "1.50 d → 2.50 d")]
    [InlineData(1234567.1, 1234567.2, "1,234,567", "1,234,567", "", Language.English, "1234567.1 → 1234567.2")]
    [InlineData(1.010853, 1.010848, "1.01", "1.01", "", Language.English, "1.010853 → 1.010848")]
    [InlineData(0.01010853, 0.01010848, "1 %", "1 %", "", Language.French, "1,010853 % → 1,010848 %")]
    public void NumberDifference_HasTheDigitsThatDiffer(double a, double b, string shownA, string shownB, string unit, Language language, string expected)
    {
        var text = NumberDifference.Of(Number(a, shownA, unit), Number(b, shownB, unit), language, sameWriting: true)!;
        var sides = text.Split(" → ");
        Assert.NotEqual(sides[0], sides[1]);
        Assert.Equal(expected, text.Replace('\u00A0', ' '));
    }

    [Fact]
    public void NumberDifference_OfWhatIsNoLongerEstimable_SaysWhy()
    {
        var none = Number(null, "–", string.Empty) with { Warning = "no event" };
        Assert.Equal("1.50 → – (no event)", NumberDifference.Of(Number(1.5, "1.50", string.Empty), none, Language.English, sameWriting: true));
        Assert.Equal("– (no event) → – (3 events)", NumberDifference.Of(none, none with { Warning = "3 events" }, Language.English, sameWriting: true));
    }

    [Fact]
    public void NumberDifference_OfRoundingNoise_OrOfTheSameNumberInTwoLanguages_IsNone()
    {
        Assert.Null(NumberDifference.Of(Number(1, "1.0", "d"), Number(1 + 1e-12, "1.0", "d"), Language.English, sameWriting: true));
        Assert.Null(NumberDifference.Of(Number(1.5, "1.5", "d"), Number(1.5, "1,5", "d"), Language.English, sameWriting: false));
        Assert.Equal("1.5 d → 1.5 mo", NumberDifference.Of(Number(1.5, "1.5", "d"), Number(1.5, "1.5", "mo"), Language.English, sameWriting: false));
    }

    [Theory]
    [InlineData("en", "status  x: ok → notEstimable", "reason  x: none → 3 events", "method  x: M. → Other.", "data    x: left out, no date: 0 → 2")]
    [InlineData("fr", "état    x : ok → notEstimable", "motif   x : aucun → 3 events", "méthode x : M. → Other.", "données x : écartés, no date : 0 → 2")]
    public void Compare_SaysStatusReasonMethodAndWhoWasLeftOut(string language, params string[] expected)
    {
        Save("a", Analysis("x", "ok", "M."));
        var after = Analysis("x", "notEstimable", "Other.");
        after["reason"] = "3 events";
        after["population"]!["excluded"] = new JsonArray(new JsonObject { ["reason"] = "no date", ["n"] = 2 });
        Save("b", after);
        Assert.Equal(1, _cli.Run("compare", _cli["a"], _cli["b"], "--lang", language));
        Assert.All(expected, line => Assert.Contains(line, _cli.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Compare_OfAnAnalysisThatIsGone_ListsItsNumbers()
    {
        Save("a", Analysis("x", "ok", "M.", Stat("n", 4), Stat("n", 5)), Analysis("y", "ok", "M."));
        Save("b", Analysis("y", "ok", "M."));
        Assert.Equal(1, _cli.Run("compare", _cli["a"], _cli["b"]));
        Assert.Equal(
            ["plan    x: gone", "gone    x: c n: 4", "gone    x: c n #2: 5"], _cli.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd('\r')));
    }

    [Fact]
    public void Compare_OfNumbersOfOneNameAboutTwoThings_KeepsThemApart()
    {
        var (grouped, plain) = (Stat("n", 4), Stat("n", 4));
        grouped["group1"] = "sex";
        plain["variable"] = "sex";
        Save("a", Analysis("x", "ok", "M.", grouped));
        Save("b", Analysis("x", "ok", "M.", plain));
        Assert.Equal(1, _cli.Run("compare", _cli["a"], _cli["b"]));
        Assert.Contains("gone    x: c sex n: 4", _cli.Output, StringComparison.Ordinal);
        Assert.Contains("new     x: c sex n: 4", _cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_OfInterims_SaysNothingOfTests_EvenOfFilesThatHoldThem()
    {
        Save("a", Analysis("x", "ok", "M.", Stat("statistic", 3.1)));
        Save("b", Analysis("x", "ok", "M.", Stat("statistic", 4.2)));
        Assert.Equal(0, _cli.Run("compare", _cli["a"], _cli["b"]));
        Assert.Contains("No difference.", _cli.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{ \"provenance\": 1, \"analyses\": [] }")]
    [InlineData("{ \"provenance\": {}, \"analyses\": [ { \"id\": \"x\" } ] }")]
    [InlineData("{ \"provenance\": {}, \"analyses\": [ 1 ] }")]
    public void Compare_OfADamagedFile_Ends3(string content)
    {
        Directory.CreateDirectory(_cli["a"]);
        File.WriteAllText(Path.Combine(_cli["a"], "results.json"), content);
        Assert.Equal(3, _cli.Run("compare", _cli["a"], _cli["a"]));
    }

    private static SavedNumber Number(double? value, string shown, string unit) => new("estimate", "k", value, shown, unit, string.Empty);

    // The columns that name a number, and its value: nothing of the program's own reading of the file.
    private static Dictionary<string, double?> Keys(JsonNode results) =>
        results["analyses"]!.AsArray().SelectMany(a => a!["stats"]!.AsArray().Select(s => (
            Key: string.Join('|', new[] { "context", "group1", "group1_level", "group2", "group2_level", "variable", "variable_level", "stat_name" }
                .Select(p => (string?)s![p]).Prepend((string?)a["id"])),
            Value: (double?)s!["stat"]))).ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);

    private static bool Differ(double? a, double? b) => a is { } x && b is { } y ? Math.Abs(x - y) > 1.5e-8 * Math.Max(Math.Abs(x), Math.Abs(y)) : a != b;

    private static JsonObject Stat(string name, double value)
    {
        var stat = new JsonObject { ["context"] = "c", ["stat_name"] = name, ["stat"] = value, ["stat_fmt"] = value.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        foreach (var part in new[] { "group1", "group1_level", "group2", "group2_level", "variable", "variable_level" })
        {
            stat[part] = null;
        }

        return stat;
    }

    private static JsonObject Analysis(string id, string status, string method, params JsonObject[] stats) => new()
    {
        ["id"] = id, ["status"] = status, ["method"] = method, ["population"] = new JsonObject { ["n"] = 10 }, ["stats"] = new JsonArray([.. stats]),
    };

    private void Save(string folder, params JsonObject[] analyses)
    {
        Directory.CreateDirectory(_cli[folder]);
        File.WriteAllText(
            Path.Combine(_cli[folder], "results.json"),
            new JsonObject { ["provenance"] = new JsonObject(), ["analyses"] = new JsonArray([.. analyses]) }.ToJsonString());
    }
}
