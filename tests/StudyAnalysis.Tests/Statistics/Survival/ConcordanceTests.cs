using StudyAnalysis.Statistics.Survival;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Survival;

public sealed class ConcordanceTests
{
    // Oracles/concordance/concordance.R. Tolerance 1e-12 relative (closed form).
    [Fact, Trait("Oracle", "R 4.2.2 survival 3.5-3 concordance")]
    public void Harrell_And_Uno_Match_R_WithStandardErrorsAndPairs()
    {
        foreach (var group in OracleFile.Rows("concordance/concordance.csv").GroupBy(r => r[0]))
        {
            var result = Run(group.Key);
            foreach (var row in group)
            {
                var actual = row[1] switch
                {
                    "estimate" => result.Estimate.Value,
                    "std.error" => result.StandardError.Value,
                    "concordant" => result.Concordant,
                    "discordant" => result.Discordant,
                    "tied.x" => result.TiedScore,
                    _ => double.NaN,
                };
                if (!double.IsNaN(actual))
                {
                    OracleFile.AssertRelative(OracleFile.Number(row[2]), actual, 1e-12, string.Join(' ', row));
                }
            }
        }
    }

    // By hand: events at 1 (score 3) and 2 (score 1), censored at 2 (score 1) and 4 (score 2). Comparable: (1;2e) c, (1;2c) c, (1;4) c,
    // (2e;2c) tied score, (2e;4) discordant. C = (3 + ½)/5.
    [Fact]
    public void Harrell_ByHand_TiesInTimeAndScore()
    {
        var result = Concordance.Harrell([4, 2, 1, 2], [false, true, true, false], [2, 1, 3, 1]);
        Assert.Equal((3, 1, 1), (result.Concordant, result.Discordant, result.TiedScore));
        Assert.Equal(.7, result.Estimate.Value, 14);
    }

    [Fact]
    public void Harrell_NoComparablePair_SaysWhy() =>
        Assert.Contains("no comparable pair", Concordance.Harrell([1, 2], [false, true], [1, 2]).Estimate.Reason, StringComparison.Ordinal);

    private static ConcordanceResult Run(string name)
    {
        var data = SurvivalData.Load(name.Contains("lung", StringComparison.Ordinal) ? "lung"
            : name.Contains("aml", StringComparison.Ordinal) ? "aml" : name[..name.IndexOf('-', StringComparison.Ordinal)]);
        if (name == "colon-nodes")
        {
            var nodes = data.Doubles("nodes");
            data = data.Where(i => !double.IsNaN(nodes[i]));
            return Concordance.Harrell(data.Doubles("rtime"), data.Flags("rstatus"), data.Doubles("nodes"));
        }

        if (name.StartsWith("heart", StringComparison.Ordinal))
        {
            return Concordance.Harrell(data.Doubles("stop"), data.Flags("status"), data.Doubles("age"), data.Doubles("start"), default,
                name.EndsWith("cluster", StringComparison.Ordinal) ? data.Integers("id") : []);
        }

        var (time, status) = (data.Doubles("time"), data.Flags("status"));
        return name switch
        {
            "lung-age" => Concordance.Harrell(time, status, data.Doubles("age")),
            "lung-ecog" => Concordance.Harrell(time, status, data.Doubles("ecog")),
            "lung-loss-strata" => Concordance.Harrell(time, status, data.Doubles("loss"), default, data.Integers("sex")),
            "aml-group" => Concordance.Harrell(time, status, data.Doubles("group")),
            "kidney-cluster" => Concordance.Harrell(time, status, data.Doubles("age"), default, default, data.Integers("id")),
            "uno-lung-age" => Concordance.Uno(time, status, data.Doubles("age")),
            "uno-lung-ecog" => Concordance.Uno(time, status, data.Doubles("ecog")),
            "uno-lung-ecog-365" => Concordance.Uno(time, status, data.Doubles("ecog"), 365),
            "uno-aml-group" => Concordance.Uno(time, status, data.Doubles("group")),
            _ => throw new InvalidOperationException(name),
        };
    }
}
