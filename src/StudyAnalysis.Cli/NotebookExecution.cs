using System.Collections.Immutable;
using StudyAnalysis.Cli.Output;
using StudyAnalysis.Notebooks.Documents;
using StudyAnalysis.Notebooks.Export;
using StudyAnalysis.Notebooks.Formatting;
using StudyAnalysis.Notebooks.Kernel;
using StudyAnalysis.Notebooks.Running;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>What is asked of a run.</summary>
internal sealed record NotebookRunRequest(string File, string[] Parameters, string? Output, string? Html, TimeSpan? Timeout, bool Svg, bool Quiet);

/// <summary>One headless run: reads the notebook, sets its parameters, runs it in its own folder, writes what was made, says how it ended.</summary>
internal sealed class NotebookExecution(NotebookRunRequest request, ProgramHost host, Language language, CancellationToken cancellation)
{
    // The runner ends at an interruption by itself, keeping what was made: progress must not throw.
    private readonly ProgressLine _progress = new(host, language, request.Quiet, CancellationToken.None);
    private readonly string _file = Path.GetFullPath(request.File);

    public int Run()
    {
        var parameters = request.Parameters.Select(p => p.Split('=', 2)).ToImmutableSortedDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        using var output = NotebookOutput.At(request.Output, host, _file);
        using var html = request.Html is { } asked ? NotebookOutput.Page(asked, host) : null;
        var document = Prepare(parameters);
        output.Begin();
        html?.Begin();
        host.EnterFolder(Path.GetDirectoryName(_file)!);
        NotebookRun run;
        using (var kernel = new NotebookKernel(new KernelOptions { Clock = host.Clock, WorkingFolder = Path.GetDirectoryName(_file) }))
        {
            run = new NotebookRunner(host.Clock).RunAsync(document, kernel, new RunOptions(request.Timeout), Show, cancellation).GetAwaiter().GetResult();
        }

        var finished = RunMark.Set(run.Document, parameters);
        var pictures = !request.Svg || Draw(finished);
        var aside = output.Keep(NotebookWriter.ToBytes(RunMark.Seal(finished)));
        _progress.Done();
        SetAsideText.Write(aside, host, language);
        host.Output.WriteLine(StudyPaths.Shown(output.Path));
        if (html is not null)
        {
            var page = HtmlExport.ToBytes(finished, Path.GetFileNameWithoutExtension(_file), language, Path.GetDirectoryName(_file));
            SetAsideText.Write(html.Keep(SealedPage.Seal(page)), host, language);
            host.Output.WriteLine(StudyPaths.Shown(html.Path));
        }

        return Math.Max(Say(run), pictures ? ExitCode.Done : ExitCode.PartMissing);
    }

    /// <summary>Adds each chart as SVG; false when the browser did not draw them all.</summary>
    private bool Draw(NotebookDocument document)
    {
        var (drawn, charts) = StaticFigures.AddAsync(document, TemporaryName.Printing(host.Files), CancellationToken.None).GetAwaiter().GetResult();
        if (drawn < charts)
        {
            host.Error.WriteLine("study: " + language.Pick(
                $"{charts - drawn} of {charts} charts were not added as SVG: no browser drew them. Install Chromium, or name a browser in STUDY_BROWSER. The rest of the notebook is complete.",
                $"{charts - drawn} graphiques sur {charts} n’ont pas été ajoutés en SVG : aucun navigateur ne les a tracés. Installez Chromium, ou indiquez un navigateur dans STUDY_BROWSER. Le reste du notebook est complet."));
        }

        return drawn == charts;
    }

    private NotebookDocument Prepare(ImmutableSortedDictionary<string, string> parameters)
    {
        try
        {
            var document = NotebookReader.Read(_file);
            return ParameterInjection.Apply(document, FromNotebook(document, parameters));
        }
        catch (UnreadableNotebookException unreadable)
        {
            throw new StudyFailure(
                ExitCode.InputUnreadable,
                LocalizedText.Of($"{request.File}: {unreadable.What.In(Language.English)}", $"{request.File} : {unreadable.What.In(Language.French)}"),
                unreadable.Action,
                unreadable);
        }
        catch (ParameterException bad)
        {
            throw new StudyFailure(ExitCode.BadArguments, bad.What, bad.Action, bad);
        }
    }

    /// <summary>Paths are typed from where the reader stands, and the notebook runs in its own folder: those of files that exist are turned.</summary>
    private ImmutableSortedDictionary<string, string> FromNotebook(NotebookDocument document, ImmutableSortedDictionary<string, string> parameters)
    {
        var folder = Path.GetDirectoryName(_file)!;
        foreach (var text in ParameterInjection.Declared(document).Where(p => p.Type is "string" or "string?"))
        {
            if (parameters.TryGetValue(text.Name, out var value) && value.AsSpan().IndexOfAny('/', '\\', '.') >= 0 && !Path.IsPathRooted(value)
                && Path.Exists(value) && !Path.Exists(Path.Combine(folder, value)))
            {
                parameters = parameters.SetItem(text.Name, Path.GetRelativePath(folder, Path.GetFullPath(value)).Replace('\\', '/'));
            }
        }

        return parameters;
    }

    private void Show(CellProgress cell) => _progress.Step(
        FormattableString.Invariant($"[{cell.Number}/{cell.Count}] {_progress.Elapsed} s  {cell.FirstLine}"),
        FormattableString.Invariant($"[{cell.Number}/{cell.Count}] {_progress.Elapsed} s  {cell.FirstLine}"));

    /// <summary>How it ended, in words and as an exit code: a notebook that stopped half-way is a part that could not be made.</summary>
    private int Say(NotebookRun run)
    {
        if (run.Failure is not { } failure)
        {
            return ExitCode.Done;
        }

        var cell = language.Pick($"cell {failure.Number} ({failure.FirstLine})", $"cellule {failure.Number} ({failure.FirstLine})");
        var seconds = FormattableString.Invariant($"{request.Timeout?.TotalSeconds}");
        host.Error.WriteLine("study: " + run.Status switch
        {
            RunStatus.TimedOut => language.Pick($"{cell} was still running after {seconds} s and was stopped.", $"{cell} : toujours en cours après {seconds} s, arrêtée."),
            RunStatus.Interrupted => language.Pick($"interrupted in {cell}.", $"interrompu dans la {cell}."),
            _ => language.Pick($"{cell} failed: ", $"{cell} : échec : ") + $"{failure.Error.Name}: {failure.Error.Message}",
        });
        host.Error.WriteLine("       " + language.Pick(
            "The notebook was written with what ran before it; the cells after it did not run.",
            "Le notebook a été écrit avec ce qui précède ; les cellules suivantes n’ont pas été exécutées."));
        return run.Status == RunStatus.Interrupted ? ExitCode.Interrupted : ExitCode.PartMissing;
    }
}
