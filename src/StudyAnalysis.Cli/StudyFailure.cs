using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>Something the user can put right: what happened and where, what to do, and the exit code.</summary>
internal sealed class StudyFailure(int exitCode, LocalizedText what, LocalizedText action, Exception? inner = null)
    : Exception(what.In(Language.English), inner)
{
    public int ExitCode { get; } = exitCode;

    public LocalizedText What { get; } = what;

    public LocalizedText Action { get; } = action;
}
