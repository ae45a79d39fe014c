using StudyAnalysis.Schema;

namespace StudyAnalysis.Import.Privacy;

/// <summary>A direct identifier found in a notebook; it is named, never repeated.</summary>
/// <param name="Cell">Number of the cell, from 1; null outside the cells.</param>
/// <param name="Part">Where it stands there.</param>
/// <param name="Kind">What it is.</param>
public sealed record NotebookIdentifier(int? Cell, NotebookPart Part, LocalizedText Kind)
{
    /// <summary>Place and kind in words.</summary>
    public LocalizedText Said => LocalizedText.Of($"{Place(Language.English)}: {Kind.In(Language.English)}", $"{Place(Language.French)} : {Kind.In(Language.French)}");

    private string Place(Language language)
    {
        var part = Part switch
        {
            NotebookPart.Source => language.Pick("text or code", "texte ou code"),
            NotebookPart.Output => language.Pick("output", "sortie"),
            NotebookPart.Attachment => language.Pick("attachment", "pièce jointe"),
            NotebookPart.FileName => language.Pick("file name", "nom du fichier"),
            _ => language.Pick("metadata", "métadonnées"),
        };
        return Cell is { } cell ? language.Pick(FormattableString.Invariant($"cell {cell}, {part}"), FormattableString.Invariant($"cellule {cell}, {part}")) : part;
    }
}
