namespace StudyAnalysis.Import.Parsing;

/// <summary>What the numbers typed as text say about the signs of their writer: of a column, or of a whole workbook.</summary>
internal sealed class NumberMarks
{
    /// <summary>Whether a comma was a decimal sign.</summary>
    public bool DecimalComma { get; private set; }

    /// <summary>Whether a point was a decimal sign.</summary>
    public bool DecimalPoint { get; private set; }

    /// <summary>Whether commas grouped thousands.</summary>
    public bool GroupingComma { get; private set; }

    /// <summary>Whether points grouped thousands.</summary>
    public bool GroupingPoint { get; private set; }

    /// <summary>Looks at one more text.</summary>
    public void Observe(string text)
    {
        DecimalComma |= NumberText.ShowsComma(text);
        DecimalPoint |= NumberText.ShowsPoint(text);
        GroupingComma |= NumberText.GroupsByComma(text);
        GroupingPoint |= NumberText.GroupsByPoint(text);
    }

    /// <summary>Adds what a column shows to what the workbook does.</summary>
    public void Add(NumberMarks column)
    {
        DecimalComma |= column.DecimalComma;
        DecimalPoint |= column.DecimalPoint;
        GroupingComma |= column.GroupingComma;
        GroupingPoint |= column.GroupingPoint;
    }

    /// <summary>Whether this sign is known to be the decimal one, here and by nothing else in the workbook contradicted.</summary>
    public bool ProvesDecimal(char sign, NumberMarks workbook) => sign == ','
        ? DecimalComma && !DecimalPoint && !workbook.GroupingComma
        : DecimalPoint && !DecimalComma && !workbook.GroupingPoint;
}
