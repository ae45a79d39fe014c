namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>Knows how values of some types are shown.</summary>
public interface IValueFormatter
{
    /// <summary>The forms of a value; null when it is none of this formatter's.</summary>
    /// <param name="value">What a cell came to, or asked to display.</param>
    MimeBundle? TryFormat(object value);

    /// <summary>Tells which cell runs next, for formatters whose outputs depend on others of the notebook.</summary>
    /// <param name="code">The cell's text.</param>
    void BeginCell(string code)
    {
    }
}
