using System.Text.Json;
using StudyAnalysis.Schema.Deviations;
using Xunit;

namespace StudyAnalysis.Tests.Schema;

public sealed class JsonDifferenceTests
{
    [Theory]
    [InlineData("""{ "a": 1, "b": "x" }""", """{ "b": "x", "a": 1.0 }""")]
    [InlineData("""{ "analyses": [ { "id": "a" }, { "id": "b" } ] }""", """{ "analyses": [ { "id": "b" }, { "id": "a" } ] }""")]
    [InlineData("""{ "resources": [ { "name": "a" }, { "name": "b" } ] }""", """{ "resources": [ { "name": "b" }, { "name": "a" } ] }""")]
    public void Between_OfTheSameMeaning_IsEmpty(string before, string after) => Assert.Empty(Between(before, after));

    [Theory]
    [InlineData("""{ "a": 1 }""", """{ "a": 2 }""", "$.a | 1 | 2")]
    [InlineData("""{ "a": 1 }""", """{}""", "$.a | 1 | -")]
    [InlineData("""{}""", """{ "a": null }""", "$.a | - | null")]
    [InlineData("""{ "a": "1" }""", """{ "a": 1 }""", "$.a | 1 | 1")]
    [InlineData("""{ "a": "x" }""", """{ "a": { "en": "x" } }""", """$.a | x | {"en":"x"}""")]

    // By id: the place is that of now, of what is gone that of then.
    [InlineData("""{ "endpoints": [ { "id": "a", "h": 1 }, { "id": "b", "h": 2 } ] }""", """{ "endpoints": [ { "id": "b", "h": 3 } ] }""",
        """$.endpoints[0] | {"h":1,"id":"a"} | -; $.endpoints[0].h | 2 | 3""")]

    // Steps are taken one after the other, codes stand in an order: there the order counts.
    [InlineData("""{ "populations": [ { "id": "p", "steps": [ { "id": "x" }, { "id": "y" } ] } ] }""",
        """{ "populations": [ { "id": "p", "steps": [ { "id": "y" }, { "id": "x" } ] } ] }""", "$.populations[0].steps | x, y | y, x")]
    [InlineData("""{ "codes": [ { "value": 0 }, { "value": 1 } ] }""", """{ "codes": [ { "value": 1 }, { "value": 0 } ] }""", "$.codes | 0, 1 | 1, 0")]

    // What has no name is held against what stands at its place; a list of values is one value.
    [InlineData("""{ "terms": [ { "variable": "a" }, { "variable": "b" } ] }""", """{ "terms": [ { "variable": "a" }, { "variable": "c" } ] }""", "$.terms[1].variable | b | c")]
    [InlineData("""{ "window": [ 1, 2 ] }""", """{ "window": [ 1, 3 ] }""", "$.window | [1,2] | [1,3]")]
    public void Between_NamesPathAndBothValues(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join("; ", Between(before, after).Select(c => $"{c.Path} | {c.Before ?? "-"} | {c.After ?? "-"}")));

    [Fact]
    public void Between_OfLongTexts_IsCut()
    {
        var change = Assert.Single(Between("{ \"a\": 1 }", $"{{ \"a\": \"{new string('x', 500)}\" }}"));
        Assert.Equal(120, change.After!.Length);
    }

    private static JsonChange[] Between(string before, string after)
    {
        using var a = JsonDocument.Parse(before);
        using var b = JsonDocument.Parse(after);
        return [.. JsonDifference.Between(a.RootElement, b.RootElement)];
    }
}
