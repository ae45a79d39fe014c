using Spectre.Console;

namespace StudyAnalysis.Cli;

/// <summary>Tables on standard output, as wide as it is, with colours on a terminal only.</summary>
internal static class Screen
{
    public static Table Table() => new() { Border = TableBorder.Simple };

    public static void Write(ProgramHost host, Table table)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = host.OutputIsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            Out = new AnsiConsoleOutput(host.Output),
        });
        console.Profile.Width = host.Width;
        console.Write(table);
    }
}
