using System.Collections.Immutable;
using StudyAnalysis.Notebooks.Formatting;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>How a session of cells is set up.</summary>
public sealed record KernelOptions
{
    /// <summary>Forms of values in the order they are asked: the first that knows a value shows it. Not to be shared between sessions.</summary>
    public ImmutableArray<IValueFormatter> Formatters { get; init; } = [new OutputFormatter()];

    /// <summary>Where relative paths of directives start; null for the current folder of the program.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>Clock of <c>#!time</c>; without one the directive says that there is none.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Whether completion is loaded after the first cell rather than when it is first asked for: for sessions with a reader.</summary>
    public bool WarmAssistance { get; init; }

    /// <summary>Characters of text a cell may write before the rest is left out.</summary>
    public int TextLimit { get; init; } = 10 * 1024 * 1024;

    /// <summary>Rich outputs a cell may make before the rest is left out.</summary>
    public int DisplayLimit { get; init; } = 2_000;

    /// <summary>Characters of all rich outputs of a cell before the rest is left out.</summary>
    public long DisplaySizeLimit { get; init; } = 256L * 1024 * 1024;
}
