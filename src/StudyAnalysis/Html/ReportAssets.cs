using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace StudyAnalysis.Html;

/// <summary>Style sheet, fonts and scripts of the page, embedded in this assembly so that a report never needs the network.</summary>
internal static class ReportAssets
{
    private static readonly Lazy<string> LazyPlotly = new(() => Text("plotly-cartesian.min.js"));
    private static readonly Lazy<string> LazyPlotlyHash = new(() => Hash(Plotly));
    private static readonly Lazy<string> LazyScript = new(() => Text("report.js"));
    private static readonly Lazy<string> LazyStyle = new(() => Fonts() + Text("report.css"));

    /// <summary>plotly.js, the cartesian bundle.</summary>
    public static string Plotly => LazyPlotly.Value;

    /// <summary>Its hash for the content security policy.</summary>
    public static string PlotlyHash => LazyPlotlyHash.Value;

    /// <summary>The page's own script.</summary>
    public static string Script => LazyScript.Value;

    /// <summary>Fonts and style sheet.</summary>
    public static string Style => LazyStyle.Value;

    /// <summary>Hash of an inline script or style as the content security policy wants it.</summary>
    public static string Hash(string text) => "'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text))) + "'";

    private static string Fonts() => Font("IBMPlexSans-Regular", 400) + Font("IBMPlexSans-SemiBold", 600);

    private static string Font(string file, int weight)
    {
        using var stream = Open(file + ".woff2");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return $"@font-face{{font-family:\"{Charts.Theme.FontFamily}\";font-weight:{weight};src:url(data:font/woff2;base64,{Convert.ToBase64String(memory.GetBuffer(), 0, (int)memory.Length)}) format(\"woff2\")}}\n";
    }

    /// <summary>Text with line feeds only: a browser hashes a script after it made carriage returns line feeds.</summary>
    private static string Text(string file)
    {
        using var resource = Open(file);
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length).ReplaceLineEndings("\n");
    }

    private static Stream Open(string file) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream("StudyAnalysis.Html.Assets." + file)
        ?? throw new InvalidOperationException($"The assembly has no resource {file}.");
}
