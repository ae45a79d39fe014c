using System.Globalization;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import.Reading;

/// <summary>What a cell holds, before any meaning is given to it.</summary>
internal enum RawKind : byte
{
    /// <summary>A formula without a cached value.</summary>
    Nothing,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Number; a date when its style says so.</summary>
    Number,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>An error value, for example #N/A.</summary>
    Error,

    /// <summary>A date written as such (ISO), in days since 1970-01-01.</summary>
    Date,

    /// <summary>What the file holds is no value; its text is what stands there.</summary>
    Damaged,
}

/// <summary>What the style of a number says it is.</summary>
internal enum RawStyle : byte
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A date or a time.</summary>
    Date,

    /// <summary>A percentage.</summary>
    Percent,

    /// <summary>A number shown with leading zeros, with fixed decimals, as a power of ten, or with added text.</summary>
    Shaped,
}

/// <summary>A cell that is not empty.</summary>
internal readonly record struct RawCell(
    int Row, int Column, RawKind Kind, RawStyle Style, bool IsFormula, double Number, string? Text, RawDamage Damage = RawDamage.None);

/// <summary>A merged range.</summary>
internal readonly record struct MergedRange(int FirstRow, int FirstColumn, int LastRow, int LastColumn);

/// <summary>A sheet as it stands in the file.</summary>
internal sealed class RawSheet(string name, bool isHidden)
{
    public string Name { get; private set; } = name;

    /// <summary>The direct identifier that its name held, or null.</summary>
    public LocalizedText? Identifier { get; private set; }

    public bool IsHidden { get; } = isHidden;

    /// <summary>Takes away a name that is a direct identifier, before anything is written down under it.</summary>
    public void HideName(LocalizedText identifier, string replacement) => (Name, Identifier) = (replacement, identifier);

    /// <summary>Cells in row, column order, each address once.</summary>
    public List<RawCell> Cells { get; } = [];

    public HashSet<int> HiddenRows { get; } = [];

    public List<(int First, int Last)> HiddenColumns { get; } = [];

    public List<MergedRange> Merges { get; } = [];

    /// <summary>The rows as ranges of <see cref="Cells"/>, in order.</summary>
    public List<Range> Rows()
    {
        var rows = new List<Range>();
        for (var start = 0; start < Cells.Count;)
        {
            var end = start + 1;
            while (end < Cells.Count && Cells[end].Row == Cells[start].Row)
            {
                end++;
            }

            rows.Add(start..end);
            start = end;
        }

        return rows;
    }
}

/// <summary>A workbook as it stands in the file.</summary>
internal sealed class RawWorkbook
{
    public List<RawSheet> Sheets { get; } = [];

    public bool Uses1904 { get; set; }

    public bool HasMacros { get; set; }

    public bool HasExternalLinks { get; set; }

    /// <summary>Whether the reader shows neither error cells nor formulas.</summary>
    public bool IsLimited { get; set; }

    /// <summary>Custom properties of the file by name.</summary>
    public Dictionary<string, string> Custom { get; } = new(StringComparer.Ordinal);
}

/// <summary>Serial dates of workbooks.</summary>
internal static class Serial
{
    // 1899-12-31 and 1904-01-01 in days since 1970-01-01.
    private const double Epoch1900 = -25_568;
    private const double Epoch1904 = -24_107;

    // 9999-12-31.
    private const double Last1900 = 2_958_466;

    /// <summary>Days since 1970-01-01 of a serial; null when there is no such day. The 1900 system counts a 29 February 1900 that never was.</summary>
    public static double? ToDays(double serial, bool uses1904)
    {
        if (double.IsNaN(serial) || serial < 0 || serial >= Last1900 - (uses1904 ? 1462 : 0))
        {
            return null;
        }

        if (uses1904)
        {
            // Below one day it is a time of no date; the 1900 system has no such day either.
            return serial is > 0 and < 1 ? null : serial + Epoch1904;
        }

        return Math.Floor(serial) switch
        {
            0 or 60 => null,
            < 60 => serial + Epoch1900,
            _ => serial - 1 + Epoch1900,
        };
    }

    /// <summary>The text of a cell as a person sees it.</summary>
    public static string Display(in RawCell cell, bool uses1904) => cell.Kind switch
    {
        RawKind.Text or RawKind.Error or RawKind.Damaged => cell.Text ?? string.Empty,
        RawKind.Truth => cell.Number != 0 ? "TRUE" : "FALSE",
        RawKind.Date => DateText(cell.Number),
        RawKind.Number when cell.Style == RawStyle.Date && ToDays(cell.Number, uses1904) is { } days => DateText(days),
        RawKind.Number => cell.Number.ToString("R", CultureInfo.InvariantCulture),
        _ => string.Empty,
    };

    /// <summary>A day, with its time when there is one.</summary>
    public static string DateText(double days) => Data.Value.OfDays(days).ToString();
}
