using System.Collections.Immutable;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;

namespace StudyAnalysis.Verification;

/// <summary>The cases of study verify --statistics: certified, published, or worked by hand; none from this program's own output.</summary>
public static partial class CertifiedCases
{
    /// <summary>Every case, in the order of the table.</summary>
    public static ImmutableArray<CertifiedCase> All => [.. Nist(), .. Ranks(), .. Tables(), .. Models(), .. Survival(), .. Causes()];

    private static CertifiedCase Case(string name, string english, string french, string source, CertifiedNumber[] numbers, Func<IReadOnlyList<Quantity>> compute) =>
        new(name, LocalizedText.Of(english, french), source, [.. numbers], compute);

    private static CertifiedNumber Printed(string name, string expected) => CertifiedNumber.Printed(name, expected);

    private static CertifiedNumber Full(string name, string expected, int required = 12) => CertifiedNumber.Full(name, expected, required);
}
