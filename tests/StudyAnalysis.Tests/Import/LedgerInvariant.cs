using System.IO.Compression;
using System.Xml.Linq;
using StudyAnalysis.Import;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Import;

/// <summary>Every non-empty cell of every sheet is in the ledger exactly once. Cells are counted here by another reader (XDocument).</summary>
internal static class LedgerInvariant
{
    public static void Holds(byte[] xlsx, ImportResult result)
    {
        var expected = NonEmptyCells(xlsx).Order(StringComparer.Ordinal).ToArray();
        var actual = result.Ledger.Entries.Select(e => e.Cell.ToString()).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(expected, actual);
        Assert.Equal(result.Ledger.Entries.Length, result.Ledger.Counts.Values.Sum());
        Assert.All(result.Ledger.Entries, e => Assert.True(e.Outcome is CellOutcome.Used || e.Rule.Length > 0, $"{e.Cell} {e.Outcome} has no rule"));
        Assert.All(result.Ledger.Entries, e => Assert.True(e.Outcome != CellOutcome.Converted || e.To.Length > 0, $"{e.Cell} converted to nothing"));
    }

    private static IEnumerable<string> NonEmptyCells(byte[] xlsx)
    {
        using var zip = new ZipArchive(new MemoryStream(xlsx));
        var relations = Load(zip, "xl/_rels/workbook.xml.rels").Root!.Elements()
            .ToDictionary(e => e.Attribute("Id")!.Value, e => e.Attribute("Target")!.Value);
        foreach (var sheet in Load(zip, "xl/workbook.xml").Descendants().Where(e => e.Name.LocalName == "sheet"))
        {
            var target = relations[sheet.Attributes().Single(a => a.Name.LocalName == "id" && a.Name.NamespaceName.Length > 0).Value];
            var part = target.StartsWith('/') ? target[1..] : "xl/" + target;
            foreach (var cell in Load(zip, part).Descendants().Where(e => e.Name.LocalName == "c"))
            {
                var isFormula = cell.Elements().Any(e => e.Name.LocalName == "f");
                if (isFormula || cell.Value.Length > 0)
                {
                    yield return $"{sheet.Attribute("name")!.Value}!{cell.Attribute("r")!.Value}";
                }
            }
        }
    }

    private static XDocument Load(ZipArchive zip, string part)
    {
        using var stream = zip.GetEntry(part)!.Open();
        return XDocument.Load(stream, LoadOptions.PreserveWhitespace);
    }
}
