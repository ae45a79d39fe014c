using System.Text;

namespace StudyAnalysis.Tests.Architecture;

/// <summary>docs/statistics/README.md: every method by family with its equal R call and its oracles, written from the code's own documentation.</summary>
internal static class StatisticsReference
{
    public static string Compose(IReadOnlyCollection<DocumentedMethod> methods)
    {
        var page = new StringBuilder(
            """
            # Methods of StudyAnalysis.Statistics

            Written by `scripts/public-api` from the documentation in the code and from the oracles' `covers.txt`; not edited by hand, and a test holds it up to date.
            Shapes, units, errors and sources of a method stand in its documentation in the code. An oracle folder holds the R script, its output and the versions; what
            exact tests, asymptotic tests and intervals do at small n is measured by simulation ([all families](validity.md), [regressions](validity-regression.md)).

            """.ReplaceLineEndings("\n"));
        page.Append('\n').AppendJoin(" · ", methods.Select(m => m.Family).Distinct().Select(f => $"[{f}](#{f.ToLowerInvariant()})")).Append('\n');
        foreach (var family in methods.GroupBy(m => m.Family))
        {
            page.Append("\n## ").Append(family.Key).Append("\n\n| method | what | R | oracle |\n|---|---|---|---|\n");
            foreach (var type in family.GroupBy(m => m.Type))
            {
                Row(page, $"**{type.Key.Name}**", StatisticsDocs.FirstSentence(StatisticsDocs.Of(type.Key)), string.Empty, string.Empty);
                foreach (var method in type)
                {
                    Row(page, $"`{method.FullName}`", What(method), R(method), string.Join(", ", method.Oracles.Select(Link)));
                }
            }
        }

        return page.ToString();
    }

    private static void Row(StringBuilder page, params ReadOnlySpan<string> cells)
    {
        foreach (var cell in cells)
        {
            page.Append("| ").Append(cell.Replace("|", "\\|", StringComparison.Ordinal)).Append(cell.Length > 0 ? " " : string.Empty);
        }

        page.Append("|\n");
    }

    private static string What(DocumentedMethod method) => StatisticsDocs.FirstSentence(method.Docs.FirstOrDefault() ?? string.Empty);

    private static string R(DocumentedMethod method) =>
        method.Docs.Select(StatisticsDocs.RCall).FirstOrDefault(r => r is not null) ?? StatisticsDocs.RCall(StatisticsDocs.Of(method.Type)) ?? "–";

    private static string Link(string folder) => $"[{folder}](../../tests/StudyAnalysis.Tests/Oracles/{folder})";
}
