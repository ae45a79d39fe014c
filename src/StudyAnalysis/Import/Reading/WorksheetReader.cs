using System.Globalization;
using System.Xml;

namespace StudyAnalysis.Import.Reading;

/// <summary>Reads one sheet's XML in one pass.</summary>
internal sealed class WorksheetReader(
    XmlReader xml, RawSheet sheet, List<string> strings, List<RawStyle> styles, CellBudget budget, string path)
{
    private const int LastRow = 1_048_576;
    private const int LastColumn = 16_384;
    private int _row;
    private int _column;
    private bool _isSorted = true;

    // A format that the file does not hold may have been that of a date.
    private bool _hasStyle = true;

    /// <summary>Reads the sheet.</summary>
    public void Read()
    {
        while (SpreadsheetXml.Next(xml))
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (xml.LocalName)
            {
                case "row":
                    StartRow();
                    break;
                case "c":
                    ReadCell();
                    break;
                case "col":
                    ReadColumn();
                    break;
                case "mergeCell":
                    ReadMerge();
                    break;
                default:
                    break;
            }
        }

        Order();
    }

    private void StartRow()
    {
        _row = xml.GetAttribute("r") is { } text ? Number(text, LastRow) : _row + 1;
        _column = 0;
        if (xml.GetAttribute("hidden") is "1" or "true")
        {
            sheet.HiddenRows.Add(_row);
        }
    }

    private void ReadColumn()
    {
        if (xml.GetAttribute("hidden") is "1" or "true")
        {
            sheet.HiddenColumns.Add((Number(xml.GetAttribute("min"), LastColumn), Number(xml.GetAttribute("max"), LastColumn)));
        }
    }

    private void ReadMerge()
    {
        var range = xml.GetAttribute("ref") ?? string.Empty;
        var colon = range.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0)
        {
            var (row, column) = Address(range.AsSpan(0, colon));
            var (lastRow, lastColumn) = Address(range.AsSpan(colon + 1));
            sheet.Merges.Add(new MergedRange(row, column, lastRow, lastColumn));
        }
    }

    private void ReadCell()
    {
        var (type, style) = CellAttributes();
        if (xml.IsEmptyElement)
        {
            return;
        }

        var isFormula = false;
        string? value = null;
        string? inline = null;
        var depth = xml.Depth;
        SpreadsheetXml.Next(xml);
        while (xml.Depth > depth && !xml.EOF)
        {
            if (SpreadsheetXml.Starts(xml, "v"))
            {
                value = xml.ReadElementContentAsString();
                SpreadsheetXml.PassOver(xml);
                continue;
            }

            if (SpreadsheetXml.Starts(xml, "is"))
            {
                inline = RichText.Read(xml);
            }

            isFormula |= SpreadsheetXml.Starts(xml, "f");
            SpreadsheetXml.Next(xml);
        }

        Add(type, style, isFormula, value, inline);
    }

    private (string Type, RawStyle Style) CellAttributes()
    {
        var type = "n";
        var style = RawStyle.Number;
        _hasStyle = true;
        _column++;
        while (xml.MoveToNextAttribute())
        {
            // Attributes of the workbook's own have no prefix.
            switch (xml.Name)
            {
                case "r":
                    (_row, _column) = Address(xml.Value);
                    break;
                case "t":
                    type = xml.Value;
                    break;
                case "s":
                    var index = NumberFormats.Id(xml.Value);
                    style = index >= 0 && index < styles.Count ? styles[index] : RawStyle.Number;
                    _hasStyle = index >= 0 && (index < styles.Count || styles.Count == 0);
                    break;
                default:
                    break;
            }
        }

        xml.MoveToElement();
        return (type, style);
    }

    private void Add(string type, RawStyle style, bool isFormula, string? value, string? inline)
    {
        var cell = Make(type, style, isFormula, value, inline);
        if (cell is { Kind: RawKind.Nothing, IsFormula: false })
        {
            return;
        }

        budget.Cell();
        if (sheet.Cells.Count > 0 && Compare(sheet.Cells[^1], cell) >= 0)
        {
            _isSorted = false;
        }

        sheet.Cells.Add(cell);
    }

    private RawCell Make(string type, RawStyle style, bool isFormula, string? value, string? inline)
    {
        if (type == "inlineStr")
        {
            return Text(inline ?? value, isFormula);
        }

        if (value is null || (value.Length == 0 && type != "str"))
        {
            return new RawCell(_row, _column, RawKind.Nothing, style, isFormula, 0, null);
        }

        return type switch
        {
            "s" => Shared(value, isFormula),
            "str" => Text(Writing.CellText.Unescape(value), isFormula),
            "b" => Truth(value, isFormula),
            "e" => new RawCell(_row, _column, RawKind.Error, style, isFormula, 0, budget.Text(value)),
            "d" => Date(value, isFormula),
            "n" when !_hasStyle => Damaged(value, isFormula, RawDamage.Type),
            "n" => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? new RawCell(_row, _column, RawKind.Number, style, isFormula, number, null)
                : Damaged(value, isFormula, RawDamage.Number),
            _ => Damaged(value, isFormula, RawDamage.Type),
        };
    }

    private RawCell Damaged(string value, bool isFormula, RawDamage damage) =>
        new(_row, _column, RawKind.Damaged, RawStyle.Number, isFormula, 0, budget.Text(value), damage);

    // An empty text without a formula is an empty cell; with one it is a cell that shows nothing.
    private RawCell Text(string? text, bool isFormula) => string.IsNullOrEmpty(text) && !isFormula
        ? new RawCell(_row, _column, RawKind.Nothing, RawStyle.Number, false, 0, null)
        : new RawCell(_row, _column, RawKind.Text, RawStyle.Number, isFormula, 0, budget.Text(text ?? string.Empty));

    private RawCell Shared(string index, bool isFormula) =>
        int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < strings.Count
            ? Text(strings[at], isFormula)
            : Damaged(index, isFormula, RawDamage.Text);

    private RawCell Truth(string value, bool isFormula) => value switch
    {
        "1" or "true" => new RawCell(_row, _column, RawKind.Truth, RawStyle.Number, isFormula, 1, null),
        "0" or "false" => new RawCell(_row, _column, RawKind.Truth, RawStyle.Number, isFormula, 0, null),
        _ => Damaged(value, isFormula, RawDamage.Truth),
    };

    private RawCell Date(string value, bool isFormula) => IsoDate.Read(value, out var days) is var damage and not RawDamage.None
        ? Damaged(value, isFormula, damage)
        : new RawCell(_row, _column, RawKind.Date, RawStyle.Date, isFormula, days, null);

    private void Order()
    {
        if (_isSorted)
        {
            return;
        }

        sheet.Cells.Sort(Compare);
        for (var i = 1; i < sheet.Cells.Count; i++)
        {
            if (Compare(sheet.Cells[i - 1], sheet.Cells[i]) == 0)
            {
                throw Unreadable.Damaged(path, $"{new Data.CellReference(sheet.Name, sheet.Cells[i].Row, sheet.Cells[i].Column)} × 2");
            }
        }
    }

    private static int Compare(RawCell a, RawCell b) => a.Row != b.Row ? a.Row.CompareTo(b.Row) : a.Column.CompareTo(b.Column);

    private (int Row, int Column) Address(ReadOnlySpan<char> text)
    {
        var column = 0;
        var i = 0;
        for (; i < text.Length && char.IsAsciiLetter(text[i]) && column <= LastColumn; i++)
        {
            column = (column * 26) + (char.ToUpperInvariant(text[i]) - 'A' + 1);
        }

        var isNumber = int.TryParse(text[i..], NumberStyles.None, CultureInfo.InvariantCulture, out var row);
        return isNumber && row is >= 1 and <= LastRow && column is >= 1 and <= LastColumn
            ? (row, column)
            : throw Unreadable.Damaged(path, sheet.Name);
    }

    private int Number(string? text, int maximum) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= maximum
            ? number
            : throw Unreadable.Damaged(path, sheet.Name);
}
