namespace StudyAnalysis.Statistics;

/// <summary>Argument checks shared by the methods: wrong shapes throw, naming the argument and the index.</summary>
internal static class Guard
{
    /// <summary>Beyond, fourth powers and products of sums leave the range of numbers.</summary>
    private const double Largest = 1e75;

    public static void Finite(ReadOnlySpan<double> values, string argument)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (Math.Abs(values[i]) > Largest && double.IsFinite(values[i]))
            {
                throw new ArgumentException($"{argument}[{i}] is {values[i]}, beyond {Largest}: give the values in a larger unit.", argument);
            }

            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException($"{argument}[{i}] is {values[i]}; remove missing values before the call and count them.", argument);
            }
        }
    }

    public static void Weights(ReadOnlySpan<double> values, string argument)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!(values[i] > 0 && double.IsFinite(values[i])))
            {
                throw new ArgumentException($"{argument}[{i}] is {values[i]}; weights are finite and above 0: remove rows of weight 0 before the call.", argument);
            }

            if (values[i] is < 1 / Largest or > Largest)
            {
                throw new ArgumentException($"{argument}[{i}] is {values[i]}; weights lie between {1 / Largest} and {Largest}: multiply all of them by one number.", argument);
            }
        }
    }

    public static void SameLength(int expected, int actual, string expectedArgument, string argument)
    {
        if (expected != actual)
        {
            throw new ArgumentException($"{argument} has {actual} values, {expectedArgument} has {expected}; both must be of one length.", argument);
        }
    }

    public static void Level(double level)
    {
        if (!(level > 0 && level < 1))
        {
            throw new ArgumentException($"A confidence level lies between 0 and 1, not {level}.", nameof(level));
        }
    }
}
