using System.Globalization;

namespace StudyAnalysis.Statistics.Validate;

/// <summary>Checks shared by the measures of predictions.</summary>
internal static class PredictionCheck
{
    /// <summary>Probabilities strictly inside (0, 1), or with the ends where a logit is not needed.</summary>
    public static void Probabilities(double[] predicted, int outcomes, string argument, string outcomeArgument, bool endsAllowed = false)
    {
        Guard.SameLength(predicted.Length, outcomes, argument, outcomeArgument);
        for (var i = 0; i < predicted.Length; i++)
        {
            var inside = endsAllowed ? predicted[i] is >= 0 and <= 1 : predicted[i] is > 0 and < 1;
            if (!inside)
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"{argument}[{i}] is {predicted[i]}; a predicted probability lies {(endsAllowed ? "within 0 … 1" : "strictly between 0 and 1")}."), argument);
            }
        }
    }

    public static void Horizon(double horizon)
    {
        if (!(horizon > 0 && double.IsFinite(horizon)))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A horizon is positive and finite, not {horizon}."), nameof(horizon));
        }
    }
}
