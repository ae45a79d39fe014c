using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Reports.Json;

/// <summary>What a report was made from and with: enough to make it again. No clock: its date is the data cut; the day of the run stands in it only when nobody stated the cut.</summary>
public sealed record Provenance
{
    /// <summary>Id of the study.</summary>
    public required string Study { get; init; }

    /// <summary>SHA-256 of datapackage.json.</summary>
    public required string DictionaryHash { get; init; }

    /// <summary>SHA-256 of plan.json.</summary>
    public required string PlanHash { get; init; }

    /// <summary>Version of the plan.</summary>
    public required string PlanVersion { get; init; }

    /// <summary>SHA-256 of the lock in force: it covers plan, dictionary, date and every lock before; null: never locked.</summary>
    public string? LockHash { get; init; }

    /// <summary>Date of the lock in force; null: never locked.</summary>
    public DateOnly? LockedOn { get; init; }

    /// <summary>SHA-256 of the workbook.</summary>
    public required string WorkbookHash { get; init; }

    /// <summary>Whether the workbook says that it is synthetic.</summary>
    public required bool IsSynthetic { get; init; }

    /// <summary>Data cut; null: the workbook holds no dates.</summary>
    public required DateOnly? AsOf { get; init; }

    /// <summary>The day of the run, when the data cut depends on it: the latest date of the workbook not after that day.</summary>
    public DateOnly? RunDate { get; init; }

    /// <summary>Seed of random methods.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Language of the report.</summary>
    public required Language Language { get; init; }

    /// <summary>Notebooks whose sections are in the report: file name and SHA-256.</summary>
    public ImmutableArray<(string File, string Sha256)> Notebooks { get; init; } = [];

    /// <summary>Version of the program.</summary>
    public string Program { get; init; } = ReportVersion.Program;

    /// <summary>Runtime.</summary>
    public string Runtime { get; init; } = ReportVersion.Runtime;

    /// <summary>Provenance of a report.</summary>
    public static Provenance Of(ReportInput input) => new()
    {
        Study = input.Definition.Plan.Study.Id,
        DictionaryHash = input.Definition.DictionaryHash,
        PlanHash = input.Definition.PlanHash,
        PlanVersion = input.Definition.Plan.Version,
        LockHash = input.Definition.Lock?.InForce.Hash,
        LockedOn = input.Definition.Lock?.InForce.Date,
        WorkbookHash = input.WorkbookHash,
        IsSynthetic = input.IsSynthetic,
        AsOf = input.CutKind == CutKind.None ? null : input.AsOf,
        RunDate = input.RunDate,
        Seed = input.Options.Seed,
        Language = input.Options.Language,
        Notebooks = [.. input.Included.Select(i => (i.File, i.Sha256)).Distinct()],
    };

    /// <summary>provenance.json.</summary>
    public string Write() => JsonText.Write(WriteTo);

    /// <summary>Writes the object, for provenance.json and as a part of results.json.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("format", ReportVersion.Format);
        json.WriteString("study", Study);
        json.WriteString("datapackage_sha256", DictionaryHash);
        json.WriteString("plan_sha256", PlanHash);
        json.WriteString("plan_version", PlanVersion);
        json.WriteString("plan_locked_sha256", LockHash);
        json.WriteString("plan_locked_on", LockedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("workbook_sha256", WorkbookHash);
        json.WriteBoolean("synthetic", IsSynthetic);
        json.WriteString("as_of", AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (RunDate is { } run)
        {
            json.WriteString("run_day", run.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        json.WriteNumber("seed", Seed);
        json.WriteString("language", Language.Code());
        WriteNotebooks(json);
        json.WriteString("program", "StudyAnalysis");
        json.WriteString("program_version", Program);
        json.WriteString("runtime", Runtime);
        json.WriteEndObject();
    }

    // Most reports include nothing; they stay as they were.
    private void WriteNotebooks(Utf8JsonWriter json)
    {
        if (Notebooks.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("notebooks");
        foreach (var (file, sha256) in Notebooks)
        {
            json.WriteStartObject();
            json.WriteString("file", file);
            json.WriteString("sha256", sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
