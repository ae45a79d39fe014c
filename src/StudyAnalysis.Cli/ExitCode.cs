namespace StudyAnalysis.Cli;

/// <summary>What the program ends with; of several, the highest that applies.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int BlockingOrDifferent = 1;
    public const int BadArguments = 2;
    public const int InputUnreadable = 3;
    public const int DefinitionInvalid = 4;
    public const int PartMissing = 5;
    public const int Bug = 70;
    public const int Interrupted = 130;
}
