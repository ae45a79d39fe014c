using System.Globalization;

namespace StudyAnalysis.Statistics;

/// <summary>A number, or the reason why there is none. Never a silent NaN.</summary>
/// <remarks>The default value is not estimable with the reason "not computed".</remarks>
public readonly record struct Quantity
{
    private const string NoNumber = "the computation does not end in a number with these data";
    private readonly double _value;
    private readonly bool _isEstimable;
    private readonly string? _reason;

    private Quantity(double value, bool isEstimable, string? reason)
    {
        _value = value;
        _isEstimable = isEstimable;
        _reason = reason;
    }

    /// <summary>Whether there is a number. Infinity counts as a number (an unbounded interval end), NaN never does.</summary>
    public bool IsEstimable => _isEstimable;

    /// <summary>The number; read it only when <see cref="IsEstimable"/>.</summary>
    /// <exception cref="InvalidOperationException">There is no number; the message gives the reason.</exception>
    public double Value => _isEstimable ? _value : throw new InvalidOperationException($"Not estimable: {Reason}");

    /// <summary>The number, or NaN when there is none, for plotting and arithmetic that propagates NaN on purpose.</summary>
    public double ValueOrNaN => _isEstimable ? _value : double.NaN;

    /// <summary>Why there is no number; empty when there is one.</summary>
    public string Reason => _isEstimable ? string.Empty : _reason ?? "not computed";

    /// <summary>A number.</summary>
    /// <exception cref="ArgumentException">The number is NaN: state a reason instead.</exception>
    public static Quantity Of(double value) => double.IsNaN(value)
        ? throw new ArgumentException("NaN is not a quantity: use NotEstimable with a reason.", nameof(value))
        : new Quantity(value, true, null);

    /// <summary>A number, or <paramref name="reasonIfNaN"/> when the computation ended in NaN.</summary>
    public static Quantity OfOr(double value, string reasonIfNaN) => double.IsNaN(value) ? NotEstimable(reasonIfNaN) : Of(value);

    /// <summary>No number, and why.</summary>
    public static Quantity NotEstimable(string reason) => new(double.NaN, false, reason);

    /// <summary>A number; where a computation ended in none, not estimable: a result never breaks off over it.</summary>
    public static implicit operator Quantity(double value) => OfOr(value, NoNumber);

    /// <inheritdoc/>
    public override string ToString() => _isEstimable
        ? _value.ToString("R", CultureInfo.InvariantCulture)
        : $"not estimable because {Reason}";
}
