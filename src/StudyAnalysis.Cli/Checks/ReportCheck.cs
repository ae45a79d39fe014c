using System.Collections.Immutable;
using StudyAnalysis.Cli.Output;
using StudyAnalysis.Reports;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Checks;

/// <summary>A report held against its manifest and against the same report made again: every file is named with what became of it.</summary>
/// <param name="folder">Folder of the report.</param>
/// <param name="host">The screen.</param>
/// <param name="language">Language of the screen.</param>
internal sealed class ReportCheck(string folder, ProgramHost host, Language language)
{
    private const string Results = "results.json";
    private const int MostNumbers = 20;
    private FolderCheck? _check;
    private bool _isSame = true;
    private bool _isOtherProgram;

    /// <summary>Whether a difference was found.</summary>
    public bool IsDifferent => !_isSame;

    /// <summary>Whether a file is known to have been changed since the report was made.</summary>
    public bool IsChanged(string name) => _check is not null && _check.StateOf(name) == FileState.Changed;

    /// <summary>Says what became of the files since the report was made, before anything is made again.</summary>
    public void Files(FolderCheck check, Manifest manifest)
    {
        _check = check;
        if (!System.IO.File.ReadAllBytes(Path.Combine(folder, Manifest.FileName)).AsSpan().SequenceEqual(manifest.ToBytes()))
        {
            Differs(language.Pick($"{Manifest.FileName}: changed since the report was made", $"{Manifest.FileName} : modifié depuis que le rapport a été fait"));
        }

        foreach (var (file, state) in check.Files)
        {
            switch (state)
            {
                case FileState.Missing:
                    Differs(language.Pick($"{file.Name}: missing", $"{file.Name} : manquant"));
                    break;
                case FileState.Changed:
                    Differs(language.Pick($"{file.Name}: changed since the report was made", $"{file.Name} : modifié depuis que le rapport a été fait"));
                    break;
                case FileState.FilledIn:
                    Say(language.Pick($"{file.Name}: answers were filled in, the rest is as made", $"{file.Name} : des réponses ont été saisies, le reste est tel qu’il a été fait"));
                    break;
            }
        }

        foreach (var name in check.Added)
        {
            Say(language.Pick($"{name}: added, not a file of the report", $"{name} : ajouté, pas un fichier du rapport"));
        }
    }

    /// <summary>Says that nothing tells which files the report had.</summary>
    public void NoManifest() => Differs(language.Pick($"{Manifest.FileName}: missing: what was changed since cannot be told", $"{Manifest.FileName} : manquant : ce qui a été modifié depuis ne peut pas être dit"));

    /// <summary>Holds the report against the same report made again.</summary>
    public void Again(string again, SavedProvenance provenance)
    {
        _isOtherProgram = provenance.Values.GetValueOrDefault("program_version") is { } version && version != ReportVersion.Program;
        Provenance(provenance, SavedProvenance.Read(again));
        ManifestOf(provenance, again);
        var made = Manifest.Read(again)!;
        foreach (var file in made.Files)
        {
            File(file);
        }

        foreach (var (file, _) in (_check?.Files ?? []).Where(f => f.State == FileState.AsMade && made.Find(f.File.Name) is null))
        {
            Say(language.Pick($"{file.Name}: as it was made; not made again", $"{file.Name} : tel qu’il a été fait ; non refait"));
        }

        Numbers(again);
    }

    private void Provenance(SavedProvenance provenance, SavedProvenance now)
    {
        if (_isOtherProgram)
        {
            var version = provenance.Values["program_version"];
            Say(language.Pick(
                $"The report was made by version {version} of the program; this is version {ReportVersion.Program}: its files need not be the same byte by byte, its numbers are compared.",
                $"Le rapport a été fait par la version {version} du logiciel ; celle-ci est la version {ReportVersion.Program} : ses fichiers peuvent différer octet par octet, ses nombres sont comparés."));
        }

        foreach (var name in provenance.Values.Keys.Union(now.Values.Keys, StringComparer.Ordinal).Where(n => !_isOtherProgram || n is not ("program_version" or "runtime" or "format")))
        {
            var (before, after) = (provenance.Values.GetValueOrDefault(name), now.Values.GetValueOrDefault(name));
            if (before != after)
            {
                var (old, made) = (OrNothing(before), OrNothing(after));
                Differs(language.Pick($"{name}: {old} in the report, {made} now", $"{name} : {old} dans le rapport, {made} maintenant"));
            }
        }
    }

    private string OrNothing(string? value) => string.IsNullOrEmpty(value) ? language.Pick("nothing", "rien") : value;

    // The manifest must be of the run that the provenance tells of.
    private void ManifestOf(SavedProvenance provenance, string again)
    {
        if (Manifest.Read(folder) is { } given && Manifest.Read(again) is { } made && (given.Verb != made.Verb || given.ProgramVersion != provenance.Values.GetValueOrDefault("program_version")))
        {
            Differs(language.Pick($"{Manifest.FileName}: of another run than {SavedProvenance.FileName}", $"{Manifest.FileName} : d’une autre exécution que {SavedProvenance.FileName}"));
        }
    }

    private void File(ManifestFile now)
    {
        var path = Path.Combine(folder, FolderStage.Local(now.Name));
        var state = _check?.StateOf(now.Name);
        if (_check is not null && !_check.Files.Any(f => f.File.Name == now.Name))
        {
            Differs(language.Pick($"{now.Name}: not listed in {Manifest.FileName}", $"{now.Name} : absent de {Manifest.FileName}"));
        }
        else if (!System.IO.File.Exists(path))
        {
            if (_check is null)
            {
                Differs(language.Pick($"{now.Name}: missing", $"{now.Name} : manquant"));
            }
        }
        else if (IsSame(path, now))
        {
            Say(language.Pick($"{now.Name}: the same", $"{now.Name} : identique"));
        }
        else if (_isOtherProgram)
        {
            Say(state is FileState.AsMade or FileState.FilledIn
                ? language.Pick($"{now.Name}: as it was made; this version writes it otherwise", $"{now.Name} : tel qu’il a été fait ; cette version l’écrit autrement")
                : language.Pick($"{now.Name}: this version writes it otherwise", $"{now.Name} : cette version l’écrit autrement"));
        }
        else
        {
            Differs(language.Pick($"{now.Name}: differs", $"{now.Name} : différent"));
        }
    }

    private static bool IsSame(string path, ManifestFile now) => ManifestFile.HashOfFile(path) == now.Sha256 || QueryList.IsFilledIn(now, path);

    private void Numbers(string again)
    {
        if (!System.IO.File.Exists(Path.Combine(folder, Results)))
        {
            return;
        }

        try
        {
            var (before, after) = (SavedReport.Read(folder), SavedReport.Read(again));
            var lines = ReportDifference.Between(
                before with { Provenance = ImmutableDictionary<string, string>.Empty }, after with { Provenance = ImmutableDictionary<string, string>.Empty }, language).ToArray();
            foreach (var line in lines.Take(MostNumbers))
            {
                Differs($"{Results}: {line}");
            }

            if (lines.Length > MostNumbers)
            {
                Say(language.Pick($"{Results}: and {lines.Length - MostNumbers} more", $"{Results} : et {lines.Length - MostNumbers} de plus"));
            }
        }
        catch (StudyFailure damaged)
        {
            Differs(damaged.What.In(language));
        }
    }

    private void Differs(string line)
    {
        _isSame = false;
        Say(line);
    }

    private void Say(string line) => host.Output.WriteLine(line);
}
