using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Output;

/// <summary>Names on the screen what was set aside.</summary>
internal static class SetAsideText
{
    /// <summary>Pictures of a report are many; more than this of one folder are told in one line.</summary>
    private const int OneByOne = 3;

    public static void Write(IEnumerable<SetAside> aside, ProgramHost host, Language language)
    {
        foreach (var group in aside.GroupBy(a => (Folder: Path.GetDirectoryName(a.Name), a.WasChanged)))
        {
            SetAside[] files = [.. group];
            foreach (var line in files.Length > OneByOne ? [Many(files, language)] : files.Select(f => One(f, language)))
            {
                host.Error.WriteLine(language.Pick("study: ", "study : ") + line);
            }
        }
    }

    public static void Write(SetAside? aside, ProgramHost host, Language language) => Write(aside is null ? [] : [aside], host, language);

    private static string One(SetAside file, Language language) => file.WasChanged
        ? language.Pick(
            $"{file.Name} was changed since it was written; it is kept as {file.KeptAs}.",
            $"{file.Name} a été modifié depuis son écriture ; il est conservé sous {file.KeptAs}.")
        : language.Pick(
            $"{file.Name} was not made this time; the earlier one is kept as {file.KeptAs}.",
            $"{file.Name} n’a pas été produit cette fois ; l’ancien est conservé sous {file.KeptAs}.");

    private static string Many(SetAside[] files, Language language)
    {
        var (first, last) = (files[0], files[^1]);
        return first.WasChanged
            ? language.Pick(
                $"{files.Length} files, {first.Name} to {last.Name}, were changed since they were written; they are kept as {first.KeptAs} to {last.KeptAs}.",
                $"{files.Length} fichiers, de {first.Name} à {last.Name}, ont été modifiés depuis leur écriture ; ils sont conservés sous {first.KeptAs} à {last.KeptAs}.")
            : language.Pick(
                $"{files.Length} files, {first.Name} to {last.Name}, were not made this time; the earlier ones are kept as {first.KeptAs} to {last.KeptAs}.",
                $"{files.Length} fichiers, de {first.Name} à {last.Name}, n’ont pas été produits cette fois ; les anciens sont conservés sous {first.KeptAs} à {last.KeptAs}.");
    }
}
