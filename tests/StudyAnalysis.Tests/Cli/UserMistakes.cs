using System.Text;
using StudyAnalysis.Tests.Architecture;

namespace StudyAnalysis.Tests.Cli;

/// <summary>What people get wrong: a command, and the exit code and words it has to end with.</summary>
internal static class UserMistakes
{
    private const string Lung = "colon-moertel";

    /// <summary>Each mistake by name: exit code, what the message must name, the command. "{x}" is the path of a file or folder x that <see cref="Prepare"/> makes.</summary>
    public static IReadOnlyDictionary<string, (int Exit, string Names, string[] Args)> All { get; } = new Dictionary<string, (int, string, string[])>(StringComparer.Ordinal)
    {
        ["no verb"] = (2, "report", []),
        ["misspelt verb"] = (2, "raport", ["raport"]),
        ["unknown option"] = (2, "--colour", ["check", "--colour"]),
        ["misspelt option with a value"] = (2, "--asof", ["check", "--asof", "2026-01-01"]),
        ["two workbooks"] = (2, "b.xlsx", ["check", "a.xlsx", "b.xlsx"]),
        ["option without its value"] = (2, "--as-of", ["check", "--as-of"]),
        ["French date"] = (2, "31/12/2026", ["report", "--as-of", "31/12/2026"]),
        ["date that does not exist"] = (2, "2026-02-30", ["report", "--as-of", "2026-02-30"]),
        ["empty date"] = (2, "--as-of", ["report", "--as-of", ""]),
        ["date with a time"] = (2, "2026-02-03T10:00", ["report", "--as-of", "2026-02-03T10:00"]),
        ["seed below 0"] = (2, "--seed", ["report", "--seed", "-1"]),
        ["seed in words"] = (2, "--seed", ["report", "--seed", "abc"]),
        ["seed with decimals"] = (2, "--seed", ["report", "--seed", "1.5"]),
        ["seed too large"] = (2, "--seed", ["report", "--seed", "99999999999"]),
        ["patients in words"] = (2, "--patients", ["simulate", "--patients", "abc"]),
        ["no patients"] = (2, "--patients", ["simulate", "--patients", "0"]),
        ["patients below 0"] = (2, "--patients", ["simulate", "--patients", "-3"]),
        ["patients with an exponent"] = (2, "--patients", ["simulate", "--patients", "1e3"]),
        ["too many patients"] = (2, "100000", ["simulate", "--patients", "100001"]),
        ["patients without a number"] = (2, "--patients", ["simulate", "--patients"]),
        ["effect without end"] = (2, "--effect", ["simulate", "--effect", "1e308"]),
        ["effect that is no number"] = (2, "--effect", ["simulate", "--effect", "NaN"]),
        ["infinite effect"] = (2, "--effect", ["simulate", "--effect", "Infinity"]),
        ["effect in words"] = (2, "--effect", ["simulate", "--effect", "strong"]),
        ["effect with a decimal comma"] = (2, "0,4", ["simulate", "--effect", "0,4"]),
        ["hazard ratio of 0"] = (2, "--hazard-ratio", ["simulate", "--hazard-ratio", "0"]),
        ["hazard ratio below 0"] = (2, "--hazard-ratio", ["simulate", "--hazard-ratio", "-1.5"]),
        ["hazard ratio that is no number"] = (2, "--hazard-ratio", ["simulate", "--hazard-ratio", "NaN"]),
        ["huge hazard ratio"] = (2, "--hazard-ratio", ["simulate", "--hazard-ratio", "1e9"]),
        ["empty definition"] = (2, "--definition", ["check", "--definition", ""]),
        ["empty output"] = (2, "--out", ["check", "--out", ""]),
        ["empty workbook name"] = (2, "WORKBOOK", ["check", ""]),
        ["output that is a file"] = (2, "note.txt", ["check", "--definition", "{moertel}", "--out", "{note.txt}"]),
        ["simulated workbook over a folder"] = (2, "folder", ["simulate", "--definition", "{moertel}", "--out", "{folder}"]),
        ["template over a folder"] = (2, "folder", ["template", "--definition", "{moertel}", "--out", "{folder}"]),
        ["comparison of one"] = (2, "", ["compare", "{folder}"]),
        ["comparison of nothing"] = (2, "", ["compare"]),
        ["verification of nothing"] = (2, "", ["verify"]),
        ["parameter without a value"] = (2, "who", ["notebook", "run", "{book.ipynb}", "-p", "who"]),
        ["parameter without a name"] = (2, "=3", ["notebook", "run", "{book.ipynb}", "-p", "=3"]),
        ["notebook without a verb"] = (2, "run", ["notebook"]),
        ["notebook run on nothing"] = (2, "", ["notebook", "run"]),

        ["workbook that is not there"] = (3, "nowhere.xlsx", ["check", "{nowhere.xlsx}", "--definition", "{moertel}"]),
        ["workbook in a folder that is not there"] = (3, "nowhere", ["report", "{nowhere}/a.xlsx", "--definition", "{moertel}"]),
        ["folder as workbook"] = (3, "folder", ["check", "{folder}", "--definition", "{moertel}"]),
        ["empty file as workbook"] = (3, "empty.xlsx", ["check", "{empty.xlsx}", "--definition", "{moertel}"]),
        ["text as workbook"] = (3, "note.txt", ["check", "{note.txt}", "--definition", "{moertel}"]),
        ["definition as workbook"] = (3, "plan.json", ["check", "{moertel}/plan.json", "--definition", "{moertel}"]),
        ["workbook cut short"] = (3, "short.xlsx", ["check", "{short.xlsx}", "--definition", "{moertel}"]),
        ["two sheets of one name"] = (3, "PATIENTS", ["check", "{twice.xlsx}", "--definition", "{moertel}"]),
        ["workbook of another study"] = (3, "other.xlsx", ["report", "{other.xlsx}", "--definition", "{moertel}", "--no-pdf"]),
        ["verification of a folder that is not there"] = (3, "nowhere", ["verify", "{nowhere}"]),
        ["verification of a folder that is no report"] = (3, "folder", ["verify", "{folder}"]),
        ["comparison with a folder that is not there"] = (3, "nowhere", ["compare", "{nowhere}", "{folder}"]),
        ["comparison of folders that are no reports"] = (3, "folder", ["compare", "{folder}", "{folder}"]),
        ["comparison of broken results"] = (3, "results.json", ["compare", "{broken}", "{broken}"]),
        ["notebook that is not there"] = (3, "nowhere.ipynb", ["notebook", "run", "{nowhere.ipynb}"]),
        ["text as notebook"] = (3, "note.txt", ["notebook", "run", "{note.txt}"]),
        ["broken notebook"] = (3, "broken.ipynb", ["notebook", "run", "{broken.ipynb}"]),
        ["section of a notebook that is not there"] = (3, "nowhere.ipynb", ["report", "--definition", "{moertel}", "{moertel}/colon-moertel.xlsx", "--include", "{nowhere.ipynb}", "--no-pdf"]),
        ["section of a broken notebook"] = (3, "broken.ipynb", ["report", "--definition", "{moertel}", "{moertel}/colon-moertel.xlsx", "--include", "{broken.ipynb}", "--no-pdf"]),

        ["definition that is not there"] = (4, "nowhere", ["check", "--definition", "{nowhere}"]),
        ["folder without a definition"] = (4, "datapackage.json", ["check", "--definition", "{folder}"]),
        ["file as definition"] = (4, "note.txt", ["check", "--definition", "{note.txt}"]),
        ["plan that is missing"] = (4, "plan.json", ["check", "--definition", "{no-plan}"]),
        ["empty plan"] = (4, "plan.json", ["check", "--definition", "{empty-plan}"]),
        ["plan of null"] = (4, "plan.json", ["check", "--definition", "{null-plan}"]),
        ["plan cut short"] = (4, "plan.json", ["check", "--definition", "{short-plan}"]),
        ["plan in UTF-16"] = (4, "plan.json", ["check", "--definition", "{utf16-plan}"]),
        ["dictionary that is a list"] = (4, "datapackage.json", ["check", "--definition", "{list-dictionary}"]),
        ["unknown kind of analysis"] = (4, "survivl", ["check", "--definition", "{kind}"]),
        ["unknown field"] = (4, "agee", ["check", "--definition", "{field}"]),
        ["text in a correlation"] = (4, "\"sex\", codes without an order", ["report", "--definition", "{correlate}"]),
        ["text in a trend"] = (4, "\"sex\", codes without an order", ["report", "--definition", "{trend}"]),
        ["logarithm of a text"] = (4, "\"sex\", codes without an order", ["report", "--definition", "{log2}"]),
        ["curves split at the median of a text"] = (4, "\"sex\", codes without an order", ["report", "--definition", "{split}"]),
        ["empty lock"] = (4, "plan.lock", ["check", "--definition", "{empty-lock}"]),
        ["lock that is no lock"] = (4, "plan.lock", ["check", "--definition", "{wrong-lock}"]),
    };

