using System.Collections.Immutable;
using System.Text.Json;
using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Regress;
using Xunit;
using TestResult = StudyAnalysis.Statistics.TestResult;

namespace StudyAnalysis.Tests.Oracles;

/// <summary>One case of a JSON oracle: the input, the call in R, and what R gave.</summary>
internal sealed record OracleCase(string Name, string Call, JsonElement Input, JsonElement Expected)
{
    public static OracleCase Load(string method, string name) => All(method).Single(c => c.Name == name);

    public static IReadOnlyList<OracleCase> All(string method)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(OracleFile.PathOf(Path.Combine(method, method + ".json"))));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(c => new OracleCase(
            c.GetProperty("name").GetString()!,
            c.GetProperty("call").GetString()!,
            c.GetProperty("input").Clone(),
            c.GetProperty("expected").Clone()))];
    }

    /// <summary>Names of the cases whose name begins so, for a theory.</summary>
    public static TheoryData<string> Names(string method, string prefix = "")
    {
        var names = All(method).Select(c => c.Name).Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(names);
        return new TheoryData<string>(names);
    }

    public double[] Numbers(string name) => Input.GetProperty(name) is { ValueKind: JsonValueKind.Array } array
        ? [.. array.EnumerateArray().Select(Number)]
        : [Number(Input.GetProperty(name))];

    public int[] Integers(string name) => Array.ConvertAll(Numbers(name), v => (int)v);

    public double[][] Columns(string name) => [.. Input.GetProperty(name).EnumerateArray().Select(c => c.EnumerateArray().Select(Number).ToArray())];

    /// <summary>The model matrix of the input's columns x with an intercept, for so many rows.</summary>
    public Design Design(int rows) => StudyAnalysis.Statistics.Regress.Design.WithIntercept(rows, [.. Columns("x").Select((c, j) => ($"x{j}", c))]);

    public double Number(string name, double otherwise = double.NaN) => Input.TryGetProperty(name, out var value) ? Number(value) : otherwise;

    public string Text(string name, string otherwise = "") => Input.TryGetProperty(name, out var value) ? value.GetString()! : otherwise;

    public bool Flag(string name, bool otherwise = false) => Input.TryGetProperty(name, out var value) ? value.GetBoolean() : otherwise;

    public Alternative Alternative => Text("alternative", "two.sided") switch
    {
        "less" => Alternative.Less,
        "greater" => Alternative.Greater,
        _ => Alternative.TwoSided,
    };

    public double[] ExpectedNumbers(string name) => [.. Expected.GetProperty(name).EnumerateArray().Select(Number)];

    /// <summary>Every expected number named as in a test result against that result.</summary>
    public void Check(TestResult result, double tolerance = 1e-12)
    {
        Assert.NotEmpty(Expected.EnumerateObject());
        foreach (var expected in Expected.EnumerateObject())
        {
            Check(expected.Name, Of(result, expected.Name), tolerance);
        }
    }

    /// <summary>One expected number, scalar.</summary>
    public void Check(string name, double actual, double tolerance = 1e-12) =>
        OracleFile.AssertRelative(Number(Expected.GetProperty(name)), actual, tolerance, $"{Name}: {name} of {Call}", zero: tolerance);

    /// <summary>One expected list of numbers.</summary>
    public void Check(string name, IEnumerable<double> actual, double tolerance = 1e-12)
    {
        var property = Expected.GetProperty(name);
        double[] expected = property.ValueKind == JsonValueKind.Array ? [.. property.EnumerateArray().Select(Number)] : [Number(property)];
        var values = actual.ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            OracleFile.AssertRelative(expected[i], values[i], tolerance, $"{Name}: {name}[{i}] of {Call}", zero: tolerance);
        }
    }

    /// <summary>Expected lists of the numbers of a model's coefficients, named as in a test result or by R's short names.</summary>
    public void CheckEach(ImmutableArray<TestResult> coefficients, double tolerance, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            Check(name, coefficients.Select(c => Of(c, name)), tolerance);
        }
    }

    private static double Of(TestResult result, string name) => name switch
    {
        "estimate" or "b" => result.Estimate.Value,
        "se" => result.StandardError.Value,
        "low" => result.Interval!.Low.Value,
        "high" => result.Interval!.High.Value,
        "level" => result.Interval!.Level,
        "statistic" or "t" or "z" or "lr" => result.Statistic.Value,
        "df" => result.DegreesOfFreedom.Value,
        "p" => result.PValue.Value,
        _ => throw new ArgumentException($"A test result holds no {name}.", nameof(name)),
    };

    private static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => OracleFile.Number(value.GetString()!),
    };
}
