using System.Collections;
using System.Globalization;
using StudyAnalysis.Blocks;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;

namespace StudyAnalysis.Notebooks.Formatting;

/// <summary>One value as the short text of a table cell, the same under every culture.</summary>
internal static class CellText
{
    private const int LongestText = 160;

    /// <summary>The text, or null where the value is missing.</summary>
    public static string? Of(object? value) => value switch
    {
        null => null,
        double number => double.IsNaN(number) ? null : Number(number),
        float number => Of((double)number),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        DateTime date => date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Value { IsMissing: true } => null,
        Quantity quantity => quantity.IsEstimable ? Number(quantity.Value) : quantity.ToString(),
        ConfidenceInterval interval => Interval(interval),
        MethodDescription method => method.Name,
        LocalizedText text => text.In(Language.English),
        RichText text => TextFragment.Render(text, Language.English),
        string text => Short(text),
        IDictionary entries => Short(string.Join(", ", entries.Keys.Cast<object>().Select(k => $"{k}: {Of(entries[k]) ?? Grid.Missing}"))),
        IEnumerable items => Items(items),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => Short(value.ToString() ?? string.Empty),
    };

    /// <summary>A number with up to six significant digits; the value itself keeps its full precision.</summary>
    public static string Number(double value)
    {
        var size = Math.Abs(value);
        if (double.IsInfinity(value))
        {
            return value > 0 ? "∞" : "−∞";
        }

        if (size == 0 || (size == Math.Floor(size) && size < 1e15))
        {
            return value.ToString("0", CultureInfo.InvariantCulture);
        }

        if (size is < 1e-4 or >= 1e9)
        {
            return value.ToString("0.####e+0", CultureInfo.InvariantCulture);
        }

        var decimals = Math.Clamp(5 - (int)Math.Floor(Math.Log10(size)), 0, 10);
        return Math.Round(value, decimals).ToString("0.##########", CultureInfo.InvariantCulture);
    }

    /// <summary>An interval: "0.4 to 1.2 (95%)".</summary>
    public static string Interval(ConfidenceInterval interval) => interval is { Low.IsEstimable: false, High.IsEstimable: false }
        ? interval.Low.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"{Of(interval.Low)} to {Of(interval.High)} ({Number(Math.Round(100 * interval.Level, 1))}%)");

    private static string Items(IEnumerable items)
    {
        var shown = items.Cast<object?>().Take(7).Select(i => Of(i) ?? Grid.Missing).ToArray();
        return Short(string.Join(", ", shown.Take(6)) + (shown.Length > 6 ? ", …" : string.Empty));
    }

    private static string Short(string text) => text.Length <= LongestText ? text : text[..LongestText] + "…";
}
