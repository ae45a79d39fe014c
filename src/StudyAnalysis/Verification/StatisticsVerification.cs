using System.Collections.Immutable;
using StudyAnalysis.Statistics;

namespace StudyAnalysis.Verification;

/// <summary>A number of a case beside what this machine computed.</summary>
/// <param name="Certified">The expected number.</param>
/// <param name="Got">What was computed.</param>
/// <param name="Digits">Significant digits in which both agree.</param>
public sealed record VerifiedNumber(CertifiedNumber Certified, Quantity Got, int Digits)
{
    /// <summary>Whether the required digits were reached.</summary>
    public bool Passed => Digits >= Certified.Required;
}

/// <summary>A case with its computed numbers.</summary>
/// <param name="Case">The case.</param>
/// <param name="Numbers">Its numbers, in its order.</param>
public sealed record VerifiedCase(CertifiedCase Case, ImmutableArray<VerifiedNumber> Numbers)
{
    /// <summary>Whether every number reached its required digits.</summary>
    public bool Passed => Numbers.All(n => n.Passed);

    /// <summary>The number that stands worst: a failed one first, then the one that agrees in the smallest share of its digits.</summary>
    public VerifiedNumber Worst => Numbers.OrderBy(n => n.Passed).ThenBy(n => (double)n.Digits / n.Certified.Precision).ThenBy(n => n.Digits).First();
}

/// <summary>Runs certified cases on the machine at hand.</summary>
public static class StatisticsVerification
{
    /// <summary>Computes every case and holds it against its expected numbers.</summary>
    /// <exception cref="ArgumentException">A case computes another count of numbers than it expects.</exception>
    public static ImmutableArray<VerifiedCase> Run(IEnumerable<CertifiedCase> cases) => [.. cases.Select(Run)];

    private static VerifiedCase Run(CertifiedCase certified)
    {
        var got = certified.Compute();
        return got.Count == certified.Numbers.Length
            ? new VerifiedCase(certified, [.. certified.Numbers.Zip(got, (number, value) => new VerifiedNumber(number, value, number.DigitsAgreed(value)))])
            : throw new ArgumentException($"{certified.Name} computes {got.Count} numbers and expects {certified.Numbers.Length}.", nameof(certified));
    }
}
