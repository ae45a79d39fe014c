using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace StudyAnalysis.Import.Reading;

/// <summary>Reads .xls and password-protected workbooks through ExcelDataReader, which shows neither error cells nor formulas.</summary>
internal static class CompoundReader
{
    public static RawWorkbook Read(byte[] bytes, string path, string? password, ReadLimits limits)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            using var stream = new MemoryStream(bytes, writable: false);
            using var reader = ExcelReaderFactory.CreateReader(stream, new ExcelReaderConfiguration { Password = password });
            return Sheets(reader, path, limits);
        }
        catch (InvalidPasswordException e)
        {
            throw Unreadable.Password(path, e);
        }
        catch (Exception e) when (e is ExcelReaderException or NullReferenceException or InvalidCastException or KeyNotFoundException
            or System.Security.Cryptography.CryptographicException or OutOfMemoryException || WorkbookReader.IsDamage(e))
        {
            // The package throws these at damaged files; its own checks do not reach everywhere.
            throw Unreadable.Damaged(path, "xls", e);
        }
    }

    private static RawWorkbook Sheets(IExcelDataReader reader, string path, ReadLimits limits)
    {
        var workbook = new RawWorkbook { IsLimited = true };
        var budget = new CellBudget(limits, path);
        do
        {
            var sheet = new RawSheet(reader.Name ?? string.Empty, reader.VisibleState is "hidden" or "veryhidden");
            for (var row = 1; reader.Read(); row++)
            {
                ReadRow(reader, sheet, row, budget);
            }

            foreach (var merge in reader.MergeCells ?? [])
            {
                sheet.Merges.Add(new MergedRange(merge.FromRow + 1, merge.FromColumn + 1, merge.ToRow + 1, merge.ToColumn + 1));
            }

            workbook.Sheets.Add(sheet);
        }
        while (reader.NextResult());

        return workbook;
    }

    private static void ReadRow(IExcelDataReader reader, RawSheet sheet, int row, CellBudget budget)
    {
        if (reader.RowHeight == 0)
        {
            sheet.HiddenRows.Add(row);
        }

        for (var i = 0; i < reader.FieldCount; i++)
        {
            RawCell? cell = reader.GetValue(i) switch
            {
                null or "" => null,
                string text => new RawCell(row, i + 1, RawKind.Text, RawStyle.Number, false, 0, budget.Text(text)),
                bool truth => new RawCell(row, i + 1, RawKind.Truth, RawStyle.Number, false, truth ? 1 : 0, null),
                DateTime date => new RawCell(row, i + 1, RawKind.Date, RawStyle.Date, false, (date.Ticks - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerDay, null),
                TimeSpan time => new RawCell(row, i + 1, RawKind.Number, RawStyle.Date, false, time.TotalDays, null),
                IConvertible number => Number(row, i + 1, Style(reader, i), number.ToDouble(CultureInfo.InvariantCulture)),
                _ => null,
            };
            if (cell is { } found)
            {
                budget.Cell();
                sheet.Cells.Add(found);
            }
        }
    }

    private static RawCell Number(int row, int column, RawStyle style, double number) => double.IsFinite(number)
        ? new RawCell(row, column, RawKind.Number, style, false, number, null)
        : new RawCell(row, column, RawKind.Damaged, RawStyle.Number, false, 0, number.ToString("R", CultureInfo.InvariantCulture), RawDamage.Number);

    private static RawStyle Style(IExcelDataReader reader, int column) => NumberFormats.OfCode(reader.GetNumberFormatString(column) ?? string.Empty);
}
