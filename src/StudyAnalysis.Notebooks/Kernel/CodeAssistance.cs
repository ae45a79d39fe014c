using System.Collections.Immutable;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>Completions at a place in a cell.</summary>
/// <param name="Start">First UTF-16 position they replace.</param>
/// <param name="End">Position after the last one they replace.</param>
/// <param name="Items">What fits, best first.</param>
public sealed record Completions(int Start, int End, ImmutableArray<CompletionItem> Items);

/// <summary>One completion.</summary>
/// <param name="Text">What is inserted.</param>
/// <param name="Kind">Kind as front ends show it: "method", "property", "class", "keyword", ….</param>
/// <param name="Signature">Type or signature; may be empty.</param>
/// <param name="Documentation">Summary from the documentation comment; may be empty.</param>
public sealed record CompletionItem(string Text, string Kind, string Signature, string Documentation);

/// <summary>Whether a cell can run as it stands.</summary>
public enum Completeness
{
    /// <summary>It can run.</summary>
    Complete,

    /// <summary>More is to come: an open brace, an unfinished statement.</summary>
    Incomplete,

    /// <summary>It can never run.</summary>
    Invalid,
}
