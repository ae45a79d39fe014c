using StudyAnalysis.Statistics.Censored;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Censored;

public sealed class BelowLimitTests
{
    [Fact, Trait("Oracle", "R 4.2.2")]
    public void Rules_Match_R()
    {
        var oracle = OracleCase.Load("below_limit", "rules");
        oracle.Check("rule", oracle.Integers("below").Zip(oracle.Integers("total"), (b, n) => (double)(int)BelowLimit.ForPredictor(b, n)));
        oracle = OracleCase.Load("below_limit", "substitute");
        oracle.Check("value", oracle.Numbers("limit").Select(BelowLimit.Substitute));
    }

    [Fact, Trait("Oracle", "R 4.2.2")]
    public void Difference_Matches_R()
    {
        var oracle = OracleCase.Load("below_limit", "difference");
        var (later, earlier) = (oracle.Numbers("later"), oracle.Numbers("earlier"));
        var (laterBelow, earlierBelow) = (Flags(oracle, "laterBelow"), Flags(oracle, "earlierBelow"));
        oracle.Check("d", later.Select((x, i) => BelowLimit.Difference(x, laterBelow[i], earlier[i], earlierBelow[i])));
    }

    [Fact, Trait("Oracle", "R rank")]
    public void RecensorAtHighestLimit_GivesRsRanks()
    {
        var oracle = OracleCase.Load("below_limit", "ranks");
        oracle.Check("rank", Ranks.Average(BelowLimit.RecensorAtHighestLimit(oracle.Numbers("x"), Flags(oracle, "below"))));
    }

    // Two Monte Carlo runs, R's of 20,000 and ours of 8,000 data sets: six standard errors of the difference of means, and of the SDs.
    [Fact, Trait("Oracle", "R survreg, MASS::mvrnorm")]
    public void Draw_HasTheMomentsOfRsImputations()
    {
        var oracle = OracleCase.Load("below_limit", "imputation");
        var y = oracle.Numbers("y");
        const int count = 8_000;
        var sets = CensoredImputation.Draw(y, Flags(oracle, "below"), Design.WithIntercept(y.Length, ("z", oracle.Numbers("z"))), count, 9);
        var (mean, sd) = (oracle.ExpectedNumbers("mean"), oracle.ExpectedNumbers("sd"));
        foreach (var (unit, k) in oracle.Integers("at").Select((unit, k) => (unit, k)))
        {
            double[] drawn = [.. sets.Select(s => s[unit])];
            var error = sd[k] * Math.Sqrt((1.0 / count) + (1.0 / 20_000));
            Assert.Equal(mean[k], drawn.Average(), 6 * error);
            Assert.Equal(sd[k], Math.Sqrt(drawn.Sum(v => Math.Pow(v - drawn.Average(), 2)) / (count - 1)), 10 * error);
            Assert.True(drawn.Max() <= y[unit]);
        }
    }

    private static bool[] Flags(OracleCase oracle, string name) => [.. oracle.Input.GetProperty(name).EnumerateArray().Select(v => v.GetBoolean())];
}
