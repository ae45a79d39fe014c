using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Statistics.Validate;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Validate;

/// <summary>Printed measures of how predictions hold.</summary>
public sealed class ValidatePublishedTests
{
    // Help of performance (Lüdecke et al. 2021, J Open Source Softw 6:3139), performance_hosmer of vs ~ wt + mpg in R's mtcars: χ² 5.137 on 8, p 0.743, groups by quantiles as here.
    [Fact]
    public void HosmerLemeshow_Mtcars_Published()
    {
        double[] weight =
        [
            2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19, 3.15, 3.44, 3.44, 4.07, 3.73, 3.78, 5.25, 5.424,
            5.345, 2.2, 1.615, 1.835, 2.465, 3.52, 3.435, 3.84, 3.845, 1.935, 2.14, 1.513, 3.17, 2.77, 3.57, 2.78,
        ];
        double[] miles =
        [
            21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4,
            14.7, 32.4, 30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4,
        ];
        bool[] straight = [.. "00110101111000000111100001010001".Select(c => c == '1')];
        var design = Design.WithIntercept(32, [("wt", weight), ("mpg", miles)]);
        double[] beta = [.. LogisticRegression.Fit(straight, design, LogisticPenalty.None).Coefficients.Select(c => c.Estimate.Value)];
        double[] predicted = [.. weight.Select((w, i) => 1 / (1 + Math.Exp(-(beta[0] + (beta[1] * w) + (beta[2] * miles[i])))))];
        var test = HosmerLemeshow.Compute(predicted, straight).Test;
        Printed.CheckLine("5.137 8 .743", test.Statistic.Value, test.DegreesOfFreedom.Value, test.PValue.Value);
    }
}
