using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using StudyAnalysis.Engine;

namespace StudyAnalysis.Blocks;

/// <summary>Running text whose numbers are statistics: write $"Median {median} days" and the number, the table and the JSON cannot disagree.</summary>
/// <remarks>Holes take <see cref="Statistic"/>, <see cref="RichText"/>, <see cref="Inline"/>, text and whole numbers (used for ordinals, never for results).</remarks>
[InterpolatedStringHandler]
public sealed class RichText
{
    private readonly List<Inline> _inlines;

    /// <summary>Called by the compiler for an interpolated string.</summary>
    public RichText(int literalLength, int formattedCount) => _inlines = new List<Inline>((2 * formattedCount) + 1 + (literalLength > 0 ? 1 : 0));

    private RichText(IEnumerable<Inline> inlines) => _inlines = [.. inlines];

    /// <summary>The pieces in order.</summary>
    public IReadOnlyList<Inline> Inlines => _inlines;

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => _inlines.Count == 0;

    /// <summary>No text.</summary>
    public static RichText Empty { get; } = new(ImmutableArray<Inline>.Empty);

    /// <summary>Plain text.</summary>
    public static RichText Plain(string text) => new([new Inline.Text(text)]);

    /// <summary>One number.</summary>
    public static RichText Of(Statistic statistic) => new([new Inline.Number(statistic)]);

    /// <summary>Emphasised text.</summary>
    public static RichText Bold(string text) => new([new Inline.Strong(text)]);

    /// <summary>Text written as $"… {statistic} …".</summary>
    public static RichText Write(RichText text) => text;

    /// <summary>Several texts one after the other.</summary>
    public static RichText Concat(params IEnumerable<RichText> parts) => new(parts.SelectMany(p => p._inlines));

    /// <summary>Plain text is text.</summary>
    public static implicit operator RichText(string text) => Plain(text);

    /// <summary>The text with a capital at its start, when it starts with a word that is not a name such as mRNA.</summary>
    public RichText Capitalized() => _inlines.FindIndex(i => i is not Inline.Text { Content.Length: 0 }) is >= 0 and var at && _inlines[at] is Inline.Text first
        ? new([.. _inlines.Take(at), new Inline.Text(Wording.Capital(first.Content)), .. _inlines.Skip(at + 1)])
        : this;

    /// <summary>Called by the compiler.</summary>
    public void AppendLiteral(string text) => _inlines.Add(new Inline.Text(text));

    /// <summary>Called by the compiler.</summary>
    public void AppendFormatted(string? text) => _inlines.Add(new Inline.Text(text ?? string.Empty));

    /// <summary>Called by the compiler; without it a character would be written as its code.</summary>
    public void AppendFormatted(char letter) => _inlines.Add(new Inline.Text(letter.ToString()));

    /// <summary>Called by the compiler.</summary>
    public void AppendFormatted(int ordinal) => _inlines.Add(new Inline.Text(ordinal.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Called by the compiler.</summary>
    public void AppendFormatted(Statistic statistic) => _inlines.Add(new Inline.Number(statistic));

    /// <summary>Called by the compiler.</summary>
    public void AppendFormatted(Inline inline) => _inlines.Add(inline);

    /// <summary>Called by the compiler.</summary>
    public void AppendFormatted(RichText text) => _inlines.AddRange(text._inlines);
}
