using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.GroupChange;
using StudyAnalysis.Kinds.PairedChange;
using Xunit;

namespace StudyAnalysis.Tests.Kinds.GroupChange;

public sealed class GroupChangeKindTests
{
    private static readonly double?[] Before = [3.1, 4.0, 5.2, 2.7, 3.9, 4.4, 5.0, 3.3, 4.8, 2.9];
    private static readonly double?[] After = [3.9, 4.1, 6.3, 3.5, 4.6, 4.2, 5.1, 3.0, 4.9, 3.1];

    [Fact, Trait("Oracle", "R 4.2.2 sandwich::vcovHC")]
    // R 4.2.2: m <- lm(y ~ b + a); vcovHC(m, type = "HC3"); t with 7 degrees of freedom. Tolerance: 1e-12 relative (closed form).
    public void Analyze_TwoGroups_Matches_R_AncovaHC3()
    {
        var context = new FakeContext(10).Numbers("m@t0", Before).Numbers("m@t1", After)
            .Codes("g", false, ["a", "b"], [.. Enumerable.Repeat("a", 5), .. Enumerable.Repeat("b", 5)]);
        var result = Assert.IsType<GroupChangeResult>(context.Run("groupChange", """{ "marker": "m", "from": "t0", "to": "t1", "by": "g" }"""));
        Assert.Equal(0.734966555183947, result.Get(GroupChangeResult.Main, "estimate").Value.Value, 12);
        Assert.Equal(0.278510441236538, result.Get(GroupChangeResult.Main, "std.error").Value.Value, 12);
        Assert.Equal(0.0763940115142229, result.Get(GroupChangeResult.Main, "conf.low").Value.Value, 12);
        Assert.Equal(0.0334759914550106, result.Get(GroupChangeResult.Main, "p.value").Value.Value, 12);
        var content = FakeContext.Compose(result);
        Assert.Contains("A − B", FakeContext.Words(content.Sentence), StringComparison.Ordinal);
        Assert.All(content.Tables, t => Assert.All(t.Rows, r => Assert.Equal(t.Columns.Length, r.Cells.Length)));
    }

    [Fact, Trait("Oracle", "R 4.2.2 survival::survreg")]
    // R 4.2.2: survreg(Surv(y, !below, type = "left") ~ b + a, dist = "gaussian"), the eighth and tenth later value below. Tolerance: 1e-8 (iterative fit).
    public void Analyze_LaterValuesBelowTheLimit_AddsTheCensoredLikelihood_AsInR()
    {
        Value[] later = [.. After.Select((x, i) => Value.Of(x!.Value, i is 7 or 9 ? Qualifier.BelowLimit : Qualifier.Exact))];
        var context = new FakeContext(10).Numbers("m@t0", Before).Values("m@t1", later)
            .Codes("g", false, ["a", "b"], [.. Enumerable.Repeat("a", 5), .. Enumerable.Repeat("b", 5)]);
        var result = context.Run("groupChange", """{ "marker": "m", "from": "t0", "to": "t1", "by": "g" }""");
        Assert.Equal(0.937054854803, result.Get(GroupChangeResult.Censored, "estimate").Value.Value, 8);
        Assert.Equal(0.206086006024, result.Get(GroupChangeResult.Censored, "std.error").Value.Value, 8);
        Assert.Equal(2, FakeContext.Compose(result).Tables[1].Rows.Length);
    }

    [Fact]
    public void Analyze_ThreeGroups_GivesEachAgainstTheFirst()
    {
        var context = new FakeContext(10).Numbers("m@t0", Before).Numbers("m@t1", After)
            .Codes("g", false, ["a", "b", "c"], "a", "a", "a", "b", "b", "b", "c", "c", "c", "c");
        var result = context.Run("groupChange", """{ "marker": "m", "from": "t0", "to": "t1", "by": "g" }""");
        Assert.NotNull(result.Find(GroupChangeResult.Against("b"), "estimate"));
        Assert.NotNull(result.Find(GroupChangeResult.Against("c"), "estimate"));
        Assert.Equal(3, FakeContext.Compose(result).Tables[0].Rows.Length);
    }

    [Fact, Trait("Oracle", "R 4.2.2 sandwich::vcovHC")]
    // R 4.2.2: m <- lm(d ~ p); intercept and its HC3 standard error. Tolerance: 1e-12 relative (closed form).
    public void PairedChange_Adjusted_Matches_R_InterceptHC3()
    {
        var plan = FakeContext.Plan();
        plan = plan with { Markers = plan.Markers.Add(plan.Markers[0] with { Id = "k" }) };
        double?[] change = [0.2, -0.1, 0.5, 0.3, 0.2, -0.3, 0.1, -0.2, 0, 0.1];
        var context = new FakeContext(10, plan: plan).Numbers("m@t0", Before).Numbers("m@t1", After)
            .Numbers("k@t0", [.. change.Select(_ => (double?)0)]).Numbers("k@t1", change);
        var result = context.Run("pairedChange", """{ "marker": "m", "from": "t0", "to": "t1", "adjust": ["k"] }""");
        Assert.Equal(0.191472868217054, result.Get(PairedChangeResult.Adjusted, "estimate").Value.Value, 12);
        Assert.Equal(0.0678238750278658, result.Get(PairedChangeResult.Adjusted, "std.error").Value.Value, 12);
    }
}
