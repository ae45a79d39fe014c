using System.Runtime.InteropServices;

namespace StudyAnalysis.Cli;

/// <summary>The number of files this process may open. Too few, and the runtime cannot load the parts of the program, nor even what it would need to say so:
/// the sentence is written by the system's own means.</summary>
internal static class SystemLimits
{
    /// <summary>What the runtime, its libraries and a report with a browser open at once, with some room.</summary>
    private const ulong Enough = 128;

    private const int StandardError = 2;

    /// <summary>Says on standard error that too few files may be opened.</summary>
    /// <returns>Whether that is so.</returns>
    public static bool RefuseTooFewHandles(string[] args)
    {
        if (OperatingSystem.IsWindows() || GetLimit(OperatingSystem.IsMacOS() ? 8 : 7, out var limit) != 0 || limit.Soft >= Enough)
        {
            return false;
        }

        Say(
            args,
            "study: the system lets this program open too few files at once.\n       Raise the limit (ulimit -n 1024), then run the same command again.\n"u8,
            "study : le système laisse ce programme ouvrir trop peu de fichiers à la fois.\n        Relevez la limite (ulimit -n 1024), puis relancez la même commande.\n"u8);
        return true;
    }

    /// <summary>Says on standard error that the program could not be loaded.</summary>
    public static void SayPartNotLoaded(string[] args) => Say(
        args,
        "study: a part of the program could not be loaded: too little memory, too few open files, or the program is not whole.\n       Raise the limits (ulimit -v, ulimit -n), or install the program again.\n"u8,
        "study : une partie du programme n’a pas pu être chargée : trop peu de mémoire, trop peu de fichiers ouverts, ou programme incomplet.\n        Relevez les limites (ulimit -v, ulimit -n), ou réinstallez le programme.\n"u8);

    private static void Say(string[] args, ReadOnlySpan<byte> english, ReadOnlySpan<byte> french)
    {
        var bytes = (Array.IndexOf(args, "fr") >= 0 || Array.IndexOf(args, "--lang=fr") >= 0 ? french : english).ToArray();
        if (OperatingSystem.IsWindows())
        {
            Console.Error.Write(System.Text.Encoding.UTF8.GetString(bytes));
        }
        else
        {
            _ = WriteBytes(StandardError, bytes, bytes.Length);
        }
    }

    [DllImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetLimit(int resource, out Limit limit);

    [DllImport("libc", EntryPoint = "write")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint WriteBytes(int descriptor, byte[] bytes, nint count);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Limit
    {
        public readonly ulong Soft;
        public readonly ulong Hard;
    }
}
