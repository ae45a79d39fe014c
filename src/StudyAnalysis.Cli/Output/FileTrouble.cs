using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Output;

/// <summary>What can be wrong with a file or its disk, in one sentence each. The system's own words stand only where it is none of these.</summary>
internal static class FileTrouble
{
    // Numbers of errno.h and winerror.h; .NET has no names for them.
    private static readonly int[] Full = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];
    private static readonly int[] Handles = [23, 24, unchecked((int)0x80070004)];
    private static readonly int[] InUse = [26, unchecked((int)0x80070020), unchecked((int)0x80070021)];
    private static readonly int[] TryAgain = [11, 35];
    private const int ReadOnlyDisk = 30;

    /// <summary>Whether a program holds the file.</summary>
    public static bool IsTaken(Exception error) => InUse.Contains(error.HResult) || TryAgain.Contains(error.HResult);

    /// <summary>Whether a fault is one of files and disks.</summary>
    public static bool IsIt(Exception error) => error is IOException or UnauthorizedAccessException;

    /// <summary>What to do about an output folder that cannot be written.</summary>
    public static LocalizedText OtherFolder { get; } = LocalizedText.Of("Give a folder you may write to with --out.", "Donnez avec --out un dossier accessible en écriture.");

    /// <summary>Does something to a file of an output folder.</summary>
    /// <exception cref="StudyFailure">It cannot be done.</exception>
    public static void Guard(string path, int exitCode, Action act)
    {
        try
        {
            act();
        }
        catch (Exception error) when (IsIt(error))
        {
            throw Writing(path, error, exitCode, OtherFolder);
        }
    }

    /// <summary>A file or folder cannot be written.</summary>
    /// <param name="path">Which.</param>
    /// <param name="error">What the system said.</param>
    /// <param name="exitCode">The exit code where the place is at fault; a disk, a program or a limit in the way always is a part not made.</param>
    /// <param name="advice">What to do where the place is at fault.</param>
    public static StudyFailure Writing(string path, Exception error, int exitCode, LocalizedText advice)
    {
        var name = Path.GetFileName(path);
        return error switch
        {
            _ when Full.Contains(error.HResult) => new StudyFailure(
                ExitCode.PartMissing,
                LocalizedText.Of($"{path} cannot be written: the disk is full.", $"Impossible d’écrire {path} : le disque est plein."),
                LocalizedText.Of("Make room on the disk, then run the same command again.", "Libérez de la place sur le disque, puis relancez la même commande."),
                error),
            _ when Handles.Contains(error.HResult) => TooFewHandles(error),
            _ when InUse.Contains(error.HResult) => new StudyFailure(
                ExitCode.PartMissing,
                LocalizedText.Of($"{name} is open in another program ({path}).", $"{name} est ouvert dans un autre programme ({path})."),
                LocalizedText.Of("Close it there, then run the same command again.", "Fermez-le, puis relancez la même commande."),
                error),
            _ when error.HResult == ReadOnlyDisk || error is UnauthorizedAccessException => new StudyFailure(
                exitCode,
                LocalizedText.Of($"{path} cannot be written: you have no right to write there.", $"Impossible d’écrire {path} : vous n’avez pas le droit d’y écrire."),
                advice,
                error),
            _ => new StudyFailure(
                exitCode, LocalizedText.Of($"{path} cannot be written: {error.Message}", $"Impossible d’écrire {path} : {error.Message}"), advice, error),
        };
    }

    /// <summary>A file could not be read or written, and nobody nearer to it said which.</summary>
    public static StudyFailure Anywhere(Exception error) => error switch
    {
        _ when Full.Contains(error.HResult) => new StudyFailure(
            ExitCode.PartMissing,
            LocalizedText.Of($"the disk is full: {error.Message}", $"le disque est plein : {error.Message}"),
            LocalizedText.Of("Make room on the disk, then run the same command again.", "Libérez de la place sur le disque, puis relancez la même commande."),
            error),
        _ when Handles.Contains(error.HResult) => TooFewHandles(error),
        _ => new StudyFailure(
            ExitCode.PartMissing,
            LocalizedText.Of($"a file could not be read or written: {error.Message}", $"un fichier n’a pas pu être lu ou écrit : {error.Message}"),
            LocalizedText.Of(
                "Make room on the disk and check your rights there, then run the same command again.",
                "Libérez de la place et vérifiez vos droits à cet endroit, puis relancez la même commande."),
            error),
    };

    /// <summary>The system lets this process open no more files.</summary>
    public static StudyFailure TooFewHandles(Exception? error) => new(
        ExitCode.PartMissing,
        LocalizedText.Of("the system lets this program open too few files at once.", "le système laisse ce programme ouvrir trop peu de fichiers à la fois."),
        LocalizedText.Of(
            "Close other programs, or raise the limit (ulimit -n 1024), then run the same command again.",
            "Fermez d’autres programmes, ou relevez la limite (ulimit -n 1024), puis relancez la même commande."),
        error);
}
