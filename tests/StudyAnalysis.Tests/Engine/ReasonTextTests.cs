using System.Text.RegularExpressions;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;
using StudyAnalysis.Tests.Architecture;
using Xunit;

namespace StudyAnalysis.Tests.Engine;

/// <summary>A French report gives its reasons in French.</summary>
public sealed partial class ReasonTextTests
{
    // Texts in the same statements that are no reasons: names of methods, of intervals and of tests.
    private static readonly HashSet<string> s_names =
    [
        "DeLong, Wald", "Fisher z", "Not estimable: ", "Permutation test of labels", "Permutation test of pairs", "Permutation test of two samples", "Wald test", "Wald, log scale",
        "all coefficients", "binom.test(events, n)$conf.int", "delta method", "likelihood-ratio test", "lower limit of agreement (a − b)", "upper limit of agreement (a − b)", "number positive",
        "score test",
    ];

    [Fact]
    public void EveryConstantReasonOfTheLibrary_HasAFrenchText()
    {
        var reasons = Directory.EnumerateFiles(Repository.PathOf("src", "StudyAnalysis.Statistics"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .SelectMany(f => Statement.Matches(Comment.Replace(File.ReadAllText(f), string.Empty)))
            .Where(m => !m.Value.Contains("throw ", StringComparison.Ordinal))
            .SelectMany(m => Text.Matches(m.Value)).Select(m => m.Groups["text"].Value)
            .Where(t => t.Contains(' ', StringComparison.Ordinal) && !t.Contains("::", StringComparison.Ordinal) && !t.Contains("(x", StringComparison.Ordinal) && !s_names.Contains(t))
            .Distinct().ToArray();

        Assert.Contains("the search did not converge", reasons);
        Assert.True(reasons.Length > 100, $"{reasons.Length} reasons found");
        Assert.DoesNotContain(reasons, r => ReasonText.In(r, Language.French) == r);
    }

    [Theory]
    [InlineData("95 % not attainable with n = 5: at most 93.75 %", "95 % inatteignables avec n = 5 : au plus 93,75 %")]
    [InlineData("97.5 % not attainable with n = 2 and 3", "97,5 % inatteignables avec n = 2 et 3")]
    [InlineData("personne n’a les deux valeurs", "personne n’a les deux valeurs")]
    public void In_French_TurnsWhatTheLibrarySays(string reason, string french)
    {
        Assert.Equal(french, ReasonText.In(reason, Language.French));
        Assert.Equal(reason, ReasonText.In(reason, Language.English));
        Assert.Equal(french, ReasonText.In(Quantity.NotEstimable(reason), Language.French).Reason);
    }

    [GeneratedRegex(@"(NotEstimable\(|OfOr\(|Undefined\(|Nothing\(|Failed\(|None\(|\b\w*[rR]eason\w*\s*(=|\())[^;]*;", RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex Statement { get; }

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline, 10000)]
    private static partial Regex Comment { get; }

    [GeneratedRegex(@"(?<![$@\w])""(?<text>[a-zA-Z']([^""\\]|\\.)*)""", RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex Text { get; }
}
