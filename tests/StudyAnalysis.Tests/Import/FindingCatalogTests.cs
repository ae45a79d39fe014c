using System.Text;
using System.Text.RegularExpressions;
using StudyAnalysis.Import;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Architecture;
using Xunit;

namespace StudyAnalysis.Tests.Import;

public sealed class FindingCatalogTests
{
    [Fact]
    public void All_IdsAreUniqueAndSaidInBothLanguages()
    {
        Assert.Equal(FindingCatalog.All.Length, FindingCatalog.All.Select(k => k.Id).Distinct().Count());
        Assert.All(FindingCatalog.All, k => Assert.Matches("^IMP-[0-9]{3}$", k.Id));
        Assert.All(FindingCatalog.All.SelectMany(k => new[] { k.Message, k.Expected, k.Action }), t =>
        {
            Assert.NotEmpty(t.In(Language.English));
            Assert.NotEmpty(t.In(Language.French));
            Assert.Equal(Places(t.In(Language.English)), Places(t.In(Language.French)));
        });
    }

    [Fact]
    public void Readme_ListsEveryFinding() => Assert.Contains(Table(), ReadmeText(), StringComparison.Ordinal);

    private static IEnumerable<string> Places(string text) => Regex.Matches(text, @"\{\d\}").Select(m => m.Value).Order(StringComparer.Ordinal);

    private static string Table()
    {
        var table = new StringBuilder("| id | severity | what happened | what is expected | what to do |\n|---|---|---|---|---|\n");
        foreach (var kind in FindingCatalog.All)
        {
            table.Append($"| {kind.Id} | {kind.Severity.ToString().ToLowerInvariant()} | {Said(kind.Message)} | {Said(kind.Expected)} | {Said(kind.Action)} |\n");
        }

        return table.ToString();
    }

    private static string Said(LocalizedText text) => Regex.Replace(text.In(Language.English), @"\{\d\}", "…").Replace("<", "&lt;", StringComparison.Ordinal);

    private static string ReadmeText() =>
        File.ReadAllText(Repository.PathOf("src", "StudyAnalysis", "Import", "README.md")).Replace("\r\n", "\n", StringComparison.Ordinal);
}
