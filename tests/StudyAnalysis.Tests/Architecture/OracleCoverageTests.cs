using System.Reflection;
using StudyAnalysis.Statistics;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Architecture;

/// <summary>
/// Every public statistical method has its oracles: each folder under Oracles says in covers.txt which methods it is the oracle of and, indented under the method,
/// where it is held: <c>hand: Class.Test</c> (worked by hand), <c>published: Class.Test: source</c> (printed or certified), or <c>second: Class.Test: route</c> where nothing is
/// printed (another implementation, enumeration), and <c>larger: Class.Test</c> (larger data from the folder's script), or <c>larger: none: why</c> for what only counts;
/// <c>relations: …</c> says which changes of the data it follows (MetamorphicTests).
/// </summary>
public sealed class OracleCoverageTests
{
    private const string RelationsLine = "  relations:";
    private static readonly BindingFlags Declared = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    // What only describes a method (MethodDescription) has no number to check.
    [Fact]
    public void PublicMethods_OfStaticClasses_HaveAnOracle()
    {
        var covered = Covers().Select(c => c.Method).ToHashSet();
        var methods =
            from type in typeof(Quantity).Assembly.GetExportedTypes()
            where type is { IsAbstract: true, IsSealed: true }
            from method in type.GetMethods(Declared)
            where method.ReturnType != typeof(MethodDescription)
            select $"{type.Name}.{method.Name}";
        string[] missing = [.. methods.Distinct().Where(m => !covered.Contains(m)).Order(StringComparer.Ordinal)];
        Assert.True(missing.Length == 0, "in no covers.txt: " + string.Join(", ", missing));
    }

    [Fact]
    public void Covers_NamePublicMethods()
    {
        var known =
            (from type in typeof(Quantity).Assembly.GetExportedTypes()
             from method in type.GetMethods(Declared)
             select $"{type.Name}.{method.Name}").ToHashSet();
        string[] unknown = [.. Covers().Where(c => !known.Contains(c.Method)).Select(c => $"{c.Folder}: {c.Method}")];
        Assert.True(unknown.Length == 0, "no such public method: " + string.Join(", ", unknown));
    }

    [Fact]
    public void Covers_AreInOrdinalOrder_WithoutRepeats() => Assert.All(
        Covers().GroupBy(c => c.Folder),
        folder => Assert.Equal(folder.Select(c => c.Method).Distinct().Order(StringComparer.Ordinal), folder.Select(c => c.Method)));

    // A folder without its script or output would be a claim only.
    [Fact]
    public void Covers_LieBesideTheirScriptAndItsOutput() => Assert.All(
        Covers().Select(c => c.Folder).Distinct(),
        folder =>
        {
            string[] endings = [.. Directory.EnumerateFiles(OracleFile.PathOf(folder)).Select(Path.GetExtension).OfType<string>()];
            Assert.True(endings.Any(e => e is ".R" or ".py"), folder + " has no script");
            Assert.True(endings.Any(e => e is ".json" or ".csv"), folder + " has no output");
        });

    [Fact]
    public void EveryMethod_IsHeldByHand_ByAPublishedOrSecondRoute_AndByLargerData()
    {
        var kinds = Sources().ToLookup(s => s.Method, s => s.Kind);
        string[] missing =
        [
            .. from method in Covers().Select(c => c.Method).Distinct()
               let has = kinds[method].ToHashSet()
               from need in new[] { "hand", "published or second", "larger" }
               where !need.Split(" or ").Any(has.Contains)
               select $"{method}: {need}",
        ];
        Assert.True(missing.Length == 0, "covers.txt names no test for " + string.Join(", ", missing));
        Assert.All(Sources(), s => Assert.Contains(s.Kind, new[] { "hand", "published", "second", "larger" }));
    }

