using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>One kind of finding: its stable id, severity and words; {0}, {1} … stand for what is particular to the cell.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Severity">Severity.</param>
/// <param name="Message">What happened.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Action">What to do.</param>
public sealed record FindingKind(string Id, Severity Severity, LocalizedText Message, LocalizedText Expected, LocalizedText Action)
{
    /// <summary>A text of this kind with its places filled, in every language.</summary>
    internal static LocalizedText Fill(LocalizedText template, object[] places) => new(
        template.ByLanguage.ToImmutableSortedDictionary(
            t => t.Key,
            t => string.Format(
                CultureInfo.InvariantCulture,
                t.Value,
                [.. places.Select(p => p is LocalizedText text ? text.In(t.Key == "fr" ? Language.French : Language.English) : p)])));
}

/// <summary>Every finding import can make, by id. Ids never change their meaning and are never used again.</summary>
public static partial class FindingCatalog
{
    /// <summary>All kinds, in id order.</summary>
    public static ImmutableArray<FindingKind> All { get; } =
    [
        .. Structure().Concat(Cells()).Concat(Rows()).Concat(Privacy()).Concat(Files()).Concat(Times()).OrderBy(k => k.Id, StringComparer.Ordinal),
    ];

    private static readonly ImmutableDictionary<string, FindingKind> ById = All.ToImmutableDictionary(k => k.Id, StringComparer.Ordinal);

    /// <summary>A kind by id.</summary>
    /// <exception cref="KeyNotFoundException">There is no such id.</exception>
    public static FindingKind Get(string id) => ById[id];

    private static FindingKind Kind(
        string id, Severity severity, (string En, string Fr) message, (string En, string Fr) expected, (string En, string Fr) action) => new(
        id, severity, LocalizedText.Of(message.En, message.Fr), LocalizedText.Of(expected.En, expected.Fr), LocalizedText.Of(action.En, action.Fr));
}
