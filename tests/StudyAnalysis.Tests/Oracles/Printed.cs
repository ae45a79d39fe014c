using System.Globalization;
using Xunit;

namespace StudyAnalysis.Tests.Oracles;

/// <summary>Compares a number with one that somebody else printed: to half a unit of its last digit.</summary>
internal static class Printed
{
    /// <summary>The printed text, for example ".0530", "12033.18" or "4.72e-03".</summary>
    public static void Check(string printed, double actual)
    {
        var parts = printed.Split('e');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var decimals = (point < 0 ? 0 : parts[0].Length - point - 1) - (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);

        // A value half-way between two prints may be printed as either: a little of the next digit allows for that.
        var half = 0.5 * Math.Pow(10, -decimals) * (1 + 1e-6);
        var expected = double.Parse(printed, CultureInfo.InvariantCulture);
        Assert.True(Math.Abs(actual - expected) <= half, FormattableString.Invariant($"printed {printed}, got {actual:R}"));
    }

    /// <summary>A line of printed numbers, separated by blanks.</summary>
    public static void CheckLine(string printed, params IEnumerable<double> actual)
    {
        var (words, values) = (printed.Split(' '), actual.ToArray());
        Assert.Equal(words.Length, values.Length);
        for (var i = 0; i < words.Length; i++)
        {
            Check(words[i], values[i]);
        }
    }
}