    /// <summary>Makes every file and folder that the commands name.</summary>
    public static void Prepare(string folder)
    {
        string At(params string[] parts) => Path.Combine([folder, .. parts]);
        CopyDefinition(At("moertel"), p => p);
        File.Copy(Repository.PathOf("data-schema", Lung, "colon-moertel.xlsx"), At("moertel", "colon-moertel.xlsx"));
        Directory.CreateDirectory(At("folder"));
        Directory.CreateDirectory(At("broken"));
        File.WriteAllText(At("broken", "results.json"), "{ \"analyses\": [ { ");
        File.WriteAllText(At("note.txt"), "a note\n");
        File.WriteAllText(At("broken.ipynb"), "{ \"cells\": [ ");
        File.WriteAllText(At("book.ipynb"), """{ "cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5 }""");
        File.WriteAllBytes(At("empty.xlsx"), []);
        File.WriteAllBytes(At("short.xlsx"), File.ReadAllBytes(Repository.PathOf("data-schema", Lung, "colon-moertel.xlsx"))[..5000]);
        File.WriteAllBytes(At("twice.xlsx"), new Import.RawXlsx().Sheet("Patients", "<sheetData/>").Sheet("PATIENTS", "<sheetData/>").ToBytes());
        File.WriteAllBytes(At("other.xlsx"), new Import.RawXlsx().Sheet("Feuil1", "<sheetData/>").ToBytes());
        Directory.CreateDirectory(At("no-plan"));
        File.Copy(At("moertel", "datapackage.json"), At("no-plan", "datapackage.json"));
        CopyDefinition(At("empty-plan"), _ => string.Empty);
        CopyDefinition(At("null-plan"), _ => "null");
        CopyDefinition(At("short-plan"), p => p[..(p.Length / 2)]);
        CopyDefinition(At("utf16-plan"), p => p);
        File.WriteAllText(At("utf16-plan", "plan.json"), File.ReadAllText(At("moertel", "plan.json")), Encoding.Unicode);
        CopyDefinition(At("list-dictionary"), p => p);
        File.WriteAllText(At("list-dictionary", "datapackage.json"), "[]");
        CopyDefinition(At("kind"), p => With(p, """ "kind": "survivl", "endpoint": "os" """));
        CopyDefinition(At("field"), p => With(p, """ "kind": "correlate", "x": "agee", "y": "age" """));
        CopyDefinition(At("correlate"), p => With(p, """ "kind": "correlate", "x": "sex", "y": "age", "method": "spearman" """));
        CopyDefinition(At("trend"), p => With(p, """ "kind": "trend", "y": "sex", "by": "arm" """));
        CopyDefinition(At("log2"), p => With(p, """ "kind": "hazardModel", "endpoint": "death", "ties": "efron", "penalty": "none", "terms": [{ "variable": "sex", "as": "log2" }] """));
        CopyDefinition(At("split"), p => With(p, """ "kind": "survival", "endpoint": "death", "by": "sex", "split": "median" """));
        CopyDefinition(At("empty-lock"), p => p);
        File.WriteAllBytes(At("empty-lock", "plan.lock"), []);
        CopyDefinition(At("wrong-lock"), p => p);
        File.WriteAllText(At("wrong-lock", "plan.lock"), "[1, 2]");
    }

    private static void CopyDefinition(string folder, Func<string, string> plan)
    {
        Directory.CreateDirectory(folder);
        File.Copy(Repository.PathOf("data-schema", Lung, "datapackage.json"), Path.Combine(folder, "datapackage.json"));
        File.WriteAllText(Path.Combine(folder, "plan.json"), plan(File.ReadAllText(Repository.PathOf("data-schema", Lung, "plan.json"))));
    }

    private static string With(string plan, string options)
    {
        var population = System.Text.Json.Nodes.JsonNode.Parse(plan)!["populations"]![0]!["id"]!;
        const string Analyses = "\"analyses\": [";
        return plan.Insert(
            plan.IndexOf(Analyses, StringComparison.Ordinal) + Analyses.Length,
            $$"""{ "id": "added", "title": "Added", "question": "Added?", "role": "exploratory", "population": "{{population}}", {{options}} },""");
    }
}