    // A test that is gone, or that never calls the method, would be a claim only.
    [Fact]
    public void Sources_AreTestsThatCallTheMethod()
    {
        var texts = Repository.Sources("tests", "StudyAnalysis.Tests", "Statistics").ToDictionary(f => Path.GetFileNameWithoutExtension(f), File.ReadAllText);
        string[] wrong =
        [
            .. from source in Sources()
               where source.Test != "none"
               let parts = source.Test.Split('.')
               let method = source.Method.Split('.')
               let type = typeof(OracleCoverageTests).Assembly.GetTypes().SingleOrDefault(t => t.Name == parts[0] && t.Namespace!.StartsWith("StudyAnalysis.Tests.Statistics", StringComparison.Ordinal))
               let test = type?.GetMethod(parts[1])
               where test is null || !test.GetCustomAttributes().Any(a => a is FactAttribute)
                   || !(texts[parts[0]].Contains($"{method[0]}.{method[1]}", StringComparison.Ordinal) || texts[parts[0]].Contains($".{method[1]}(", StringComparison.Ordinal))
               select $"{source.Method}: {source.Test}",
        ];
        Assert.True(wrong.Length == 0, "no such test, or it does not call the method: " + string.Join(", ", wrong));
    }

    // Larger data come from a folder's script: its class reads one of the folders.
    [Fact]
    public void LargerSources_ReadAnOracleFolder()
    {
        string[] folders = [.. Directory.EnumerateDirectories(OracleFile.PathOf(".")).Select(d => Path.GetFileName(d))];
        var texts = Repository.Sources("tests", "StudyAnalysis.Tests", "Statistics").ToDictionary(f => Path.GetFileNameWithoutExtension(f), File.ReadAllText);
        Assert.All(
            Sources().Where(s => s.Kind == "larger" && s.Test != "none"),
            s =>
            {
                var text = texts[s.Test.Split('.')[0]];
                Assert.True(folders.Any(f => text.Contains($"\"{f}\"", StringComparison.Ordinal) || text.Contains(f + "/", StringComparison.Ordinal)), $"{s.Method}: {s.Test} reads no oracle");
            });
    }

    [Fact]
    public void Sources_SayWhatIsPrinted_AndWhyNot() => Assert.All(
        Sources().Where(s => s.Kind is "published" or "second" || s.Test == "none"),
        s => Assert.True(s.Why.Length > 10, $"{s.Method}: {s.Kind} {s.Test} names no source"));

    internal static IEnumerable<(string Method, string Kind, string Test, string Why)> Sources()
    {
        foreach (var file in CoversFiles())
        {
            var method = string.Empty;
            foreach (var line in File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#'))
            {
                if (line[0] != ' ')
                {
                    method = line.Trim();
                    continue;
                }

                if (line.StartsWith(RelationsLine, StringComparison.Ordinal))
                {
                    continue;
                }

                var parts = line.Trim().Split(": ", 3);
                yield return (method, parts[0], parts.ElementAtOrDefault(1) ?? string.Empty, parts.ElementAtOrDefault(2) ?? string.Empty);
            }
        }
    }

    /// <summary>What covers.txt says of the relations of a method (MetamorphicTests).</summary>
    internal static IEnumerable<(string Method, string Text)> Relations()
    {
        foreach (var file in CoversFiles())
        {
            var method = string.Empty;
            foreach (var line in File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#'))
            {
                method = line[0] == ' ' ? method : line.Trim();
                if (line.StartsWith(RelationsLine, StringComparison.Ordinal))
                {
                    yield return (method, line[RelationsLine.Length..].Trim());
                }
            }
        }
    }

    internal static IEnumerable<(string Folder, string Method)> Covers() =>
        from file in CoversFiles()
        from line in File.ReadLines(file)
        where line.Length > 0 && line[0] is not ('#' or ' ')
        select (new DirectoryInfo(Path.GetDirectoryName(file)!).Name, line.Trim());

    private static IEnumerable<string> CoversFiles() =>
        Directory.EnumerateFiles(OracleFile.PathOf("."), "covers.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
}
