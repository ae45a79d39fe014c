namespace StudyAnalysis.Tests.Statistics.Metamorphic;

/// <summary>A number of a result and how it follows a change of unit.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The number; NaN where it is not estimable.</param>
/// <param name="Kind">L: location (shifts and scales with the data); S: scale; Q: squared scale; R: reciprocal scale; I: the same; T: the same under a change of scale, not followed
/// under a shift; V: the same under a shift, not followed under a change of scale; X: followed by neither.</param>
/// <param name="Doubles">Whether it stays when every row stands twice.</param>
internal sealed record Number(string Name, double Value, char Kind, bool Doubles = false)
{
    public double? Shifted(double by) => Kind switch { 'L' => Value + by, 'T' or 'X' => null, _ => Value };

    public double? Scaled(double factor) => Kind switch
    {
        'L' or 'S' => Value * factor, 'Q' => Value * factor * factor, 'R' => Value / factor, 'V' or 'X' => null, _ => Value,
    };
}
