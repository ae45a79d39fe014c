using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>A cell with a date.</summary>
internal readonly record struct DatedCell(DataTable Table, string Field, int Row);

/// <summary>The latest date of each patient, over all tables.</summary>
internal sealed class LatestDates
{
    private readonly double[] _ofPatient;
    private (DatedCell Cell, int Patient, double Day)? _last;

    /// <param name="whole">All data.</param>
    /// <param name="latest">Later days do not count; they are in <see cref="After"/>.</param>
    public LatestDates(StudyData whole, double latest)
    {
        var patients = whole.Definition.Plan.Levels.FirstOrDefault()?.Table;
        _ofPatient = patients is null ? [] : new double[whole[patients].RowCount];
        Array.Fill(_ofPatient, double.NegativeInfinity);
        var graph = new RowGraph(whole);
        foreach (var table in whole.Tables)
        {
            var isBelow = patients is not null && graph.IsBelow(table.Schema.Name, patients);
            ReadYears(table, latest);
            Read(table, isBelow ? graph.ParentRows(table.Schema.Name, patients!).ToArray() : null, latest);
        }
    }

    /// <summary>Cells with later days.</summary>
    public List<DatedCell> After { get; } = [];

    /// <summary>The cell with the latest day of all, when it lies more than some days after every other patient's; null: it does not, or there is no other.</summary>
    public DatedCell? Lone(double days)
    {
        var others = _ofPatient.Where((day, patient) => patient != _last?.Patient && day > double.NegativeInfinity).ToArray();
        var wanted = _last?.Patient >= 0 ? 1 : 2;
        return _last is { } last && others.Length >= wanted && last.Day - others.Max() > days ? last.Cell : null;
    }

    private void Read(DataTable table, int[]? patients, double latest)
    {
        foreach (var column in table.Columns.Where(c => c.Field.Type is FieldType.Date or FieldType.DateTime))
        {
            for (var row = 0; row < table.RowCount; row++)
            {
                if (column[row].Kind == ValueKind.Date)
                {
                    Add(new DatedCell(table, column.Field.Name, row), patients?[row] ?? -1, Math.Floor(column[row].Number), latest);
                }
            }
        }
    }

    // A year says nothing of the day; one that has not come is a slip all the same.
    private void ReadYears(DataTable table, double latest)
    {
        var last = Value.OfDays(latest).Day.Year;
        foreach (var column in table.Columns.Where(c => c.Field.Type == FieldType.Year))
        {
            After.AddRange(Enumerable.Range(0, table.RowCount).Where(r => column[r].Kind == ValueKind.Number && column[r].Number > last)
                .Select(r => new DatedCell(table, column.Field.Name, r)));
        }
    }

    private void Add(DatedCell cell, int patient, double day, double latest)
    {
        if (day > latest)
        {
            After.Add(cell);
            return;
        }

        if (patient >= 0)
        {
            _ofPatient[patient] = Math.Max(_ofPatient[patient], day);
        }

        if (_last is null || day > _last.Value.Day)
        {
            _last = (cell, patient, day);
        }
    }
}
