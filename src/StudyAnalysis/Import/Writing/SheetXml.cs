using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using StudyAnalysis.Data;

namespace StudyAnalysis.Import.Writing;

/// <summary>Writes one sheet's XML, in the order the format demands.</summary>
internal sealed class SheetXml(XmlWriter xml, SheetContent sheet, ImmutableDictionary<ColumnValidation, string> lists)
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    // Excel's own limits on the texts of a validation.
    private const int MessageLimit = 250;

    /// <summary>Id of the relationship to the drawing of the comments.</summary>
    public const string DrawingId = "rIdNotes";

    /// <summary>Writes the sheet.</summary>
    public void Write()
    {
        xml.WriteStartDocument(standalone: true);
        xml.WriteStartElement("worksheet", Main);
        xml.WriteAttributeString("xmlns", "r", null, Relationships);
        WriteView();
        WriteColumns();
        WriteRows();
        WriteProtection();
        WriteFilter();
        WriteValidations();
        if (!sheet.Notes.IsEmpty)
        {
            xml.WriteStartElement("legacyDrawing", Main);
            xml.WriteAttributeString("id", Relationships, DrawingId);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private void WriteView()
    {
        Start("sheetViews");
        Start("sheetView", ("workbookViewId", "0"));
        if (sheet.FrozenRows + sheet.FrozenColumns > 0)
        {
            Start("pane");
            Optional("xSplit", sheet.FrozenColumns);
            Optional("ySplit", sheet.FrozenRows);
            xml.WriteAttributeString("topLeftCell", Address(sheet.FrozenRows + 1, sheet.FrozenColumns + 1));
            xml.WriteAttributeString("activePane", Pane());
            xml.WriteAttributeString("state", "frozen");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private string Pane() => (sheet.FrozenRows > 0, sheet.FrozenColumns > 0) switch
    {
        (true, true) => "bottomRight",
        (true, false) => "bottomLeft",
        _ => "topRight",
    };

    private void WriteColumns()
    {
        if (sheet.ColumnWidths.IsEmpty)
        {
            return;
        }

        Start("cols");
        for (var i = 0; i < sheet.ColumnWidths.Length; i++)
        {
            Start("col", ("min", Text(i + 1)), ("max", Text(i + 1)), ("width", Text(sheet.ColumnWidths[i])), ("customWidth", "1"));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private void WriteRows()
    {
        Start("sheetData");
        for (var row = 0; row < sheet.Rows.Length; row++)
        {
            if (sheet.Rows[row].IsDefaultOrEmpty)
            {
                continue;
            }

            Start("row", ("r", Text(row + 1)));
            for (var column = 0; column < sheet.Rows[row].Length; column++)
            {
                WriteCell(row + 1, column + 1, sheet.Rows[row][column]);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private void WriteCell(int row, int column, CellContent cell)
    {
        if (cell.Kind == CellContentKind.Blank)
        {
            return;
        }

        Start("c", ("r", Address(row, column)));
        if (WorkbookStyles.Index(cell) is var style and > 0)
        {
            xml.WriteAttributeString("s", Text(style));
        }

        if (cell.Kind == CellContentKind.Text)
        {
            WriteInline(cell.Text);
        }
        else
        {
            if (cell.Kind == CellContentKind.Truth)
            {
                xml.WriteAttributeString("t", "b");
            }

            xml.WriteElementString("v", Main, cell.Number.ToString("R", CultureInfo.InvariantCulture));
        }

        xml.WriteEndElement();
    }

    private void WriteInline(string text)
    {
        xml.WriteAttributeString("t", "inlineStr");
        Start("is");
        Start("t");
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(CellText.Escape(text));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void WriteProtection()
    {
        if (sheet.IsProtected)
        {
            Start("sheetProtection", ("sheet", "1"), ("objects", "1"), ("scenarios", "1"), ("formatColumns", "0"), ("formatRows", "0"));
            xml.WriteEndElement();
        }
    }

    private void WriteFilter()
    {
        if (sheet.FilterRow < 1 || sheet.FilterRow > sheet.Rows.Length || sheet.Rows[sheet.FilterRow - 1].IsDefaultOrEmpty)
        {
            return;
        }

        var last = Address(Math.Max(sheet.Rows.Length, sheet.FilterRow), sheet.Rows[sheet.FilterRow - 1].Length);
        Start("autoFilter", ("ref", $"{Address(sheet.FilterRow, 1)}:{last}"));
        xml.WriteEndElement();
    }

    private void WriteValidations()
    {
        if (sheet.Validations.IsEmpty)
        {
            return;
        }

        Start("dataValidations", ("count", Text(sheet.Validations.Length)));
        foreach (var validation in sheet.Validations)
        {
            WriteValidation(validation);
        }

        xml.WriteEndElement();
    }

    private void WriteValidation(ColumnValidation validation)
    {
        var type = validation.Kind switch
        {
            ValidationKind.List => "list",
            ValidationKind.WholeNumber => "whole",
            ValidationKind.DecimalNumber => "decimal",
            _ => "date",
        };
        Start("dataValidation", ("type", type), ("errorStyle", validation.IsStrict ? "stop" : "warning"));
        var (operation, first, second) = Condition(validation);
        if (operation is not null)
        {
            xml.WriteAttributeString("operator", operation);
        }

        xml.WriteAttributeString("allowBlank", "1");
        xml.WriteAttributeString("showErrorMessage", "1");
        if (validation.Message.Length > 0)
        {
            var message = CellText.Escape(validation.Message);
            xml.WriteAttributeString("error", message.Length > MessageLimit ? string.Concat(message.AsSpan(0, MessageLimit - 1), "…") : message);
        }

        xml.WriteAttributeString("sqref", $"{Address(validation.FirstRow, validation.Column)}:{Address(validation.LastRow, validation.Column)}");
        xml.WriteElementString("formula1", Main, first);
        if (second is not null)
        {
            xml.WriteElementString("formula2", Main, second);
        }

        xml.WriteEndElement();
    }

    private (string? Operator, string First, string? Second) Condition(ColumnValidation validation)
    {
        if (validation.Kind == ValidationKind.List)
        {
            return (null, lists[validation], null);
        }

        var shift = validation.Kind == ValidationKind.Date ? DaysFromSerialToEpoch : 0;
        return (validation.Minimum, validation.Maximum) switch
        {
            ({ } low, { } high) => ("between", Text(low + shift), Text(high + shift)),
            ({ } low, null) => ("greaterThanOrEqual", Text(low + shift), null),
            (null, { } high) => ("lessThanOrEqual", Text(high + shift), null),
            _ => ("greaterThanOrEqual", validation.Kind == ValidationKind.Date ? "1" : "-1E+300", null),
        };
    }

    // 1970-01-01 is serial 25569 of the 1900 date system.
    private const double DaysFromSerialToEpoch = 25_569;

    private void Start(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name, Main);
        foreach (var (attribute, value) in attributes)
        {
            xml.WriteAttributeString(attribute, value);
        }
    }

    private void Optional(string name, int value)
    {
        if (value > 0)
        {
            xml.WriteAttributeString(name, Text(value));
        }
    }

    private static string Address(int row, int column) => CellReference.ColumnLetters(column) + Text(row);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
