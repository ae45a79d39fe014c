using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Output;

/// <summary>Refuses an output folder in which a file of somebody else stands where the run would write one.</summary>
internal static class FolderClash
{
    private const int Shown = 8;

    /// <summary>Refuses names that something else stands under.</summary>
    /// <param name="folder">The output folder.</param>
    /// <param name="names">Names the run will write, with '/'.</param>
    /// <returns>The manifest of the run before; null when there is none.</returns>
    /// <exception cref="StudyFailure">Something else stands there.</exception>
    public static Manifest? Refuse(string folder, IEnumerable<string> names)
    {
        var before = Earlier(folder);
        string[] clashes = [.. names.Where(n => before?.Find(n) is null).SelectMany(n => Taken(folder, n, before)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (clashes.Length == 0)
        {
            return before;
        }

        var named = string.Join(", ", clashes.Take(Shown)) + (clashes.Length > Shown ? ", …" : string.Empty);
        throw new StudyFailure(
            ExitCode.BadArguments,
            LocalizedText.Of(
                $"{folder} already holds other files under the names to be written: {named}. Nothing was written.",
                $"{folder} contient déjà d’autres fichiers sous les noms à écrire : {named}. Rien n’a été écrit."),
            before is null
                ? LocalizedText.Of(
                    $"Give another folder with --out, or move these files away: without a {Manifest.FileName} they are not known to be of an earlier run (reports of version 0.1 have none).",
                    $"Donnez un autre dossier avec --out, ou déplacez ces fichiers : sans {Manifest.FileName}, rien ne dit qu’ils viennent d’une exécution antérieure (les rapports de la version 0.1 n’en ont pas).")
                : LocalizedText.Of("Give another folder with --out, or move these files away first.", "Donnez un autre dossier avec --out, ou déplacez d’abord ces fichiers."));
    }

    /// <summary>Whether a folder on the way to a file is a link: what is behind it is not in the output folder.</summary>
    public static bool IsBehindLink(string folder, string name) => Above(name).Any(above => Standing.IsLink(Path.Combine(folder, FolderStage.Local(above))));

    private static Manifest? Earlier(string folder)
    {
        try
        {
            return Manifest.Read(folder);
        }
        catch (StudyFailure unreadable)
        {
            // Here the folder is an argument of the run, not its input.
            throw new StudyFailure(ExitCode.BadArguments, unreadable.What, unreadable.Action, unreadable.InnerException);
        }
    }

    private static IEnumerable<string> Taken(string folder, string name, Manifest? before)
    {
        string At(string part) => Path.Combine(folder, FolderStage.Local(part));
        var blocked = Above(name).FirstOrDefault(above => Standing.IsLink(At(above)) || (File.Exists(At(above)) && before?.Find(above) is null));
        return blocked is not null ? [blocked] : Standing.Is(At(name)) ? [name] : [];
    }

    /// <summary>The folders on the way to a name, the outermost first.</summary>
    private static IEnumerable<string> Above(string name)
    {
        var parts = name.Split('/');
        return Enumerable.Range(1, parts.Length - 1).Select(n => string.Join('/', parts.Take(n)));
    }
}
