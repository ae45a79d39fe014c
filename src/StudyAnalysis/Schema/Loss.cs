namespace StudyAnalysis.Schema;

/// <summary>Rows of a table, values of one of its columns, or times of an endpoint, that stand in the workbook and were refused. Words of the dictionary and counts alone.</summary>
/// <param name="Table">Sheet of the table, by the dictionary.</param>
/// <param name="Column">Column, or null for rows.</param>
/// <param name="Refused">How many were refused.</param>
/// <param name="Total">Out of how many: rows with data, or cells that are not empty. Patients who opposed are not counted.</param>
/// <param name="IsBlocking">Whether the table, and the column, is core and so many were refused that the report cannot be relied on.</param>
public sealed record Loss(string Table, LocalizedText? Column, int Refused, int Total, bool IsBlocking)
{
    /// <summary>Label of the endpoint whose times were refused because they are negative; null for rows and columns.</summary>
    public LocalizedText? Endpoint { get; init; }

    /// <summary>Whether so many were refused that it is no single slip: at least three, and more than 5 %.</summary>
    internal static bool IsTooMuch(int refused, int total) => refused >= 3 && refused > 0.05 * total;
}
