using System.Collections.Immutable;
using System.Text.Json;
using StudyAnalysis.Schema;
using StudyAnalysis.Verification;

namespace StudyAnalysis.Cli;

/// <summary>The outcome of study verify --statistics for programs: every number of every case.</summary>
internal static class CertifiedJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ImmutableArray<VerifiedCase> cases, Language language) => JsonSerializer.Serialize(
        new
        {
            passed = cases.All(c => c.Passed),
            cases = cases.Select(verified => new
            {
                name = verified.Case.Name,
                method = verified.Case.Method.In(language),
                source = verified.Case.Source,
                passed = verified.Passed,
                numbers = verified.Numbers.Select(n => new
                {
                    name = n.Certified.Name,
                    expected = n.Certified.Expected,
                    got = n.Got is { IsEstimable: true, Value: var value } && double.IsFinite(value) ? value : (double?)null,
                    reason = n.Got.IsEstimable ? null : n.Got.Reason,
                    digits = n.Digits,
                    requiredDigits = n.Certified.Required,
                    givenDigits = n.Certified.Precision,
                    passed = n.Passed,
                }),
            }),
        },
        Indented);
}
