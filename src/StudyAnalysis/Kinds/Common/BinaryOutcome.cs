using StudyAnalysis.Data;

namespace StudyAnalysis.Kinds.Common;

/// <summary>A yes/no outcome given as an expression of the plan.</summary>
internal static class BinaryOutcome
{
    /// <summary>The outcome on the builder's units; units on which it is not known are counted out.</summary>
    public static bool[] Read(ResultBuilder builder, string option)
    {
        var expression = builder.Context.Parse(builder.Options.Text(option), builder.Level.Table, builder.Options.Path(option));
        var values = builder.Context.Evaluate(expression, builder.Level.Table, builder.Units.Rows);
        builder.Keep([.. values.Select(v => v.Kind == ValueKind.Truth)], builder.Say("outcome not known", "issue inconnue"));
        return [.. values.Where(v => v.Kind == ValueKind.Truth).Select(v => v.Truth)];
    }
}
