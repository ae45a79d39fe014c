using Spectre.Console;
using StudyAnalysis.Import;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>The findings on the screen, worst first.</summary>
internal static class FindingsTable
{
    /// <summary>Below this width the columns would break every word.</summary>
    private const int Narrow = 72;

    public static string SeverityWord(Severity severity, Language language) => severity switch
    {
        Schema.Severity.Blocking => language.Pick("blocking", "bloquant"),
        Schema.Severity.Error => language.Pick("error", "erreur"),
        Schema.Severity.Warning => language.Pick("warning", "à vérifier"),
        _ => language.Pick("note", "note"),
    };

    /// <summary>"1 error", "7 errors".</summary>
    public static string Counted(int count, Severity severity, Language language)
    {
        var word = (severity, count > 1) switch
        {
            (Schema.Severity.Blocking, true) => language.Pick("blocking", "bloquants"),
            (Schema.Severity.Error, true) => language.Pick("errors", "erreurs"),
            (Schema.Severity.Warning, true) => language.Pick("warnings", "à vérifier"),
            (Schema.Severity.Note, true) => language.Pick("notes", "notes"),
            _ => SeverityWord(severity, language),
        };
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} {word}");
    }

    public static void Write(ProgramHost host, Language language, IReadOnlyList<Finding> findings)
    {
        if (host.Width < Narrow)
        {
            WriteNarrow(host, language, findings);
            return;
        }

        var table = Screen.Table();
        table.AddColumn(language.Pick("Severity", "Gravité"));
        table.AddColumn(language.Pick("Where", "Où"));
        table.AddColumn(language.Pick("Found", "Trouvé"));
        table.AddColumn(language.Pick("What is wrong, and what to do", "Ce qui ne va pas, et que faire"));
        foreach (var finding in findings)
        {
            table.AddRow(
                new Text($"{SeverityWord(finding.Severity, language)}\n{finding.Id}", Style(finding.Severity)),
                new Text(Where(finding)),
                new Text(finding.Observed),
                new Text($"{finding.Message.In(language)} {finding.Action.In(language)}"));
        }

        Screen.Write(host, table);
    }

    /// <summary>One finding under the other: what and where in its first line.</summary>
    private static void WriteNarrow(ProgramHost host, Language language, IReadOnlyList<Finding> findings)
    {
        var table = Screen.Table().AddColumn(language.Pick("Where, what is wrong, what to do", "Où, ce qui ne va pas, que faire"));
        foreach (var finding in findings)
        {
            var where = Where(finding).Replace("\n", ", ", StringComparison.Ordinal);
            var found = finding.Observed.Length > 0 ? $"{language.Pick("Found:", "Trouvé :")} {finding.Observed}\n" : string.Empty;
            table.AddRow(new Paragraph($"{SeverityWord(finding.Severity, language)} {finding.Id}", Style(finding.Severity))
                .Append($" {where}\n{found}{finding.Message.In(language)} {finding.Action.In(language)}"));
        }

        Screen.Write(host, table);
    }

    private static string Where(Finding finding)
    {
        var place = finding.Cell?.ToString() ?? finding.Sheet;
        return finding.Column.Length > 0 ? $"{place}\n{finding.Column}" : place;
    }

    private static Style Style(Severity severity) => severity switch
    {
        Schema.Severity.Blocking => new Style(Color.Red, decoration: Decoration.Bold),
        Schema.Severity.Error => new Style(Color.Red),
        Schema.Severity.Warning => new Style(Color.Yellow),
        _ => new Style(),
    };
}
