using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>What cells may use without asking: the assemblies of this program, and the namespaces of the study library.</summary>
internal static class SessionReferences
{
    /// <summary>Name of the session's first submission.</summary>
    public const string PreludeName = "start";

    /// <summary>Its text.</summary>
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
        using StudyAnalysis.Blocks;
        using StudyAnalysis.Charts;
        using StudyAnalysis.Data;
        using StudyAnalysis.Engine;
        using StudyAnalysis.Html;
        using StudyAnalysis.Import;
        using StudyAnalysis.Kinds;
        using StudyAnalysis.Kinds.Agreement;
        using StudyAnalysis.Kinds.Common;
        using StudyAnalysis.Kinds.Compare;
        using StudyAnalysis.Kinds.Correlate;
        using StudyAnalysis.Kinds.CumulativeIncidence;
        using StudyAnalysis.Kinds.Describe;
        using StudyAnalysis.Kinds.Enrolment;
        using StudyAnalysis.Kinds.Events;
        using StudyAnalysis.Kinds.Flow;
        using StudyAnalysis.Kinds.FollowUp;
        using StudyAnalysis.Kinds.GroupChange;
        using StudyAnalysis.Kinds.HazardModel;
        using StudyAnalysis.Kinds.LogisticModel;
        using StudyAnalysis.Kinds.PairedChange;
        using StudyAnalysis.Kinds.Panel;
        using StudyAnalysis.Kinds.Proportion;
        using StudyAnalysis.Kinds.RiskAtHorizon;
        using StudyAnalysis.Kinds.Roc;
        using StudyAnalysis.Kinds.Survival;
        using StudyAnalysis.Kinds.Trajectory;
        using StudyAnalysis.Kinds.Trend;
        using StudyAnalysis.Reports;
        using StudyAnalysis.Schema;
        using StudyAnalysis.Simulation;
        using StudyAnalysis.Statistics;
        using StudyAnalysis.Statistics.Agreement;
        using StudyAnalysis.Statistics.Associate;
        using StudyAnalysis.Statistics.Censored;
        using StudyAnalysis.Statistics.Compare;
        using StudyAnalysis.Statistics.Describe;
        using StudyAnalysis.Statistics.Distributions;
        using StudyAnalysis.Statistics.Missing;
        using StudyAnalysis.Statistics.Multiplicity;
        using StudyAnalysis.Statistics.Plan;
        using StudyAnalysis.Statistics.Regress;
        using StudyAnalysis.Statistics.Resample;
        using StudyAnalysis.Statistics.Roc;
        using StudyAnalysis.Statistics.Survival;
        using StudyAnalysis.Statistics.Validate;
        using static StudyAnalysis.Notebooks.Kernel.NotebookApi;
        using Chart = Plotly.NET.CSharp.Chart;
        using Figure = StudyAnalysis.Charts.Figure;
        using Formatter = Microsoft.DotNet.Interactive.Formatting.Formatter;
        using Frame = Deedle.Frame;
        using Index = System.Index;
        using MimeBundle = StudyAnalysis.Notebooks.Kernel.MimeBundle;
        using Range = System.Range;
        """;

    private static readonly FrozenSet<string> Usual = new[]
    {
        "System.Private.CoreLib", "System.Runtime", "netstandard", "System.Collections", "System.Collections.Concurrent", "System.Collections.Immutable",
        "System.ComponentModel", "System.ComponentModel.Primitives", "System.ComponentModel.TypeConverter", "System.Console", "System.Data.Common",
        "System.Diagnostics.Process", "System.Drawing.Primitives", "System.IO.Compression", "System.Linq", "System.Linq.Expressions", "System.Linq.Parallel",
        "System.Linq.Queryable", "System.Memory", "System.Net.Http", "System.Net.Primitives", "System.Numerics.Vectors", "System.ObjectModel",
        "System.Private.Uri", "System.Private.Xml", "System.Private.Xml.Linq", "System.Runtime.InteropServices", "System.Runtime.Numerics",
        "System.Security.Cryptography", "System.Text.Json", "System.Text.RegularExpressions", "System.Threading", "System.Threading.Channels",
        "System.Threading.Tasks.Parallel", "Microsoft.CSharp",
        "Deedle", "DynamicObj", "FSharp.Core", "Giraffe.ViewEngine", "MathNet.Numerics", "Microsoft.DotNet.Interactive.Formatting", "Newtonsoft.Json",
        "Plotly.NET", "Plotly.NET.CSharp",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly Lazy<ImmutableDictionary<string, Reference>> LazyPlatform = new(ReadPlatform);

    /// <summary>Finds assemblies that types of known ones lead to.</summary>
    public static MetadataReferenceResolver Resolver { get; } = new PlatformResolver();

    /// <summary>Assemblies of this program by simple name.</summary>
    public static ImmutableDictionary<string, Reference> Platform => LazyPlatform.Value;

    /// <summary>What to tell of an assembly of a package that this program has in another version; null when there is nothing to tell.</summary>
    public static string? OlderOrNewer(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (!Platform.TryGetValue(name, out var own) || !path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var (mine, other) = (AssemblyName.GetAssemblyName(own.Path).Version, AssemblyName.GetAssemblyName(path).Version);
        return mine == other ? null : $"{name} {mine} is part of this session and stays: {other} of the package is left aside.";
    }

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

    // The compiler's own parts and Visual Basic are nobody's to use here.
    private static bool IsUseful(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return File.Exists(path)
            && !name.StartsWith("Microsoft.VisualBasic", StringComparison.Ordinal)
            && !name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
            && !name.EndsWith(".Native", StringComparison.Ordinal);
    }

    /// <summary>Whether cells see an assembly without asking. Every one more costs each cell memory; the rest is found when a type leads
    /// to it, or by #r "Name.dll".</summary>
    public static bool IsUsual(string name) => Usual.Contains(name) || name.StartsWith("StudyAnalysis", StringComparison.Ordinal);

    /// <summary>An assembly as the compiler sees it, opened when first needed and shared by all sessions.</summary>
    internal sealed class Reference(string path)
    {
        private readonly Lazy<PortableExecutableReference> _metadata = new(() => MetadataReference.CreateFromFile(path, documentation: XmlDocs.For(path)));

        public string Path { get; } = path;

        public PortableExecutableReference Metadata => _metadata.Value;
    }

    private sealed class PlatformResolver : MetadataReferenceResolver
    {
        public override bool ResolveMissingAssemblies => true;

        public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
            Platform.GetValueOrDefault(referenceIdentity.Name)?.Metadata;

        public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties) => [];

        public override bool Equals(object? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => 1;
    }
}
