using System.Globalization;
using System.Text.Json;
using StudyAnalysis.Statistics;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.NumericFaults;

/// <summary>Inputs that once gave a wrong number that looked right, with the right values from R (Oracles/numeric_faults).</summary>
internal sealed record FaultCase(string Id, JsonElement Inputs, JsonElement Right, double Tolerance)
{
    private const string Relative = "relative ";

    public static FaultCase Load(string id) => All().Single(c => c.Id == id);

    public static TheoryData<string> Names(string prefix)
    {
        var names = All().Select(c => c.Id).Where(id => id.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(names);
        return new TheoryData<string>(names);
    }

    public static IReadOnlyList<FaultCase> All()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(OracleFile.PathOf("numeric_faults/cases.json")));
        return [.. document.RootElement.EnumerateArray().Select(c => new FaultCase(
            c.GetProperty("id").GetString()!, c.GetProperty("inputs").Clone(), c.GetProperty("right").Clone(), ToleranceOf(c)))];
    }

    public double[] Numbers(string name) => [.. Inputs.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];

    public int[] Integers(string name) => Array.ConvertAll(Numbers(name), v => (int)v);

    public bool[] Flags(string name) => Array.ConvertAll(Numbers(name), v => v == 1);

    // Closed forms have 1e-10; what R or this library finds by a search has 1e-6.
    private static double ToleranceOf(JsonElement fault)
    {
        var text = fault.GetProperty("tolerance").GetString()!;
        Assert.StartsWith(Relative, text, StringComparison.Ordinal);
        return double.Parse(text[Relative.Length..], CultureInfo.InvariantCulture);
    }

    /// <summary>One right value: a number within the tolerance, or "not estimable" with a reason.</summary>
    public void Check(string name, Quantity actual)
    {
        var right = Right.GetProperty(name);
        if (right.ValueKind == JsonValueKind.Number)
        {
            Assert.True(actual.IsEstimable, $"{Id}: {name} is {actual}");
            OracleFile.AssertRelative(right.GetDouble(), actual.Value, Tolerance, $"{Id}: {name}");
            return;
        }

        Assert.StartsWith("not estimable", right.GetString(), StringComparison.Ordinal);
        Assert.False(actual.IsEstimable, $"{Id}: {name} is {actual}, {right.GetString()}");
        Assert.True(actual.Reason.Length > 5, $"{Id}: {name} has no reason");
    }
}
