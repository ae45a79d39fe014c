using System.Collections.Immutable;
using StudyAnalysis.Cli.Output;
using StudyAnalysis.Engine;
using StudyAnalysis.Html;
using StudyAnalysis.Import.Privacy;
using StudyAnalysis.Reports;
using StudyAnalysis.Reports.Exploratory;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>The notebooks of --include: read, and kept beside the report so that it can be made again from its own folder.</summary>
internal sealed class IncludedNotebooks
{
    /// <summary>Folder of the copies, in the report's folder.</summary>
    public const string Folder = "notebooks";

    private const long MaximumBytes = 64 * 1024 * 1024;

    private readonly ImmutableArray<(string Name, string Text)> _files;

    private IncludedNotebooks(ImmutableArray<(string Name, string Text)> files, ImmutableArray<IncludedSection> sections)
    {
        _files = files;
        Sections = sections;
    }

    public ImmutableArray<IncludedSection> Sections { get; }

    /// <summary>Reads notebooks; they stand in the report by name, however they were given, so that verify finds the same order.</summary>
    /// <exception cref="StudyFailure">One cannot be read, or holds no section.</exception>
    public static IncludedNotebooks Read(IEnumerable<string> paths)
    {
        var files = paths.Select(p => (Name: Path.GetFileName(p), Text: Text(p), Path: p)).OrderBy(f => f.Name, StringComparer.Ordinal).ToImmutableArray();
        if (files.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new StudyFailure(
                ExitCode.BadArguments,
                LocalizedText.Of($"--include names {twice.Key} twice.", $"--include nomme deux fois {twice.Key}."),
                LocalizedText.Of("Give each notebook once, under a name of its own.", "Donnez chaque notebook une fois, sous un nom distinct."));
        }

        return new IncludedNotebooks([.. files.Select(f => (f.Name, f.Text))], [.. files.SelectMany(f => Sections(f.Path, f.Name, f.Text))]);

        static ImmutableArray<IncludedSection> Sections(string path, string name, string text)
        {
            try
            {
                var sections = IncludedSection.Read(name, text);
                RefuseIdentifiers(name, text);
                return sections;
            }
            catch (UnreadableSectionException e)
            {
                throw new StudyFailure(
                    ExitCode.InputUnreadable,
                    LocalizedText.Of($"{StudyPaths.Shown(path)}: {e.What.In(Language.English)}", $"{StudyPaths.Shown(path)} : {e.What.In(Language.French)}"),
                    LocalizedText.Of("notebooks/08-your-own-question.ipynb shows how.", "notebooks/08-your-own-question.ipynb montre comment faire."),
                    e);
            }
        }
    }

    /// <summary>The report with the sections in it.</summary>
    /// <exception cref="StudyFailure">A section refers to what this study does not have.</exception>
    public StudyReport Report(LoadedStudy loaded, IEnumerable<AnalysisResult> results, ReportOptions options)
    {
        try
        {
            return loaded.Study.Report(loaded.Import, results, options, Sections);
        }
        catch (Exception e) when (e is InvalidDefinitionException or KeyNotFoundException)
        {
            var names = string.Join(", ", _files.Select(f => f.Name));
            throw new StudyFailure(
                ExitCode.DefinitionInvalid,
                LocalizedText.Of($"{names}: an analysis of the section does not fit this study: {e.Message}", $"{names} : une analyse de la section ne convient pas à cette étude : {e.Message}"),
                LocalizedText.Of("Run the notebook on this definition and save it again.", "Exécutez le notebook sur cette définition et enregistrez-le à nouveau."),
                e);
        }
    }

    public void CopyTo(OutputFolder output)
    {
        foreach (var (name, text) in _files)
        {
            output.Write($"{Folder}/{name}", text);
        }
    }

    /// <summary>The notebook is copied beside the report, with its code in it: a direct identifier in any part of it would be published.</summary>
    private static void RefuseIdentifiers(string name, string text)
    {
        var found = NotebookScan.Find(name, text, HtmlFragment.Plotly);
        if (found.IsEmpty)
        {
            return;
        }

        var isNamed = found.All(f => f.Part != NotebookPart.FileName);
        string Said(Language language) => string.Join(language.Pick("; ", " ; "), found.Take(10).Select(f => f.Said.In(language)));
        throw new StudyFailure(
            ExitCode.InputUnreadable,
            LocalizedText.Of(
                $"{(isNamed ? name : "A notebook of --include")} seems to hold direct identifiers, and no report was made ({Said(Language.English)}).",
                $"{(isNamed ? name : "Un notebook de --include")} semble contenir des identifiants directs ; aucun rapport n’a été fait ({Said(Language.French)})."),
            LocalizedText.Of(
                "Delete them from the notebook, run it again, and save it with its outputs; use pseudonyms only.",
                "Supprimez-les du notebook, exécutez-le à nouveau et enregistrez-le avec ses sorties ; n’utilisez que des pseudonymes."));
    }

    private static string Text(string path)
    {
        try
        {
            return new FileInfo(path).Length <= MaximumBytes
                ? File.ReadAllText(path)
                : throw Unreadable(path, LocalizedText.Of("it is larger than 64 MB", "il dépasse 64 Mo"), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Unreadable(path, LocalizedText.Same(e.Message), e);
        }
    }

    private static StudyFailure Unreadable(string path, LocalizedText why, Exception? cause) => new(
        ExitCode.InputUnreadable,
        LocalizedText.Of($"The notebook {path} cannot be read: {why.In(Language.English)}.", $"Le notebook {path} ne peut pas être lu : {why.In(Language.French)}."),
        LocalizedText.Of("Give the path of an executed notebook.", "Indiquez le chemin d’un notebook exécuté."),
        cause);
}
