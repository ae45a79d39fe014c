using System.Globalization;
using System.Reflection;

namespace StudyAnalysis.Reports;

/// <summary>Versions a report states: of the program, of its file formats, of what it ran on.</summary>
public static class ReportVersion
{
    /// <summary>Version of the layout of results.json and provenance.json; its first number changes when a reader must change.</summary>
    public const string Format = "1.0";

    /// <summary>Version of the program.</summary>
    public static string Program { get; } =
        typeof(ReportVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>The runtime, the same on every operating system.</summary>
    public static string Runtime { get; } = string.Create(CultureInfo.InvariantCulture, $".NET {Environment.Version.Major}.{Environment.Version.Minor}");
}
