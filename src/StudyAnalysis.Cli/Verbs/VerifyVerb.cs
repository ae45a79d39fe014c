using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using StudyAnalysis.Cli.Checks;
using StudyAnalysis.Cli.Output;
using StudyAnalysis.Schema;
using StudyAnalysis.Verification;

namespace StudyAnalysis.Cli.Verbs;

/// <summary>study verify: makes a report again from its workbook and definition, and holds it against its files; with --statistics, the
/// statistics against certified numbers.</summary>
internal static class VerifyVerb
{
    private const string Pdf = "report.pdf";

    public static Command Command(Arguments arguments, ProgramHost host, Language language, CancellationToken cancellation)
    {
        var folder = new Argument<string?>("DIR")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = language.Pick("Folder of the report; not with --statistics", "Dossier du rapport ; pas avec --statistics"),
        };
        var statistics = new Option<bool>("--statistics")
        {
            Description = language.Pick(
                "Instead of a report: compute certified and published cases on this machine and show expected, got, digits agreed",
                "Au lieu d’un rapport : calculer sur cette machine des cas certifiés et publiés et montrer attendu, obtenu, chiffres concordants"),
        };
        var command = new Command(
            "verify",
            language.Pick(
                "Make a report again and hold it against its files; with --statistics, hold the statistics against certified numbers",
                "Refaire un rapport et le comparer à ses fichiers ; avec --statistics, comparer les statistiques à des nombres certifiés"))
        {
            folder, arguments.Workbook, arguments.Definition, statistics, arguments.Json, arguments.NoPdf, arguments.Lang, arguments.Quiet, arguments.Debug,
        };
        command.Validators.Add(result => Refuse(result, result.GetValue(statistics), result.GetValue(folder), result.GetValue(arguments.Json), language));
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(statistics))
            {
                return StatisticsCheck.Run(CertifiedCases.All, host, language, parsed.GetValue(arguments.Json));
            }

            return Run(parsed, arguments, Path.GetFullPath(parsed.GetValue(folder)!), host, language, cancellation);
        });
        return command;
    }

    private static int Run(ParseResult parsed, Arguments arguments, string given, ProgramHost host, Language language, CancellationToken cancellation)
    {
        SetAsideText.Write(OutputFolder.Recover(given, host.Today, host.Files), host, language);
        var manifest = Manifest.Read(given);
        var check = new ReportCheck(given, host, language);
        if (manifest is not null)
        {
            check.Files(FolderCheck.Of(given, manifest), manifest);
        }

        var provenance = SavedProvenance.Read(given);
        if (manifest is null)
        {
            check.NoManifest();
        }

        var temporary = TemporaryName.NewFolder("verify", host.Files);
        try
        {
            var again = Path.Combine(temporary, "report");
            var exit = App.Run(Arguments(parsed, arguments, provenance, again, given, manifest), OnTheDayOf(provenance, host) with { Output = TextWriter.Null }, cancellation);
            if (exit is not (ExitCode.Done or ExitCode.BlockingOrDifferent or ExitCode.PartMissing))
            {
                return exit;
            }

            if (!check.IsChanged(SavedProvenance.FileName))
            {
                RefuseOtherStudy(given, provenance, SavedProvenance.Read(again));
            }

            check.Again(again, provenance);
            return check.IsDifferent ? ExitCode.BlockingOrDifferent : ExitCode.Done;
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    /// <summary>Either a folder or --statistics; JSON is the latter's only.</summary>
    private static void Refuse(SymbolResult result, bool statistics, string? folder, bool json, Language language)
    {
        if (statistics && folder is not null)
        {
            result.AddError(language.Pick($"--statistics takes no folder: leave '{folder}' out.", $"--statistics ne prend pas de dossier : retirez « {folder} »."));
        }
        else if (!statistics && folder is null)
        {
            result.AddError(language.Pick("give the folder of a report, or --statistics.", "donnez le dossier d’un rapport, ou --statistics."));
        }
        else if (!statistics && json)
        {
            result.AddError(language.Pick("--json goes with --statistics only.", "--json va seulement avec --statistics."));
        }
    }

    private static string[] Arguments(ParseResult parsed, Arguments arguments, SavedProvenance provenance, string again, string given, Manifest? manifest)
    {
        string[] fixedPart =
        [
            "report", "--out", again,
            "--lang", provenance.Language,
            "--seed", provenance.Seed.ToString(CultureInfo.InvariantCulture),
        ];
        var more = new List<string>(fixedPart);

        // A cut that nobody stated comes from the recorded day of the run.
        Add(provenance.RunDay is null ? provenance.AsOf : null, day => more.AddRange(["--as-of", day]));
        Add(parsed.GetValue(arguments.Workbook), workbook => more.Insert(1, workbook));
        Add(parsed.GetValue(arguments.Definition), definition => more.AddRange(["--definition", definition]));
        foreach (var notebook in Notebooks(given, manifest))
        {
            more.AddRange(["--include", notebook]);
        }

        if (parsed.GetValue(arguments.NoPdf) || !(manifest is null ? File.Exists(Path.Combine(given, Pdf)) : manifest.Find(Pdf) is not null))
        {
            more.Add("--no-pdf");
        }

        if (parsed.GetValue(arguments.Quiet))
        {
            more.Add("--quiet");
        }

        return [.. more];

        static void Add(string? value, Action<string> add)
        {
            if (value is not null)
            {
                add(value);
            }
        }
    }

    private static ProgramHost OnTheDayOf(SavedProvenance provenance, ProgramHost host) =>
        provenance.RunDay is { } run ? host with { Clock = new FixedClock(run) } : host;

    // Those of the report: people may have put others beside them.
    private static IEnumerable<string> Notebooks(string given, Manifest? manifest)
    {
        var folder = Path.Combine(given, IncludedNotebooks.Folder);
        var all = Directory.Exists(folder) ? Directory.GetFiles(folder).Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        return all.Where(f => manifest is null || manifest.Find($"{IncludedNotebooks.Folder}/{Path.GetFileName(f)}") is not null);
    }

    /// <summary>A report of another study differs in every line, which would tell nothing.</summary>
    private static void RefuseOtherStudy(string given, SavedProvenance report, SavedProvenance now)
    {
        var (wanted, read) = (report.Study, now.Study);
        if (wanted != read)
        {
            throw new StudyFailure(
                ExitCode.BadArguments,
                LocalizedText.Of($"{given} is a report of {wanted}, and {read} was read.", $"{given} est un rapport de {wanted}, et {read} a été lu."),
                LocalizedText.Of(
                    "Give that study's folder with --definition, and the workbook the report was made from.",
                    "Donnez le dossier de cette étude avec --definition, et le classeur dont vient le rapport."));
        }
    }
}
