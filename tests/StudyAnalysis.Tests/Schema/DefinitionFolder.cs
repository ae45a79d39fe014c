using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Architecture;

namespace StudyAnalysis.Tests.Schema;

/// <summary>A small valid definition in a folder of its own, to be broken in one place.</summary>
internal sealed class DefinitionFolder : IDisposable
{
    public const string Package = """
        {
          "name": "small", "version": "1",
          "resources": [
            {
              "name": "patients", "sheet": "Patients", "sheetAliases": ["Malades"],
              "schema": {
                "fields": [
                  { "name": "patient", "type": "string", "role": "pseudonym", "constraints": { "required": true, "unique": true } },
                  { "name": "included", "type": "date", "role": "information-date", "format": "%d/%m/%Y" },
                  { "name": "arm", "type": "string", "codes": [ { "value": "A", "reference": true }, { "value": "B" } ] },
                  { "name": "weight", "type": "number", "unit": "kg", "acceptedUnits": { "g": 0.001 }, "plausible": [40, 120],
                    "constraints": { "minimum": 20, "maximum": 300 } },
                  { "name": "smoker", "type": "boolean" },
                  { "name": "died", "type": "date" }
                ],
                "primaryKey": "patient", "missingValues": ["", "NA"]
              }
            },
            {
              "name": "draws", "sheet": "Draws", "tier": "optional",
              "schema": {
                "fields": [
                  { "name": "patient", "type": "string" },
                  { "name": "day", "type": "date", "role": "row-date" },
                  { "name": "visit", "type": "string", "codes": [ { "value": "v0" }, { "value": "v1" } ] },
                  { "name": "crp", "type": "number", "unit": "mg/L", "headers": ["CRP"], "censored": true, "lloq": 0.5, "uloq": 500 }
                ],
                "foreignKeys": [ { "fields": ["patient"], "reference": { "resource": "patients", "fields": ["patient"] } } ]
              }
            },
            {
              "name": "wells", "sheet": "Wells", "tier": "optional",
              "schema": {
                "fields": [
                  { "name": "patient", "type": "string" },
                  { "name": "day", "type": "date" },
                  { "name": "spots", "type": "integer" }
                ],
                "foreignKeys": [ { "fields": ["patient", "day"], "reference": { "resource": "draws", "fields": ["patient", "day"] } } ]
              }
            }
          ]
        }
        """;

    public const string Plan = """
        {
          "version": "1", "date": "2026-01-31",
          "study": { "id": "small", "title": { "en": "Small", "fr": "Petit" } },
          "levels": [
            { "id": "patient", "table": "patients", "label": "patient" },
            { "id": "draw", "table": "draws", "label": "draw" }
          ],
          "origin": "included",
          "timePoints": [
            { "id": "v0", "label": "before", "nominalDay": 0, "window": [-7, 0] },
            { "id": "v1", "label": "after", "nominalDay": 30, "window": [20, 40] }
          ],
          "markers": [
            { "id": "crp", "label": "CRP", "table": "draws", "value": "crp", "where": "crp > 0", "timePoint": "visit", "date": "day" }
          ],
          "derived": [
            { "id": "heavy", "label": "heavy", "level": "patient", "type": "boolean", "expression": "weight > 100" },
            { "id": "kind", "label": "kind", "level": "patient", "type": "text", "codes": [ { "value": "x" }, { "value": "y" } ],
              "expression": "if heavy then 'x' else 'y'" },
            { "id": "late", "label": "late", "level": "draw", "type": "boolean", "expression": "day > patients.included + 10" }
          ],
          "populations": [
            { "id": "all", "label": "all", "level": "patient", "steps": [] },
            { "id": "armA", "label": "arm A", "level": "patient", "from": "all",
              "steps": [ { "id": "a", "reason": "other arm", "keep": "arm = 'A'" } ] },
            { "id": "draws", "label": "draws", "level": "draw", "steps": [] }
          ],
          "endpoints": [
            { "id": "death", "label": "death", "level": "patient", "origin": "included",
              "events": [ { "id": "death", "label": "death", "at": "died" } ], "censor": "max(draws.day)",
              "schedule": [ { "id": "m1", "label": "1 month", "nominalDay": 30, "window": [20, 40] } ] }
          ],
          "checks": [
            { "id": "S-1", "table": "draws", "severity": "warning", "field": "crp", "assert": "crp < 400 or late", "expected": "lower", "action": "ask" }
          ],
          "analyses": [
            { "id": "km", "title": "Survival", "question": "Who lives?", "role": "primary", "kind": "survival", "population": "all",
              "endpoint": "death", "by": "arm" },
            { "id": "table1", "title": "Baseline", "question": "Who?", "role": "descriptive", "kind": "describe", "population": "armA",
              "variables": ["weight", "kind", "crp@v0"], "by": "smoker" },
            { "id": "change", "title": "Change", "question": "Change?", "role": "secondary", "family": "f", "kind": "pairedChange",
              "population": "all", "marker": "crp", "from": "v0", "to": "v1" },
            { "id": "rate", "title": "Rate", "question": "How many?", "role": "secondary", "family": "f", "kind": "proportion",
              "population": "all", "numerator": "any(draws where crp > 5)" },
            { "id": "panel", "title": "Panel", "question": "Which?", "role": "exploratory", "kind": "panel", "population": "all",
              "inner": { "kind": "compare", "by": "arm" }, "over": [ { "id": "w", "set": { "y": "weight" } } ] },
            { "id": "visits", "title": "Visits", "question": "Seen?", "role": "descriptive", "kind": "followUp", "population": "all",
              "endpoint": "death", "visits": { "table": "draws", "date": "day", "done": "crp is not missing" } }
          ],
          "report": { "sections": [ { "id": "s", "title": "All", "analyses": ["km", "table1"] } ] }
        }
        """;

    public DefinitionFolder(string package = Package, string plan = Plan)
    {
        Path = Directory.CreateTempSubdirectory("definition-").FullName;
        File.WriteAllText(System.IO.Path.Combine(Path, "datapackage.json"), package);
        File.WriteAllText(System.IO.Path.Combine(Path, "plan.json"), plan);
    }

    public string Path { get; }

    /// <summary>A folder shipped with the program.</summary>
    public static string Shipped(string study) => Repository.PathOf("data-schema", study);

    /// <summary>The definition with one text of one file replaced; the text must be there.</summary>
    public static DefinitionFolder With(string file, string old, string replacement)
    {
        var source = file == "plan.json" ? Plan : Package;
        Assert(source.Contains(old, StringComparison.Ordinal), $"\"{old}\" is not in {file}");
        var broken = source.Replace(old, replacement, StringComparison.Ordinal);
        return file == "plan.json" ? new DefinitionFolder(plan: broken) : new DefinitionFolder(package: broken);
    }

    public DefinitionProblem[] Problems() =>
        [.. Xunit.Assert.Throws<InvalidDefinitionException>(() => StudyDefinitionLoader.Load(Path)).Problems];

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static void Assert(bool condition, string message) => Xunit.Assert.True(condition, message);
}
