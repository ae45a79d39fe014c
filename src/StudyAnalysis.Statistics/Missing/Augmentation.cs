namespace StudyAnalysis.Statistics.Missing;

/// <summary>Light rows half a standard deviation off the mean of each predictor in every category, which keep estimates finite under separation.</summary>
/// <remarks>White, Daniel and Royston (2010), Comput Stat Data Anal 54:2267–2275; weights as <c>mice:::augment</c>.</remarks>
internal sealed record Augmentation(double[][] Rows, double[] Codes, double Weight)
{
    public static Augmentation Of(double[][] columns, double[] observed, int[] rows)
    {
        double[] levels = [.. observed.Distinct().Order()];
        var slopes = columns.Length - 1;
        var means = columns.Select(c => c.Average()).ToArray();
        var added = new List<double[]>();
        var codes = new List<double>();
        for (var j = 1; j <= slopes; j++)
        {
            var column = columns[j];
            var spread = Math.Sqrt(column.Sum(v => (v - means[j]) * (v - means[j])) / (column.Length - 1));
            foreach (var level in levels)
            {
                foreach (var side in new[] { 0.5, -0.5 })
                {
                    var row = (double[])means.Clone();
                    row[j] = Math.Clamp(means[j] + (side * spread), column.Min(), column.Max());
                    added.Add(row);
                    codes.Add(level);
                }
            }
        }

        return new([.. added], [.. codes], rows.Length == 0 || slopes == 0 ? 0 : (slopes + 1.0) / added.Count);
    }
}
