using System.Reflection;
using StudyAnalysis.Html;
using StudyAnalysis.Notebooks.Kernel;

namespace StudyAnalysis.Notebooks.Formatting;

/// <summary>An exception as a value: what happened and why, without frames.</summary>
internal static class ExceptionPage
{
    public static MimeBundle Of(Exception exception)
    {
        var lines = Chain(exception).ToArray();
        var html = string.Concat(lines.Select((l, i) => $"<p{(i == 0 ? " class=\"error\"" : " class=\"note\"")}>{HtmlFragment.Escape(l)}</p>\n"));
        return MimeBundle.HtmlWithText(NotebookPage.Wrap(html), string.Join('\n', lines));
    }

    private static IEnumerable<string> Chain(Exception exception)
    {
        var told = string.Empty;
        for (var e = exception; e is not null; e = e.InnerException)
        {
            // A wrapper that only repeats its cause says nothing; reflection's never does.
            if (e is TargetInvocationException or AggregateException { InnerExceptions.Count: 1 } || told.Contains(e.Message, StringComparison.Ordinal))
            {
                continue;
            }

            yield return $"{(told.Length > 0 ? "because of " : string.Empty)}{e.GetType().Name}: {e.Message}";
            told += e.Message;
        }
    }
}
