using StudyAnalysis.Tests.Architecture;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Metamorphic;

/// <summary>Every public statistic says in covers.txt, beside its oracles, which changes of the data it follows ("relations: shift, scale, …"), or why none; each is run.</summary>
public sealed class MetamorphicTests
{
    public static TheoryData<string, string> Declared => new(
        Cases.All.SelectMany(c => c.Relations.Select(r => (c.Method, r.ToString().ToLowerInvariant()))).Distinct());

    [Theory, MemberData(nameof(Declared))]
    public void Relation_Holds(string method, string relation)
    {
        foreach (var one in Cases.All.Where(c => c.Method == method && c.Relations.Any(r => Name(r) == relation)))
        {
            one.Check(Enum.Parse<Relation>(relation, ignoreCase: true));
        }
    }

    [Fact]
    public void EveryStatistic_DeclaresItsRelations_OnceBesideItsOracles()
    {
        var declared = OracleCoverageTests.Relations().ToLookup(r => r.Method);
        string[] wrong = [.. OracleCoverageTests.Covers().Select(c => c.Method).Distinct().Where(m => declared[m].Count() != 1)];
        Assert.True(wrong.Length == 0, "no line \"relations:\" in covers.txt, or more than one: " + string.Join(", ", wrong));
    }

    [Fact]
    public void Declarations_AreWhatIsRun_AndNoneHasAReason() => Assert.All(
        OracleCoverageTests.Relations(),
        declared =>
        {
            var run = string.Join(", ", Cases.All.Where(c => c.Method == declared.Method).SelectMany(c => c.Relations).Distinct().Order().Select(Name));
            if (declared.Text.StartsWith("none: ", StringComparison.Ordinal))
            {
                Assert.True(run.Length == 0, $"{declared.Method}: declared none, run {run}");
                Assert.True(declared.Text.Length > 20, $"{declared.Method}: no reason");
                return;
            }

            Assert.Equal($"{declared.Method}: {run}", $"{declared.Method}: {declared.Text}");
        });

    private static string Name(Relation relation) => relation.ToString().ToLowerInvariant();
}
