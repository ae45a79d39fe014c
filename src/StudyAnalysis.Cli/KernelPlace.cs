using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>Folder of a kernel among those Jupyter looks into.</summary>
internal sealed record KernelPlace(string Folder, string Name)
{
    /// <summary>The name notebooks of this repository ask for. A constant of its own: reading it must not load the notebook library.</summary>
    public const string DefaultName = StudyAnalysis.Notebooks.Documents.NotebookLanguage.KernelName;

    /// <summary>The folder asked for.</summary>
    /// <exception cref="StudyFailure">There is no active Python environment.</exception>
    public static KernelPlace Of(string? prefix, bool inEnvironment, string name)
    {
        var data = inEnvironment ? Path.Combine(ActiveEnvironment(), "share", "jupyter")
            : prefix is not null ? Path.Combine(Path.GetFullPath(prefix), "share", "jupyter")
            : UserData();
        return new KernelPlace(Path.Combine(data, "kernels", name), name);
    }

    private static string ActiveEnvironment() =>
        Variable("VIRTUAL_ENV") ?? Variable("CONDA_PREFIX") ?? throw new StudyFailure(
            ExitCode.BadArguments,
            LocalizedText.Of("--sys-prefix is given, and no Python environment is active.", "--sys-prefix est donné, mais aucun environnement Python n’est actif."),
            LocalizedText.Of("Activate the environment first, or give its folder with --prefix.", "Activez d’abord l’environnement, ou donnez son dossier avec --prefix."));

    /// <summary>Where Jupyter looks for one user's files: the rules of jupyter --data-dir.</summary>
    private static string UserData()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Variable("JUPYTER_DATA_DIR")
            ?? (OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter")
                : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Jupyter")
                : Path.Combine(Variable("XDG_DATA_HOME") ?? Path.Combine(home, ".local", "share"), "jupyter"));
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
