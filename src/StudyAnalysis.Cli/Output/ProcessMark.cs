using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace StudyAnalysis.Cli.Output;

/// <summary>Which process made a temporary file or folder, written into its name: what a killed run left behind can be told from what a running one needs.</summary>
/// <param name="Machine">Of which machine.</param>
/// <param name="Id">Process id, which the system gives out again.</param>
/// <param name="Started">When it was started, in the system's own unit: with the id it names one process.</param>
internal sealed partial record ProcessMark(string Machine, int Id, long Started)
{
    private const long Unknown = 0;

    /// <summary>Processes of another machine on a shared disk cannot be looked at; what is older was left behind.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    /// <summary>The mark of this process.</summary>
    public static ProcessMark Own { get; } = new(ThisMachine(), Environment.ProcessId, StartOf(Environment.ProcessId) ?? Unknown);

    /// <summary>The mark in a name; null when it holds none.</summary>
    public static ProcessMark? In(string name) =>
        Shape().Match(name) is { Success: true } mark
        && int.TryParse(mark.Groups["id"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && long.TryParse(mark.Groups["started"].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var started)
            ? new ProcessMark(mark.Groups["machine"].Value, id, started)
            : null;

    /// <summary>Whether the process has ended.</summary>
    /// <param name="age">How long ago what it left behind was written last.</param>
    public bool IsGone(TimeSpan age) => Machine != Own.Machine
        ? age > Forgotten
        : StartOf(Id) is not { } started || (started != Unknown && Started != Unknown && Math.Abs(started - Started) > Tolerance);

    public override string ToString() => FormattableString.Invariant($"m{Machine}-{Id}-{Started:x}");

    // On Linux the unit is a tick since the start of the system, which no change of the clock moves.
    private static int Tolerance => OperatingSystem.IsLinux() ? 0 : 2;

    private static long? StartOf(int id)
    {
        try
        {
            return OperatingSystem.IsLinux() ? FromProc(id) : FromSystem(id);
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            return null;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It is there and tells nothing.
            return Unknown;
        }
    }

    /// <summary>Field 22 of proc(5)'s stat; the second is the program's name in parentheses and may hold blanks.</summary>
    private static long? FromProc(int id)
    {
        var text = File.ReadAllText(FormattableString.Invariant($"/proc/{id}/stat"));
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return fields[0] is "Z" or "X" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
    }

    private static long? FromSystem(int id)
    {
        using var process = Process.GetProcessById(id);
        return process.HasExited ? null : process.StartTime.ToUniversalTime().Ticks / TimeSpan.TicksPerSecond;
    }

    private static string ThisMachine() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Environment.MachineName)))[..8];

    [GeneratedRegex(@"\bm(?<machine>[0-9a-f]{8})-(?<id>[0-9]{1,10})-(?<started>[0-9a-f]{1,16})\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
