using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using StudyAnalysis.Cli.Output;
using StudyAnalysis.Schema;
using StudyAnalysis.Verification;

namespace StudyAnalysis.Cli.Verbs;

/// <summary>study verify: makes a report again from its workbook and definition, and holds it against its files; with --statistics, the
/// statistics against certified numbers.</summary>
internal static class VerifyVerb
{
    /// <summary>Files that the same input makes again byte by byte; the PDF needs the same browser and fonts as well.</summary>
    private static readonly string[] Files = ["results.json", "report.html", "report.pdf"];

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

            var given = Path.GetFullPath(parsed.GetValue(folder)!);
            SetAsideText.Write(OutputFolder.Recover(given, host.Today, host.Files), host, language);
            var provenance = ReadProvenance(given);
            var temporary = TemporaryName.NewFolder("verify", host.Files);
            try
            {
                var again = Path.Combine(temporary, "report");
                var exit = App.Run(Arguments(parsed, arguments, provenance, again, given), host with { Output = TextWriter.Null }, cancellation);
                return exit is ExitCode.Done or ExitCode.BlockingOrDifferent or ExitCode.PartMissing ? Compare(given, again, provenance, host, language) : exit;
            }
            finally
            {
                Directory.Delete(temporary, recursive: true);
            }
        });
        return command;
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

    private static string[] Arguments(ParseResult parsed, Arguments arguments, JsonElement provenance, string again, string given)
    {
        string[] fixedPart =
        [
            "report", "--out", again,
            "--as-of", provenance.GetProperty("as_of").GetString()!,
            "--lang", provenance.GetProperty("language").GetString()!,
            "--seed", provenance.GetProperty("seed").GetInt64().ToString(CultureInfo.InvariantCulture),
        ];
        var more = new List<string>(fixedPart);
        Add(parsed.GetValue(arguments.Workbook), workbook => more.Insert(1, workbook));
        Add(parsed.GetValue(arguments.Definition), definition => more.AddRange(["--definition", definition]));
        var included = Path.Combine(given, IncludedNotebooks.Folder);
        foreach (var notebook in Directory.Exists(included) ? Directory.GetFiles(included).Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
        {
            more.AddRange(["--include", notebook]);
        }

        if (parsed.GetValue(arguments.NoPdf) || !File.Exists(Path.Combine(given, "report.pdf")))
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

    private static JsonElement ReadProvenance(string folder)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "provenance.json")));
            return document.RootElement.Clone();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StudyFailure(
                ExitCode.InputUnreadable,
                LocalizedText.Of($"{folder} holds no readable provenance.json: it is not the folder of a report.", $"{folder} ne contient pas de provenance.json lisible : ce n’est pas le dossier d’un rapport."),
                LocalizedText.Of("Give the folder that study report wrote.", "Donnez le dossier écrit par study report."),
                error);
        }
    }

    /// <summary>A report of another study differs in every line, which would tell nothing.</summary>
    private static void RefuseOtherStudy(string given, JsonElement report, JsonElement now)
    {
        var (wanted, read) = (report.GetProperty("study").GetString(), now.GetProperty("study").GetString());
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

    private static int Compare(string given, string again, JsonElement provenance, ProgramHost host, Language language)
    {
        var same = true;
        using var made = JsonDocument.Parse(File.ReadAllText(Path.Combine(again, "provenance.json")));
        RefuseOtherStudy(given, provenance, made.RootElement);
        foreach (var property in provenance.EnumerateObject())
        {
            var now = made.RootElement.TryGetProperty(property.Name, out var value) ? value.ToString() : string.Empty;
            if (now != property.Value.ToString())
            {
                same = false;
                host.Output.WriteLine(language.Pick($"{property.Name}: {property.Value} in the report, {now} now", $"{property.Name} : {property.Value} dans le rapport, {now} maintenant"));
            }
        }

        foreach (var file in Files.Where(f => File.Exists(Path.Combine(given, f)) && File.Exists(Path.Combine(again, f))))
        {
            var equal = File.ReadAllBytes(Path.Combine(given, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(again, file)));
            same &= equal;
            host.Output.WriteLine(equal ? language.Pick($"{file}: the same", $"{file} : identique") : language.Pick($"{file}: differs", $"{file} : différent"));
        }

        return same ? ExitCode.Done : ExitCode.BlockingOrDifferent;
    }
}
