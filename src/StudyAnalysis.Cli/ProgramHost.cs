using StudyAnalysis.Cli.Output;

namespace StudyAnalysis.Cli;

/// <summary>What the program has from its surroundings; tests give their own. Only here is the clock read.</summary>
internal sealed record ProgramHost
{
    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Folder that holds data-schema/ and takes reports/ and private/.</summary>
    public required string Home { get; init; }

    /// <summary>The disk; tests let it fail.</summary>
    public IFileActions Files { get; init; } = FileActions.Instance;

    /// <summary>Whether standard error is a terminal: progress may then rewrite its line.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Columns of the terminal, or of the page a redirected output is read on.</summary>
    public int Width { get; init; } = 100;

    /// <summary>Whether colours may be used on standard output.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Makes a folder the current one, as Jupyter does with a notebook's; tests share one process and do without.</summary>
    public Action<string> EnterFolder { get; init; } = _ => { };

    /// <summary>Ends the process whatever its threads do.</summary>
    public Action<int> Exit { get; init; } = _ => { };

    public DateOnly Today => DateOnly.FromDateTime(Clock.GetLocalNow().DateTime);

    public static ProgramHost FromProcess() => new()
    {
        Output = new ScreenWriter(Console.Out, isNeeded: true),
        Error = new ScreenWriter(Console.Error, isNeeded: false),
        Clock = TimeProvider.System,
        Exit = Environment.Exit,
        EnterFolder = folder => Environment.CurrentDirectory = folder,
        Home = Environment.GetEnvironmentVariable("STUDY_HOME") is { Length: > 0 } home ? home : Environment.CurrentDirectory,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        OutputIsTerminal = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 },
        Width = Console.IsOutputRedirected ? 100 : Math.Max(40, Console.WindowWidth),
    };
}
