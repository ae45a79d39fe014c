using System.Globalization;
using System.Text;
using StudyAnalysis.Statistics.Plan;

namespace StudyAnalysis.Tests.Statistics.Validity;

/// <summary>A measured level or coverage.</summary>
internal sealed record ValidityRow(ValidityCase Case, int Count, int Replicates, int NotEstimable)
{
    public double Rate => (double)Count / Replicates;

    public double StandardError => Math.Sqrt(Math.Max(Rate * (1 - Rate), 0.25 / Replicates) / Replicates);

    /// <summary>What is outside 3–7 % (93–97 %), or above α for an exact test by more than simulation explains.</summary>
    public string Flag => (Case.Kind, Rate) switch
    {
        _ when NotEstimable == Replicates => string.Empty,
        (ValidityKind.ExactTest, _) => Rate > 0.05 + (3 * StandardError) ? "above α" : string.Empty,
        (ValidityKind.Test, > 0.07) => "liberal",
        (ValidityKind.Test, < 0.03) => "conservative",
        (ValidityKind.Interval, < 0.93) => "too narrow",
        (ValidityKind.Interval, > 0.97) => "wide",
        _ => string.Empty,
    };
}

/// <summary>Every case, run with fixed seeds, and the table in docs/statistics/validity.md.</summary>
internal static class ValidityGrid
{
    public static IReadOnlyList<ValidityCase> Cases { get; } =
    [
        .. CompareValidity.Cases(), .. GroupValidity.Cases(), .. DescribeValidity.Cases(), .. ShareValidity.Cases(), .. AssociationValidity.Cases(), .. SurvivalValidity.Cases(), .. HazardValidity.Cases(),
        .. RegressionValidity.Cases(), .. PredictionValidity.Cases(), .. FamilyValidity.Cases(),
    ];

    /// <summary>The seed of a case depends on its name alone, so that a new case changes no other.</summary>
    public static ValidityRow Run(ValidityCase validity, int studies)
    {
        var told = OperatingCharacteristics.Simulate([validity.Name], random => random, random => [validity.Trial(random)], Seed(validity.Name), studies)[0];
        return new(validity, told.Count, told.Replicates, told.NotEstimable);
    }

    /// <summary>Studies of the full grid, fewer for slow methods.</summary>
    public static int Studies(ValidityCase validity) => Math.Max(500, 2_500 / validity.Cost);

    public static string Compose(IEnumerable<ValidityRow> rows)
    {
        var text = new StringBuilder(
            """
            # Validity at small n, measured

            Written by `./test --long` with `STUDY_WRITE_VALIDITY=1`; not edited by hand. Each line is a method at one kind of data and n = 12, 20 and 40
            units in all (pairs for paired methods). **Level**: share of simulated studies without any effect in which p ≤ .05. **Coverage**: share in which the
            95 % interval holds the true value. Seeds are fixed. After ±, the Monte Carlo standard error. Studies in which a method was not estimable
            count as not rejected or not covered; their share is shown where it is above 1 %.

            Flags: asymptotic tests and corrections outside 3–7 %, intervals outside 93–97 %, exact tests more than three standard errors above 5 %.
            An exact test far below 5 % is conservative because few values of p are possible; that is its price and no flag.

            Data: *continuous* = normal (log-normal markers on the log scale); *ties* = rounded to half a standard deviation (times to a quarter of their mean);
            *20 % below LLOQ* = the lowest fifth at the limit / √2. Survival: exponential, about 30 % censored.

            What follows for small cohorts: exact and permutation tests keep their level at every n, with ties and below the limit. Robust variances (HC0 to HC2, CR0 to CR1S, Cox with
            clusters or fractional weights, accelerated failure time models, Fine–Gray) reject two to three times too often at 12 to 20: HC3 and CR2 do not. Bootstrap intervals of what was
            searched for (Youden's index, the best cut) hold their level at none of these sizes. A test of proportional odds needs 20 patients for each parameter of its larger model.

            What gives a p or an interval and stands neither here nor in [validity-regression.md](validity-regression.md) is listed with its reason in `ValidityCoverageTests`, and a test holds that.

            """.ReplaceLineEndings("\n"));
        foreach (var family in rows.GroupBy(r => r.Case.Family))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {family.Key}\n\n| method | data | what | n = 12 | n = 20 | n = 40 | flag |\n|---|---|---|---|---|---|---|\n");
            foreach (var line in family.GroupBy(r => (r.Case.Method, r.Case.DataName, r.Case.Kind)))
            {
                var what = line.Key.Kind == ValidityKind.Interval ? "coverage" : "level";
                var flags = string.Join(", ", line.Where(r => r.Flag.Length > 0).Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Flag} at {r.Case.Size}")));
                text.Append(CultureInfo.InvariantCulture, $"| {line.Key.Method} | {line.Key.DataName} | {what} | {string.Join(" | ", ValidityCase.Sizes.Select(n => line.FirstOrDefault(r => r.Case.Size == n) is { } row ? Cell(row) : "–"))} | {flags} |\n");
            }
        }

        return text.ToString();
    }

    private static string Cell(ValidityRow row)
    {
        var missing = 100.0 * row.NotEstimable / row.Replicates;
        return string.Create(CultureInfo.InvariantCulture, $"{100 * row.Rate:0.0} ± {100 * row.StandardError:0.0} %")
            + (missing > 1 ? string.Create(CultureInfo.InvariantCulture, $" ({missing:0} % not estimable)") : string.Empty);
    }

    // FNV-1a.
    private static ulong Seed(string name) => Encoding.UTF8.GetBytes(name).Aggregate(14695981039346656037UL, (hash, b) => unchecked((hash ^ b) * 1099511628211UL));
}
