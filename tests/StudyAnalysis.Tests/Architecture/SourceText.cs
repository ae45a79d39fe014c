using System.Text.RegularExpressions;

namespace StudyAnalysis.Tests.Architecture;

/// <summary>A C# source split into code without comments and strings, and its string literals; rough, and enough for house rules.</summary>
internal static partial class SourceText
{
    public static string WithoutCommentsAndStrings(string source) => Strings().Replace(Comments().Replace(source, " "), "\"\"");

    public static IEnumerable<string> StringLiterals(string source) =>
        Strings().Matches(Comments().Replace(source, " ")).Select(m => m.Value.Trim('$', '@', '"'));

    [GeneratedRegex(@"(?m)^\s*//.*$|(?<=[;{},)\s])//(?!/?/?[a-z0-9.-]+\.[a-z]).*$|/\*[\s\S]*?\*/")]
    private static partial Regex Comments();

    [GeneratedRegex("\"\"\"[\\s\\S]*?\"\"\"|\\$?@\"(?:[^\"]|\"\")*\"|\\$?\"(?:\\\\.|[^\"\\\\\\n])*\"")]
    private static partial Regex Strings();
}
