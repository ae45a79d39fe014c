using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>Where an exception came from, in the reader's terms: frames of cells and of libraries, none of this program's own.</summary>
/// <param name="CellLine">Line of the running cell that led to it.</param>
/// <param name="Lines">The frames, innermost first.</param>
internal sealed partial record CellFrames(int? CellLine, ImmutableArray<string> Lines)
{
    private const int Most = 10;

    private static readonly string[] Hidden =
    [
        "StudyAnalysis.Notebooks.", "System.Runtime.CompilerServices.", "System.Runtime.ExceptionServices.", "System.Runtime.ControlledExecution",
        "System.Threading.", "Microsoft.CodeAnalysis.", "System.ThrowHelper", "System.RuntimeMethodHandle", "System.Reflection.",
    ];

    public static CellFrames Of(Exception exception, string cell)
    {
        int? cellLine = null;
        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (var frame in new StackTrace(exception, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetMethod() is not { } method)
            {
                continue;
            }

            if (method.Name == "get_EqualityContract")
            {
                continue;
            }

            if (!IsOfCell(method))
            {
                AddLibrary(lines, method);
                continue;
            }

            var line = frame.GetFileLineNumber();
            var own = frame.GetFileName() == cell;
            cellLine ??= own && line > 0 ? line : null;
            var place = line == 0 ? string.Empty : own ? $"line {Invariant.Text(line)}" : $"{frame.GetFileName()}, line {Invariant.Text(line)}";
            Add(lines, $"  at {Shown(method)}{(place.Length == 0 ? string.Empty : $" ({place})")}");
        }

        return new CellFrames(cellLine, lines.Count > Most ? [.. lines.Take(Most), "  …"] : lines.ToImmutable());
    }

    /// <summary>The session an exception came from; null when no cell had a part in it.</summary>
    public static SessionLoadContext? Session(Exception exception) =>
        new StackTrace(exception).GetFrames().Select(f => f.GetMethod()).OfType<MethodBase>().Select(Context).FirstOrDefault(c => c is not null);

    private static bool IsOfCell(MethodBase method) =>
        Context(method) is not null && method.Module.Assembly.GetName().Name?.StartsWith('ℛ') == true;

    private static SessionLoadContext? Context(MethodBase method) => AssemblyLoadContext.GetLoadContext(method.Module.Assembly) as SessionLoadContext;

    private static void AddLibrary(ImmutableArray<string>.Builder lines, MethodBase method)
    {
        var type = method.DeclaringType?.FullName ?? string.Empty;
        if (!Hidden.Any(h => type.StartsWith(h, StringComparison.Ordinal)) && method.GetCustomAttribute<StackTraceHiddenAttribute>() is null)
        {
            Add(lines, $"  at {Generic().Replace(type, string.Empty).Replace('+', '.')}.{method.Name}");
        }
    }

    private static void Add(ImmutableArray<string>.Builder lines, string line)
    {
        // A recursion is told once.
        if (lines.Count == 0 || lines[^1] != line)
        {
            lines.Add(line);
        }
    }

    private static string Shown(MethodBase method)
    {
        var type = method.DeclaringType?.FullName ?? string.Empty;
        var name = method.Name;
        var stateMachine = StateMachine().Match(type);
        if (name == "MoveNext" && stateMachine.Success)
        {
            name = stateMachine.Groups["name"].Value;
            type = type[..stateMachine.Index];
        }

        if (name is "<Initialize>" or "<Factory>")
        {
            return "the cell";
        }

        if (LocalFunction().Match(name) is { Success: true } local)
        {
            return local.Groups["name"].Value;
        }

        if (name.Contains(">b__", StringComparison.Ordinal))
        {
            return "a lambda";
        }

        var owner = Closure().Replace(Submission().Replace(type, string.Empty), string.Empty).Replace('+', '.').Trim('.');
        return owner.Length == 0 ? name : $"{owner}.{name}";
    }

    [GeneratedRegex(@"\+<(?<name>.+)>d(__[0-9]+)?(`\d+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StateMachine();

    [GeneratedRegex(@">g__(?<name>[^|]+)\|", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LocalFunction();

    [GeneratedRegex(@"^Submission#\d+\+?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Submission();

    [GeneratedRegex(@"\+?<>c(__DisplayClass[0-9_]+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Closure();

    [GeneratedRegex(@"`\d+|\[\[.*\]\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Generic();
}
