using System.Collections.Immutable;

namespace StudyAnalysis.Pdf;

/// <summary>How to print.</summary>
public sealed record PdfOptions
{
    /// <summary>Browser to use (the value of STUDY_BROWSER); null or empty: the first one found.</summary>
    public string? Browser { get; init; }

    /// <summary>Longest time the browser may take.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Folders searched for browsers by name; empty: those of the PATH.</summary>
    public ImmutableArray<string> SearchPath { get; init; } = [];

    /// <summary>Whether the usual places of installed browsers are searched too.</summary>
    public bool SearchUsualPlaces { get; init; } = true;

    /// <summary>Beginning of the name of the folder the browser works in, among the system's temporary ones.</summary>
    public string TemporaryPrefix { get; init; } = "study-print-";

    /// <summary>Options with the browser named by the environment variable STUDY_BROWSER.</summary>
    public static PdfOptions FromEnvironment() => new() { Browser = Environment.GetEnvironmentVariable("STUDY_BROWSER") };
}
