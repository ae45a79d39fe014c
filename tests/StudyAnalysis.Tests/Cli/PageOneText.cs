namespace StudyAnalysis.Tests.Cli;

/// <summary>The first page of a report as text, with ordinary spaces.</summary>
internal static class PageOneText
{
    public static string Of(string folder)
    {
        var html = System.Net.WebUtility.HtmlDecode(File.ReadAllText(Path.Combine(folder, "report.html"))).Replace('\u00A0', ' ').Replace('\u202F', ' ');
        var start = html.IndexOf("id=\"summary\"", StringComparison.Ordinal);
        return html[start..html.IndexOf("</section>", start, StringComparison.Ordinal)];
    }
}
