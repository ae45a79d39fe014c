using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using StudyAnalysis.Notebooks.Documents;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Notebooks.Running;

/// <summary>Parameters of a notebook, as papermill has them: a cell tagged "parameters" declares them with defaults, a cell after it sets them.</summary>
public static class ParameterInjection
{
    private const string CellId = "injected-parameters";

    /// <summary>The parameters a notebook declares; none without a cell tagged "parameters".</summary>
    public static ImmutableArray<NotebookParameter> Declared(NotebookDocument document) =>
        document.Cells.FirstOrDefault(IsParameters) is { } cell ? NotebookParameter.In(cell.Source) : [];

    /// <summary>The notebook with a cell that sets parameters, in place of one from an earlier run.</summary>
    /// <param name="document">The notebook.</param>
    /// <param name="values">Values as typed, by parameter name; empty leaves the notebook as it is.</param>
    /// <exception cref="ParameterException">The notebook has no such parameter, or a value does not fit its type.</exception>
    public static NotebookDocument Apply(NotebookDocument document, ImmutableSortedDictionary<string, string> values)
    {
        if (values.IsEmpty)
        {
            return document;
        }

        var declared = Declared(document);
        if (declared.IsEmpty)
        {
            throw new ParameterException(
                LocalizedText.Of("the notebook takes no parameters.", "ce notebook n’a pas de paramètres."),
                LocalizedText.Of("Declare them in a code cell tagged \"parameters\".", "Déclarez-les dans une cellule de code marquée « parameters »."));
        }

        // In the order of the declaration: the same values give the same cell, however they were typed.
        RefuseUnknown(values, declared);
        var source = new StringBuilder("// Parameters");
        foreach (var parameter in declared.Where(p => values.ContainsKey(p.Name)))
        {
            source.Append('\n').Append(parameter.Type).Append(' ').Append(parameter.Name).Append(" = ").Append(Literal(parameter, values[parameter.Name])).Append(';');
        }

        var metadata = new JsonObject { ["tags"] = new JsonArray(NotebookCell.InjectedParametersTag) };
        var injected = new NotebookCell(CellId, CellKind.Code, source.ToString()) { Metadata = metadata };
        var cells = document.Cells.RemoveAll(c => c.HasTag(NotebookCell.InjectedParametersTag));
        var at = cells.IndexOf(cells.First(IsParameters)) + 1;
        return document with { Cells = CellIds.Complete(cells.Insert(at, injected)) };
    }

    private static bool IsParameters(NotebookCell cell) => cell.Kind == CellKind.Code && cell.HasTag(NotebookCell.ParametersTag);

    private static void RefuseUnknown(ImmutableSortedDictionary<string, string> values, ImmutableArray<NotebookParameter> declared)
    {
        var unknown = values.Keys.Where(name => !declared.Any(p => p.Name == name)).ToArray();
        if (unknown.Length > 0)
        {
            var known = string.Join(", ", declared.Select(p => $"{p.Name} ({p.Type})"));
            throw new ParameterException(
                LocalizedText.Of($"the notebook has no parameter '{string.Join("', '", unknown)}'.", $"ce notebook n’a pas de paramètre « {string.Join(" », « ", unknown)} »."),
                LocalizedText.Of($"Its parameters are {known}.", $"Ses paramètres sont {known}."));
        }
    }

    private static string Literal(NotebookParameter parameter, string text)
    {
        var settable = parameter.IsSettable;
        return parameter.Literal(text) ?? throw new ParameterException(
            settable
                ? LocalizedText.Of(
                    $"parameter '{parameter.Name}' is a {parameter.Type}, and '{text}' is none.", $"le paramètre « {parameter.Name} » est de type {parameter.Type}, ce que « {text} » n’est pas.")
                : LocalizedText.Of(
                    $"parameter '{parameter.Name}' ({parameter.Type}) cannot be set from outside.", $"le paramètre « {parameter.Name} » ({parameter.Type}) ne peut pas être donné de l’extérieur."),
            settable
                ? LocalizedText.Of(
                    $"Its default is {parameter.Default}. Numbers have a decimal point, dates are as 2026-11-23.",
                    $"Sa valeur par défaut est {parameter.Default}. Les nombres ont un point décimal, les dates s’écrivent 2026-11-23.")
                : LocalizedText.Of(
                    "Declare it as string, int, long, double, decimal, bool, DateOnly or DateTime.", "Déclarez-le comme string, int, long, double, decimal, bool, DateOnly ou DateTime."));
    }
}
