using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>What cells may use without asking: the assemblies of this program, and the namespaces of the study library.</summary>
internal static class SessionReferences
{
    /// <summary>Text of the session's first submission.</summary>
    public const string Prelude =
        """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Globalization;
        using System.IO;
        using System.Linq;
        using System.Text;
        using System.Threading;
        using System.Threading.Tasks;
        using Deedle;
        using Plotly.NET;
        using Plotly.NET.CSharp;
        using StudyAnalysis;
        using StudyAnalysis.Analyses;
        using StudyAnalysis.Analyses.Descriptive;
        using StudyAnalysis.Analyses.Markers;
        using StudyAnalysis.Analyses.Outcome;
        using StudyAnalysis.Data;
        using StudyAnalysis.Figures;
        using StudyAnalysis.Figures.Descriptive;
        using StudyAnalysis.Figures.Markers;
        using StudyAnalysis.Figures.Outcome;
        using StudyAnalysis.Import;
        using StudyAnalysis.Reporting;
        using StudyAnalysis.Schema;
        using StudyAnalysis.Simulation;
        using StudyAnalysis.Statistics;
        using StudyAnalysis.Statistics.Agreement;
        using StudyAnalysis.Statistics.Associate;
        using StudyAnalysis.Statistics.Censored;
        using StudyAnalysis.Statistics.Compare;
        using StudyAnalysis.Statistics.Describe;
        using StudyAnalysis.Statistics.Distributions;
        using StudyAnalysis.Statistics.Multiplicity;
        using StudyAnalysis.Statistics.Regress;
        using StudyAnalysis.Statistics.Resample;
        using StudyAnalysis.Statistics.Roc;
        using StudyAnalysis.Statistics.Survival;
        using static StudyAnalysis.Notebooks.Kernel.NotebookApi;
        using Chart = Plotly.NET.CSharp.Chart;
        using Figure = StudyAnalysis.Figures.Figure;
        using Formatter = Microsoft.DotNet.Interactive.Formatting.Formatter;
        using Frame = Deedle.Frame;
        using MimeBundle = StudyAnalysis.Notebooks.Kernel.MimeBundle;
        using Range = System.Range;
        """;

    private static readonly Lazy<ImmutableDictionary<string, Reference>> LazyPlatform = new(ReadPlatform);

    /// <summary>Assemblies of this program by simple name.</summary>
    public static ImmutableDictionary<string, Reference> Platform => LazyPlatform.Value;

    private static ImmutableDictionary<string, Reference> ReadPlatform()
    {
        var paths = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var found = ImmutableDictionary.CreateBuilder<string, Reference>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in paths.Where(IsUseful))
        {
            found.TryAdd(Path.GetFileNameWithoutExtension(path), new Reference(path));
        }

        return found.ToImmutable();
    }

    // Facades of frameworks that cells never see, and parts of the compiler and of Visual Basic, would only lengthen lists and starts.
    private static bool IsUseful(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return File.Exists(path)
            && !name.StartsWith("Microsoft.VisualBasic", StringComparison.Ordinal)
            && !name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
            && !name.EndsWith(".Native", StringComparison.Ordinal)
            && name is not ("WindowsBase" or "mscorlib" or "System" or "System.Core" or "System.Data" or "System.Xml" or "System.Web" or "System.Drawing");
    }

    /// <summary>An assembly as the compiler sees it, opened when first needed and shared by all sessions.</summary>
    internal sealed class Reference(string path)
    {
        private readonly Lazy<MetadataReference> _metadata = new(() => MetadataReference.CreateFromFile(path, documentation: XmlDocs.For(path)));

        public string Path { get; } = path;

        public MetadataReference Metadata => _metadata.Value;
    }
}
