using StudyAnalysis.Schema;

namespace StudyAnalysis.Tests.Simulation;

/// <summary>A small definition that has nothing to do with any real study, written to a folder of its own.</summary>
internal sealed class TinyStudy : IDisposable
{
    private const string Plan =
        """
        {
          "study": { "id": "tiny", "title": "Tiny" }, "version": "1", "date": "2026-01-01",
          "levels": [{ "id": "animal", "table": "animals", "label": "animal", "plural": "animals" }],
          "populations": [{ "id": "all", "label": "all", "level": "animal", "steps": [] }],
          "analyses": [
            { "id": "d", "title": "D", "question": "Q", "role": "descriptive", "kind": "describe", "population": "all", "variables": ["weight"] }
          ]
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tiny");

    private TinyStudy(string dictionary)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "datapackage.json"), dictionary);
        File.WriteAllText(Path.Combine(_folder.FullName, "plan.json"), Plan);
    }

    public static TinyStudy With(
        string weight = """{ "normal": [20, 2], "round": 1 }""",
        string gain = """{ "expression": "animals.weight - 20 + effect" }""",
        string rows = """{ "per": "animals", "poisson": 2 }""") => new(
        $$"""
        {
          "name": "tiny", "version": "1",
          "resources": [
            {
              "name": "animals", "sheet": "Animals",
              "schema": { "primaryKey": ["tag"], "fields": [
                { "name": "tag", "type": "string", "simulate": { "sequence": "A{00}" } },
                { "name": "weight", "type": "number", "unit": "g", "simulate": {{weight}} },
                { "name": "left_out", "type": "string", "tier": "optional" } ] },
              "simulate": { "rows": "patientCount" }
            },
            {
              "name": "weighings", "sheet": "Weighings",
              "schema": { "fields": [
                { "name": "tag", "type": "string" },
                { "name": "day", "type": "date", "simulate": { "uniform": [0, 10], "daysAfter": "start", "round": 0 } },
                { "name": "gain", "type": "number", "simulate": {{gain}} } ],
                "foreignKeys": [{ "fields": ["tag"], "reference": { "resource": "animals", "fields": ["tag"] } }] },
              "simulate": { "rows": {{rows}} }
            }
          ]
        }
        """);

    public StudyDefinition Load() => StudyDefinitionLoader.Load(_folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);
}
