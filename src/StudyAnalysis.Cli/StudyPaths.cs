using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>Where things are when the user does not say.</summary>
internal static class StudyPaths
{
    public static string DefinitionFolder(ProgramHost host, string? asked) =>
        asked ?? Path.Combine(host.Home, "data-schema", "rfa-crlm");

    /// <summary>The workbook asked for, or the definition's example.</summary>
    public static string Workbook(StudyDefinition definition, string? asked)
    {
        if (asked is not null)
        {
            return asked;
        }

        var example = Path.Combine(definition.Folder, "example.xlsx");
        var single = Path.Combine(definition.Folder, definition.Plan.Study.Id + ".xlsx");
        return File.Exists(example) || !File.Exists(single) ? example : single;
    }

    /// <summary>The default output folder. Real data never go under reports/: they stay in private/, readable by the owner only.</summary>
    public static string Output(ProgramHost host, StudyDefinition definition, DateOnly asOf, bool isSynthetic, string hash8)
    {
        var name = FormattableString.Invariant($"{definition.Plan.Study.Id}_{asOf:yyyy-MM-dd}_{hash8}");
        return isSynthetic
            ? Path.Combine(host.Home, "reports", "out", name)
            : Path.Combine(host.Home, "private", "reports", name);
    }

    /// <summary>A path as the user would type it: relative to the current folder when it lies below.</summary>
    public static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? path : relative;
    }
}
