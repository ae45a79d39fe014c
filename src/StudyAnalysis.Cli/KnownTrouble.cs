using System.Reflection;
using StudyAnalysis.Cli.Output;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>What ends a run although neither the program nor what it was given is at fault: memory, files, limits of the system.</summary>
internal static class KnownTrouble
{
    /// <summary>What to tell the user.</summary>
    /// <returns>Null when it may be a fault of the program.</returns>
    public static StudyFailure? Of(Exception error) => error switch
    {
        StudyFailure failure => failure,
        OutOfMemoryException => TooLittleMemory(error),
        _ when IsPartOfProgram(error) => PartNotLoaded(error),
        AggregateException or TypeInitializationException or TargetInvocationException when error.InnerException is { } inner => Of(inner),
        _ => FileTrouble.IsIt(error) ? FileTrouble.Anywhere(error) : null,
    };

    private static StudyFailure TooLittleMemory(Exception error) => new(
        ExitCode.PartMissing,
        LocalizedText.Of("the memory this program may use is not enough.", "la mémoire que ce programme peut utiliser ne suffit pas."),
        LocalizedText.Of(
            "Close other programs, or raise the limit (ulimit -v, DOTNET_GCHeapHardLimit, the container's), then run the same command again.",
            "Fermez d’autres programmes, ou relevez la limite (ulimit -v, DOTNET_GCHeapHardLimit, celle du conteneur), puis relancez la même commande."),
        error);

    private static StudyFailure PartNotLoaded(Exception error) => new(
        ExitCode.PartMissing,
        LocalizedText.Of(
            $"a part of the program could not be loaded: too little memory, too few open files, or the program is not whole ({FirstLine(error)}).",
            $"une partie du programme n’a pas pu être chargée : trop peu de mémoire, trop peu de fichiers ouverts, ou programme incomplet ({FirstLine(error)})."),
        LocalizedText.Of(
            "Raise the limits (ulimit -v, ulimit -n), or install the program again, then run the same command again.",
            "Relevez les limites (ulimit -v, ulimit -n), ou réinstallez le programme, puis relancez la même commande."),
        error);

    /// <summary>The runtime says "not found" of its own files also when it may open no more, or has no memory to map them.</summary>
    private static bool IsPartOfProgram(Exception error) => error switch
    {
        FileNotFoundException { FileName: { } name } => IsAssembly(name),
        FileLoadException or DllNotFoundException => true,
        BadImageFormatException { FileName: { } name } => IsAssembly(name),
        _ => false,
    };

    private static bool IsAssembly(string name) => name.Contains(", Version=", StringComparison.Ordinal);

    private static string FirstLine(Exception error) => error.Message.Split('\n')[0].Trim().TrimEnd('.');
}
