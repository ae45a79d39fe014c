using System.Collections.Immutable;
using System.Text.Json;

namespace StudyAnalysis.Schema;

/// <summary>Options that cannot stand together: an option that another makes meaningless is refused, never ignored.</summary>
internal static class OptionConflicts
{
    private const string Subdistribution = "nothing: \"causeSpecific\": false fits Fine and Gray's model, which takes no penalty, strata or clusters here, and has neither concordance nor a test of proportional hazards";

    private static readonly ImmutableArray<Conflict> s_all =
    [
        new("correlate", "method", "pearson", "exact", "nothing: the p of Pearson's correlation has one form"),
        new("correlate", "method", "pearson", "continuity", "nothing: Pearson's correlation has no correction for continuity"),
        new("correlate", "method", "kendall", "given", "nothing: partial correlations are \"spearman\" or \"pearson\""),
        new("correlate", "given", null, "exact", "nothing: the p of a partial correlation has one form"),
        new("correlate", "given", null, "continuity", "nothing: a partial correlation has no correction for continuity"),
        new("roc", "outcome", null, "dates", "nothing: only an \"endpoint\" has dates"),
        new("roc", "outcome", null, "horizon", "nothing: only an \"endpoint\" has a horizon"),
        new("roc", "outcome", null, "landmark", "nothing: only an \"endpoint\" has a clock"),
        new("survival", "dates", "interval", "confType", "nothing: the curve of interval-censored data has no interval here"),
        new("survival", "dates", "interval", "confLevel", "nothing: the curve of interval-censored data has no interval here"),
        new("survival", "dates", "interval", "rmst", "nothing: with \"dates\": \"interval\" no mean time is computed"),
        new("survival", "dates", "interval", "test", "\"none\": with \"dates\": \"interval\" groups are not tested"),
        new("hazardModel", "penalty", "firth", "proportionalHazards", "nothing: the test of proportional hazards needs \"penalty\": \"none\""),
        new("hazardModel", "penalty", "firth", "ties", "\"efron\" or \"breslow\" with \"penalty\": \"firth\"", "exact"),
        new("hazardModel", "penalty", "firth", "cluster", "nothing: under Firth's penalty there is no variance by cluster"),
        new("hazardModel", "causeSpecific", "False", "penalty", Subdistribution),
        new("hazardModel", "causeSpecific", "False", "ties", "\"breslow\": \"causeSpecific\": false fits Fine and Gray's model, which has Breslow's ties", "efron"),
        new("hazardModel", "causeSpecific", "False", "ties", "\"breslow\": \"causeSpecific\": false fits Fine and Gray's model, which has Breslow's ties", "exact"),
        new("hazardModel", "causeSpecific", "False", "strata", Subdistribution),
        new("hazardModel", "causeSpecific", "False", "cluster", Subdistribution),
        new("hazardModel", "causeSpecific", "False", "proportionalHazards", Subdistribution),
        new("hazardModel", "causeSpecific", "False", "concordance", Subdistribution),
    ];

    /// <summary>The options of an analysis that another of its options makes meaningless, with what is allowed.</summary>
    public static IEnumerable<(string Option, string Found, string Allowed)> Of(string kind, JsonElement options) =>
        from conflict in s_all
        where conflict.Kind == kind && conflict.Holds(options)
        select (conflict.Refused, $"{options.GetProperty(conflict.Refused)} beside \"{conflict.Option}\"", conflict.Allowed);

    /// <summary>One option that another makes meaningless.</summary>
    /// <param name="Kind">Kind of the analysis.</param>
    /// <param name="Option">The option that counts.</param>
    /// <param name="Value">Its value; null: whatever it is.</param>
    /// <param name="Refused">The option that would do nothing.</param>
    /// <param name="Allowed">What may stand there.</param>
    /// <param name="RefusedValue">The value refused; null: every one but false, "none" and an empty list.</param>
    private sealed record Conflict(string Kind, string Option, string? Value, string Refused, string Allowed, string? RefusedValue = null)
    {
        public bool Holds(JsonElement options) =>
            options.TryGetProperty(Option, out var option) && (Value is null ? !IsIdle(option) : option.ToString() == Value)
            && options.TryGetProperty(Refused, out var refused) && (RefusedValue is null ? !IsIdle(refused) : refused.ToString() == RefusedValue);

        private static bool IsIdle(JsonElement value) =>
            value.ValueKind == JsonValueKind.False || value.ToString() == "none" || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0);
    }
}
