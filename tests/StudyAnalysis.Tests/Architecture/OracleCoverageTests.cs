using System.Reflection;
using StudyAnalysis.Statistics;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Architecture;

/// <summary>Every public statistical method has an oracle: each folder under Oracles says in covers.txt which methods it is the oracle of.</summary>
public sealed class OracleCoverageTests
{
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

    internal static IEnumerable<(string Folder, string Method)> Covers() =>
        from file in Directory.EnumerateFiles(OracleFile.PathOf("."), "covers.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        from line in File.ReadLines(file)
        where line.Length > 0 && line[0] != '#'
        select (new DirectoryInfo(Path.GetDirectoryName(file)!).Name, line.Trim());
}
