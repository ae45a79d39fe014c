using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive.Formatting;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>The forms of a value, whatever it is: neither a fault nor the length of its text reaches further than its own output.</summary>
internal static partial class ValueFormatting
{
    private const int LongestText = 1_000_000;

    public static MimeBundle Format(object? value, string? mediaType, KernelOptions options)
    {
        try
        {
            return mediaType is null ? Bundle(value, options) : As(value, mediaType, options);
        }
#pragma warning disable CA1031 // Formatting runs code of the reader's types.
        catch (Exception e) when (CellGuard.Catches() && e is not (ThreadInterruptedException or CellInterruptedException or CellExitException))
#pragma warning restore CA1031
        {
            return MimeBundle.Text($"{value?.GetType().Name} (it cannot be shown: {e.GetType().Name}: {e.Message})");
        }
    }

    private static MimeBundle As(object? value, string mediaType, KernelOptions options)
    {
        if (value is string text)
        {
            return mediaType switch
            {
                MimeBundle.PlainText => MimeBundle.Text(text),
                MimeBundle.Html => MimeBundle.HtmlWithText(text, PlainReading.Of(text)),
                _ => MimeBundle.Text(text).With(mediaType, text),
            };
        }

        var bundle = Bundle(value, options);
        if (bundle.Data.TryGetValue(mediaType, out var form))
        {
            return MimeBundle.Text(bundle.Data[MimeBundle.PlainText]).With(mediaType, form);
        }

        return value is null ? bundle : MimeBundle.Text(bundle.Data[MimeBundle.PlainText]).With(mediaType, Cut(Formatter.ToDisplayString(value, mediaType)));
    }

    private static MimeBundle Bundle(object? value, KernelOptions options)
    {
        if (value is null)
        {
            return MimeBundle.Text("null");
        }

        foreach (var formatter in options.Formatters)
        {
            if (formatter.TryFormat(value) is { } bundle)
            {
                return Complete(bundle);
            }
        }

        return value switch
        {
            MimeBundle bundle => Complete(bundle),
            string text => MimeBundle.Text(Cut(text)),
            bool or char or Enum or Type or System.Numerics.BigInteger => MimeBundle.Text(string.Format(CultureInfo.InvariantCulture, "{0}", value)),
            IFormattable number when number.GetType().IsPrimitive || number is decimal or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or Guid or Half =>
                MimeBundle.Text(number.ToString(null, CultureInfo.InvariantCulture)),
            _ => General(value),
        };
    }

    private static MimeBundle General(object value)
    {
        var text = Cut(Named(Formatter.ToDisplayString(value, PlainTextFormatter.MimeType)));
        var html = Named(Formatter.ToDisplayString(value, HtmlFormatter.MimeType));
        return html.Length > LongestText ? MimeBundle.Text(text) : MimeBundle.HtmlWithText(html, text);
    }

    // Types of cells are nested in classes the reader never wrote.
    private static string Named(string text) => text.Contains("Submission#", StringComparison.Ordinal) ? Owner().Replace(text, string.Empty) : text;

    private static MimeBundle Complete(MimeBundle bundle)
    {
        if (bundle.Data.ContainsKey(MimeBundle.PlainText))
        {
            return bundle;
        }

        var html = bundle.Data.GetValueOrDefault(MimeBundle.Html);
        return bundle.With(MimeBundle.PlainText, html is null ? $"[{bundle.Data.Keys.FirstOrDefault()}]" : PlainReading.Of(html));
    }

    private static string Cut(string text) =>
        text.Length <= LongestText ? text : $"{text[..LongestText]}… ({Invariant.Text(text.Length)} characters in all)";

    [GeneratedRegex(@"Submission#\d+[+.]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Owner();
}
