using System.Text.RegularExpressions;

namespace StudyAnalysis.Reports.Exploratory;

/// <summary>Places of somebody's computer in code that reviewers read: only the last name of each stays, as parameters of a run would else
/// tell who made the report where, and the same report would differ between two computers.</summary>
internal static partial class LocalPaths
{
    /// <summary>The code with <c>"…/name"</c> in place of texts that are absolute paths, or lead two folders up or more.</summary>
    public static string Shorten(string code) => Path().Replace(code, static found =>
    {
        var names = found.Groups["names"].Value.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);
        var isPath = names.Length > 1 || (names.Length == 1 && found.Groups["root"].Value is not "/");
        return isPath ? $"\"…/{names[^1]}\"" : found.Value;
    });

    [GeneratedRegex("""
        "(?<root>(file:/+)?[A-Za-z]:[\\/]+|file:/+|\\{2,4}|~[\\/]|(\.\.[\\/]+){2,}|/)(?<names>[^"\r\n]*)"
        """, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Path();
}
