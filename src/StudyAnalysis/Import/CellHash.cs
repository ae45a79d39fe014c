using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StudyAnalysis.Import.Reading;
using StudyAnalysis.Import.Writing;

namespace StudyAnalysis.Import;

/// <summary>The hash of what the cells of a workbook say: sheet, address and value. Opening and saving the workbook in a spreadsheet keeps it.</summary>
/// <remarks>Styles, widths, the order of sheets and empty cells do not count; neither does whether a text is shared or inline. A date counts as its
/// serial. Numbers count with 15 significant digits: LibreOffice writes no more, and Excel shows no more.</remarks>
internal sealed class CellHash : IDisposable
{
    // 1970-01-01 is serial 25569 of the 1900 date system.
    private const double DaysFromSerialToEpoch = 25_569;

    // A double never needs more than 17 digits.
    private const ulong SmallestOf15Digits = 100_000_000_000_000;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private CellHash()
    {
    }

    /// <summary>The hash of a workbook as read.</summary>
    public static string Of(RawWorkbook workbook) => Of(workbook, _ => true, (_, _) => true);

    /// <summary>The hash of some cells of a workbook as read.</summary>
    public static string Of(RawWorkbook workbook, Func<RawSheet, bool> countsSheet, Func<RawSheet, RawCell, bool> counts) =>
        Of(workbook.Sheets.Where(countsSheet), s => s.Name, (hash, sheet) =>
        {
            foreach (var cell in sheet.Cells.Where(c => counts(sheet, c)))
            {
                hash.Add(cell.Row, cell.Column, Read(cell));
            }
        });

    /// <summary>The hash of a workbook to be written; once written and read, it has the same.</summary>
    public static string Of(WorkbookContent workbook) => Of(workbook.Sheets, s => s.Name, static (hash, sheet) =>
    {
        for (var row = 0; row < sheet.Rows.Length; row++)
        {
            var cells = sheet.Rows[row].IsDefault ? [] : sheet.Rows[row];
            for (var column = 0; column < cells.Length; column++)
            {
                hash.Add(row + 1, column + 1, Written(cells[column]));
            }
        }
    });

    public void Dispose() => _hash.Dispose();

    private static string Of<T>(IEnumerable<T> sheets, Func<T, string> name, Action<CellHash, T> add)
    {
        using var hash = new CellHash();
        foreach (var sheet in sheets.OrderBy(name, StringComparer.Ordinal))
        {
            hash.Append($"sheet {name(sheet).Length}:{name(sheet)}\n");
            add(hash, sheet);
        }

        return Convert.ToHexStringLower(hash._hash.GetHashAndReset());
    }

    // LibreOffice saves a typed TRUE as the formula TRUE().
    private static string Read(in RawCell cell) => (cell is { IsFormula: true, Kind: not RawKind.Truth } ? "formula " : string.Empty) + cell.Kind switch
    {
        RawKind.Text => Text(cell.Text!),
        RawKind.Number => Number(cell.Number),
        RawKind.Date => Number(cell.Number + DaysFromSerialToEpoch),
        RawKind.Truth => Truth(cell.Number),
        RawKind.Error => "error " + cell.Text,
        _ => string.Empty,
    };

    private static string Written(in CellContent cell) => cell.Kind switch
    {
        CellContentKind.Text => Text(CellText.Unescape(CellText.Escape(cell.Text))),
        CellContentKind.Truth => Truth(cell.Number),
        CellContentKind.Blank => string.Empty,
        _ => Number(cell.Number),
    };

    // Line ends of a cell are written in one way by this program, in another by spreadsheets on Windows.
    private static string Text(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        return lines.Length == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"text {lines.Length}:{lines}");
    }

    private static string Number(double number) => string.Create(
        CultureInfo.InvariantCulture, $"number {(double.IsNegative(number) && number != 0 ? "-" : string.Empty)}{Rounded(Math.Abs(number))}");

    // The shortest digits that say the number, rounded half up, as LibreOffice does: by its binary digits 1625.038364651565 would end in …56, not in …57.
    private static string Rounded(double number)
    {
        var shortest = number.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var point = shortest[0].IndexOf('.', StringComparison.Ordinal);
        var digits = ulong.Parse(shortest[0].Replace(".", string.Empty, StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture);
        var power = (shortest.Length > 1 ? int.Parse(shortest[1], CultureInfo.InvariantCulture) : 0) - (point < 0 ? 0 : shortest[0].Length - point - 1);
        for (var unit = 100UL; unit >= 10; unit /= 10)
        {
            if (digits >= unit * SmallestOf15Digits)
            {
                (digits, power) = ((digits + (unit / 2)) / unit, power + (unit == 100 ? 2 : 1));
            }
        }

        while (digits > 0 && digits % 10 == 0)
        {
            (digits, power) = (digits / 10, power + 1);
        }

        return digits == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{digits}E{power}");
    }

    private static string Truth(double number) => number != 0 ? "true" : "false";

    private void Add(int row, int column, string value)
    {
        if (value.Length > 0)
        {
            Append(string.Create(CultureInfo.InvariantCulture, $"{row} {column} {value}\n"));
        }
    }

    private void Append(string text) => _hash.AppendData(Encoding.UTF8.GetBytes(text));
}
