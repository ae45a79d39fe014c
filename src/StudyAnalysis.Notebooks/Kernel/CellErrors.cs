using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>What the reader is told of a cell that went wrong: line and message first.</summary>
internal static class CellErrors
{
    private const int MostFaults = 10;

    public static CellOutcome Interrupted() => Outcome(CellStatus.Interrupted, "Interrupted", "The cell was interrupted. Values set before stay.", []);

    public static CellOutcome LeftBehind() => Outcome(
        CellStatus.Interrupted,
        "Interrupted",
        "The cell was interrupted, but part of it does not stop and goes on in the background. Values set before stay; restart the session to be rid of it.",
        []);

    public static CellOutcome Directive(string message) => Outcome(CellStatus.Error, "DirectiveError", message, []);

    public static CellOutcome Compilation(ImmutableArray<Diagnostic> faults, string cell)
    {
        var shown = faults.Take(MostFaults).SelectMany((f, i) => (i == 0 ? Array.Empty<string>() : [Title(f, cell)]).Concat(Place(f)));
        var more = faults.Length > MostFaults ? [$"… and {Invariant.Text(faults.Length - MostFaults)} more"] : Array.Empty<string>();
        return Outcome(CellStatus.Error, "CompilationError", Title(faults[0], cell), [.. shown, .. more]);
    }

    public static CellOutcome Thrown(Exception exception, string cell)
    {
        var inner = Bare(exception);
        if (inner is CellExitException)
        {
            return Outcome(CellStatus.Error, "Exit", inner.Message, []);
        }

        if (inner is InsufficientExecutionStackException)
        {
            inner = new InsufficientExecutionStackException("The code calls itself too deeply: it would never come to an end.", inner);
        }

        var frames = CellFrames.Of(inner.InnerException is InsufficientExecutionStackException deep ? deep : inner, cell);
        var place = frames.CellLine is { } line ? $"Line {Invariant.Text(line)}: " : string.Empty;
        var causes = Causes(inner).Select(c => $"  because of {c.GetType().Name}: {c.Message}");
        return Outcome(CellStatus.Error, inner.GetType().Name, $"{place}{Name(inner)}: {inner.Message}", [.. causes, .. frames.Lines]);
    }

    /// <summary>The exception that tells what happened, out of those that only carry it.</summary>
    public static Exception Bare(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [var only] } => Bare(only),
        TargetInvocationException { InnerException: { } inner } => Bare(inner),
        TypeInitializationException { InnerException: { } inner } => Bare(inner),
        _ => exception,
    };

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        if (exception is AggregateException many)
        {
            return many.Flatten().InnerExceptions.Take(5);
        }

        return exception is InsufficientExecutionStackException ? [] : Chain(exception.InnerException).Take(5);
    }

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
        }
    }

    private static string Name(Exception exception) => exception.GetType().Name;

    private static string Title(Diagnostic fault, string cell)
    {
        var span = fault.Location.GetLineSpan();
        var line = Invariant.Text(span.StartLinePosition.Line + 1);
        var place = !fault.Location.IsInSource ? string.Empty : span.Path == cell ? $"Line {line}: " : $"{span.Path}, line {line}: ";
        return $"{place}{fault.GetMessage(System.Globalization.CultureInfo.InvariantCulture)} ({fault.Id})";
    }

    private static IEnumerable<string> Place(Diagnostic fault)
    {
        if (fault.Location.SourceTree is not { } tree)
        {
            yield break;
        }

        var span = fault.Location.SourceSpan;
        var line = tree.GetText().Lines.GetLineFromPosition(span.Start);
        var text = line.ToString();
        var start = span.Start - line.Start;
        var length = Math.Clamp(span.Length, 1, Math.Max(1, text.Length - start));
        yield return "    " + text.Replace('\t', ' ');
        yield return "    " + new string(' ', start) + new string('^', length);
        if (Hint(fault.Id, text) is { } hint)
        {
            yield return hint;
        }
    }

    private static string? Hint(string id, string line) => id switch
    {
        "CS1002" when line.TrimStart().StartsWith("using ", StringComparison.Ordinal) || line.TrimStart().StartsWith("await using ", StringComparison.Ordinal) =>
            "Hint: variables of a cell live as long as the session: leave out \"using\", or put the lines in braces { … }.",
        "CS8345" => "Hint: variables of a cell live as long as the session, and a span cannot: put the lines in braces { … }.",
        "CS7021" => "Hint: types of a cell need no namespace.",
        _ => null,
    };

    private static CellOutcome Outcome(CellStatus status, string name, string message, ImmutableArray<string> more) =>
        new(status, null, new CellError(name, message, [message, .. more]));
}
