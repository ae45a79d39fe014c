using System.Text.Json;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Schema;

public sealed class CanonicalJsonTests
{
    [Theory]
    // printf '{"a":1,"b":[true,null,"x"]}' | sha256sum (coreutils 9.1)
    [InlineData("{ \"b\": [true, null, \"x\"], \"a\": 1.0 }", "eca8cfb31ab74533e1eb2f4c74d2d55dfe3c79ac704787e54be8647ea7777eb1")]
    public void Hash_MatchesSha256sum(string json, string expected)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Equal(expected, CanonicalJson.Hash(document.RootElement));
    }

    [Theory]
    [InlineData("{ \"a\": 1, \"b\": 2 }", "{\n \"b\": 2e0,\t\"a\": 1.0 }", true)]
    [InlineData("\"\\u00e9\"", "\"é\"", true)]
    [InlineData("[1, 2]", "[2, 1]", false)]
    [InlineData("{ \"a\": { \"b\": 1 } }", "{ \"a\": { \"b\": 2 } }", false)]
    [InlineData("{ \"a\": null }", "{}", false)]
    public void Hash_IsOfMeaning(string one, string other, bool same)
    {
        using var a = JsonDocument.Parse(one);
        using var b = JsonDocument.Parse(other);
        Assert.Equal(same, CanonicalJson.Hash(a.RootElement) == CanonicalJson.Hash(b.RootElement));
    }
}
