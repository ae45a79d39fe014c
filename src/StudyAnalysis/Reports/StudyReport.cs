using System.Security.Cryptography;
using System.Text;
using StudyAnalysis.Blocks;
using StudyAnalysis.Html;
using StudyAnalysis.Kinds;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Reports.Json;

namespace StudyAnalysis.Reports;

/// <summary>A report as texts, before anything is written: the same input gives the same texts.</summary>
/// <param name="Document">The report as blocks.</param>
/// <param name="Html">report.html.</param>
/// <param name="ResultsJson">results.json.</param>
/// <param name="ProvenanceJson">provenance.json.</param>
/// <param name="AsOf">Data cut.</param>
/// <param name="Hash8">Eight characters that name this report: of everything it was made from.</param>
public sealed record StudyReport(ReportDocument Document, string Html, string ResultsJson, string ProvenanceJson, DateOnly AsOf, string Hash8)
{
    /// <summary>Makes the report.</summary>
    public static StudyReport Make(ReportInput input) => Make(input, AllKinds.Sections);

    /// <summary>Makes the report with sections of one's own by kind.</summary>
    public static StudyReport Make(ReportInput input, IReadOnlyDictionary<string, IResultSection> sections)
    {
        var provenance = Provenance.Of(input);
        var provenanceJson = provenance.Write();
        var document = ReportComposer.Compose(input, sections);
        return new StudyReport(
            document,
            HtmlRenderer.Render(document, input.Results.Concat(input.Unplanned)),
            Json.ResultsJson.Write(input, provenance),
            provenanceJson,
            input.AsOf,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(provenanceJson)))[..8]);
    }
}
