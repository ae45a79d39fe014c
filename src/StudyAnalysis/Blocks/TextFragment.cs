using System.Globalization;
using System.Text;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Blocks;

/// <summary>Blocks as plain text, for terminals and readers without HTML.</summary>
public static class TextFragment
{
    /// <summary>The blocks, one after the other, lines ended by line feeds.</summary>
    /// <param name="blocks">Blocks in order.</param>
    /// <param name="language">Language of numbers.</param>
    public static string Render(IEnumerable<Block> blocks, Language language)
    {
        var writer = new Writer(language);
        foreach (var block in blocks)
        {
            block.Accept(writer);
        }

        return writer.Text;
    }

    /// <summary>Running text.</summary>
    public static string Render(RichText text, Language language) => string.Concat(text.Inlines.Select(i => i switch
    {
        Inline.Text t => t.Content,
        Inline.Strong s => s.Content,
        Inline.Code c => c.Content,
        Inline.Reference r => r.Content,
        Inline.Number n => NumberFormatter.Explain(n.Statistic, language),
        _ => throw new NotSupportedException(i.GetType().Name),
    })).Replace('\u00A0', ' ');

    /// <summary>Cells in columns as wide as their longest text, numbers flush right.</summary>
    /// <param name="header">Headers.</param>
    /// <param name="right">Which columns are flush right.</param>
    /// <param name="rows">Rows, a cell a column.</param>
    public static string Columns(IReadOnlyList<string> header, IReadOnlyList<bool> right, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = header.Select((h, i) => rows.Where(r => i < r.Count).Select(r => r[i].Length).Append(h.Length).Max()).ToArray();
        var lines = rows.Prepend(header).Select(row => string.Join("  ", row.Take(widths.Length).Select(Padded)).TrimEnd()).ToList();
        lines.Insert(1, string.Join("  ", widths.Select(w => new string('-', w))));
        return string.Join('\n', lines);

        string Padded(string cell, int i) => right[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]);
    }

    private sealed class Writer(Language language) : IBlockVisitor<bool>
    {
        private readonly StringBuilder _text = new();

        public string Text => _text.ToString().TrimEnd('\n');

        public bool Visit(Block.Heading block) => Line(Plain(block.Text)) && Line(new string('=', Plain(block.Text).Length));

        public bool Visit(Block.Paragraph block) => Line(Plain(block.Text));

        public bool Visit(Block.Items block) => block.Texts.Aggregate(true, (_, t) => Line("- " + Plain(t)));

        public bool Visit(Block.Terms block) => block.Entries.Aggregate(true, (_, e) => Line($"{Plain(e.Term)}: {Plain(e.Description)}"));

        public bool Visit(Block.TableOf block)
        {
            var table = block.Table;
            Line(Plain(table.Caption));
            var rows = table.Rows.Select(r => (IReadOnlyList<string>)[.. r.Cells.Select((c, i) => (i == 0 ? new string(' ', 2 * r.Indent) : string.Empty) + Plain(c))]).ToArray();
            Line(Columns([.. table.Columns.Select(c => Plain(c.Header))], [.. table.Columns.Select(c => c.Alignment == Alignment.Right)], rows));
            return table.Notes.Aggregate(true, (_, n) => Line(Plain(n)));
        }

        public bool Visit(Block.FigureOf block) => Line($"[{language.Pick("Figure", "Figure")}: {block.Figure.Caption}]") && Line(block.Figure.AltText);

        public bool Visit(Block.Notice block) => Line($"! {Plain(block.Title)} {Plain(block.Text)}".TrimEnd());

        public bool Visit(Block.KeyNumbers block) =>
            block.Entries.Aggregate(true, (_, e) => Line(string.Create(CultureInfo.InvariantCulture, $"{e.Label}: {Plain(e.Number)}")));

        public bool Visit(Block.CodeListing block) => Line(block.Code);

        public bool Visit(Block.Group block) => block.Blocks.Aggregate(true, (_, b) => b.Accept(this));

        private string Plain(RichText text) => Render(text, language);

        private bool Line(string line)
        {
            _text.Append(line).Append('\n');
            return true;
        }
    }
}
