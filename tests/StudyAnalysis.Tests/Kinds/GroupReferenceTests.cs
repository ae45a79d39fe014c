using StudyAnalysis.Engine;
using StudyAnalysis.Kinds;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Fixtures;
using StudyAnalysis.Tests.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Kinds;

/// <summary>What makes groups has few values: refused at load where the dictionary says otherwise, not run where only the data do.</summary>
public sealed class GroupReferenceTests
{
    private const string Groups = "groups: codes, yes/no, or numbers of few values";

    [Theory]
    [InlineData("\"kind\": \"describe\", \"population\": \"armA\",\n      \"variables\": [\"weight\", \"kind\", \"crp@v0\"], \"by\": \"smoker\"", "smoker", "weight", "$.analyses[1].by", "\"weight\", a number", Groups)]
    [InlineData("\"by\": \"smoker\"", "smoker", "died", "$.analyses[1].by", "\"died\", a date", Groups)]
    [InlineData("\"endpoint\": \"death\", \"by\": \"arm\"", "arm", "crp@v0", "$.analyses[0].by", "\"crp@v0\", a number", Groups + ", or \"split\": \"median\"")]
    [InlineData("\"inner\": { \"kind\": \"compare\", \"by\": \"arm\" }", "arm", "weight", "$.analyses[4].over[0].set.by", "\"weight\", a number", Groups)]
    [InlineData("\"inner\": { \"kind\": \"compare\", \"by\": \"arm\" }", "compare", "trend", "$.analyses[4].over[0].set.by", "\"arm\", codes without an order", "groups in an order: codes with \"ordered\": true, yes/no, or numbers of few values")]
    public void Load_WhatMakesNoGroups_IsRefused(string at, string word, string with, string path, string found, string allowed)
    {
        var old = at[(at.LastIndexOf('\n') + 1)..].TrimStart();
        using var folder = DefinitionFolder.With("plan.json", old, old.Replace($"\"{word}\"", $"\"{with}\"", StringComparison.Ordinal));
        Assert.Equal([new DefinitionProblem("plan.json", path, found, allowed)], folder.Problems());
    }

    [Fact]
    public void Load_MoreThanTwelveCodes_AreRefused()
    {
        using var folder = DefinitionFolder.With("datapackage.json", "\"codes\": [ { \"value\": \"A\", \"reference\": true }, { \"value\": \"B\" } ]", $"\"codes\": [ {string.Join(", ", Enumerable.Range(0, 13).Select(i => $"{{ \"value\": \"{(char)('A' + i)}\" }}"))} ]");
        Assert.Equal(
            ["$.analyses[0].by", "$.analyses[4].over[0].set.by"],
            folder.Problems().Where(p => p.Allowed == "at most 12 groups; the dictionary has 13 codes").Select(p => p.JsonPath));
    }

    [Theory]
    [InlineData("describe", """{ "variables": ["y"], "by": "g" }""")]
    [InlineData("compare", """{ "y": "y", "by": "g" }""")]
    [InlineData("trend", """{ "y": "y", "by": "g" }""")]
    [InlineData("correlate", """{ "x": "y", "y": "t", "by": "g" }""")]
    [InlineData("survival", """{ "endpoint": "end", "by": "g" }""")]
    [InlineData("cumulativeIncidence", """{ "endpoint": "end", "by": "g" }""")]
    [InlineData("hazardModel", """{ "endpoint": "end", "terms": ["y"], "penalty": "none", "strata": "g" }""")]
    public void Run_MoreThanTwelveValues_IsNotRun_TwelveAre(string kind, string options)
    {
        var (many, few) = (Run(kind, options, 13), Run(kind, options, 12));
        Assert.Equal((AnalysisStatus.NotRun, "g has 13 different values; at most 12 groups can be read"), (many.Status, many.StatusReason));
        Assert.NotEqual(AnalysisStatus.NotRun, few.Status);
        Assert.Contains("12 groupes au plus", Run(kind, options, 13, Language.French).StatusReason, StringComparison.Ordinal);
    }

    private static AnalysisResult Run(string kind, string options, int groups, Language language = Language.English)
    {
        var rows = string.Join('\n', Enumerable.Range(0, 40).Select(i => $"P{i} | {i + 1} | {i % groups} | {(i * 7) % 40}"));
        var context = new StudyBuilder()
            .Table("patients", "id text key | t number | g number | y number\n" + rows)
            .Population("all", "patient")
            .Endpoint("end", null, [("end", "t", "t > 5")], "t")
            .Analysis("a", kind, options)
            .Context(language);
        return AllKinds.All[kind].Analyze(context, context.Definition.Plan.Analyses[0]);
    }
}
