using System.Text.Json;
using NJsonSchema;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Schema;

public sealed class BrokenDefinitionTests
{
    private static readonly Lazy<Task<JsonSchema>> _planSchema = new(() => LoadSchema("plan.schema.json"));
    private static readonly Lazy<Task<JsonSchema>> _packageSchema = new(() => LoadSchema("datapackage.schema.json"));

    public static TheoryData<string, string, string, string, string, string> Structure => BrokenDefinitions.Structure;

    public static TheoryData<string, string, string, string, string, string> Meaning => BrokenDefinitions.Meaning;

    [Theory]
    [MemberData(nameof(Structure))]
    [MemberData(nameof(Meaning))]
    public void Load_OneFault_SaysFilePlaceWhatStandsThereAndWhatIsAllowed(
        string file, string old, string replacement, string path, string found, string allowed)
    {
        using var folder = DefinitionFolder.With(file, old, replacement);
        Assert.Contains(new DefinitionProblem(file, path, found, allowed), folder.Problems());
    }

    // The oracle of our own validator is a general one: what either refuses, the other refuses too.
    [Theory]
    [MemberData(nameof(Structure))]
    public async Task Schema_BrokenStructure_IsRefusedByAGeneralValidatorToo(
        string file, string old, string replacement, string path, string found, string allowed)
    {
        var source = file == "plan.json" ? DefinitionFolder.Plan : DefinitionFolder.Package;
        var broken = source.Replace(old, replacement, StringComparison.Ordinal);
        Assert.True(await Refuses(file, broken), $"{path}: {found}; {allowed}");
        Assert.NotEmpty(OwnProblems(file, broken));
    }

    [Theory]
    [MemberData(nameof(Meaning))]
    public async Task Schema_BrokenMeaningOnly_IsAcceptedByBothValidators(
        string file, string old, string replacement, string path, string found, string allowed)
    {
        var source = file == "plan.json" ? DefinitionFolder.Plan : DefinitionFolder.Package;
        var broken = source.Replace(old, replacement, StringComparison.Ordinal);
        Assert.False(await Refuses(file, broken), $"{path}: {found}; {allowed}");
        Assert.Empty(OwnProblems(file, broken));
    }

    [Theory]
    [InlineData("rfa-crlm", "datapackage.json")]
    [InlineData("rfa-crlm", "plan.json")]
    [InlineData("colon-moertel", "datapackage.json")]
    [InlineData("colon-moertel", "plan.json")]
    public async Task Schema_ShippedDefinition_IsAcceptedByBothValidators(string study, string file)
    {
        var json = await File.ReadAllTextAsync(Path.Combine(DefinitionFolder.Shipped(study), file));
        Assert.False(await Refuses(file, json));
        Assert.Empty(OwnProblems(file, json));
    }

    private static async Task<bool> Refuses(string file, string json) =>
        (await (file == "plan.json" ? _planSchema : _packageSchema).Value).Validate(json).Count > 0;

    private static async Task<JsonSchema> LoadSchema(string file) =>
        await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(Path.Combine(DefinitionFolder.Shipped("schemas"), file)));

    private static List<DefinitionProblem> OwnProblems(string file, string json)
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(
            Path.Combine(DefinitionFolder.Shipped("schemas"), Path.GetFileNameWithoutExtension(file) + ".schema.json")));
        using var document = JsonDocument.Parse(json);
        var validator = new JsonSchemaValidator(schema.RootElement, file);
        validator.Check(document.RootElement);
        return validator.Problems;
    }
}
