namespace StudyAnalysis.Statistics.Describe;

/// <summary>Roots of continuous functions of one variable, to the last bits.</summary>
internal static class Roots
{
    /// <summary>The root between two ends of opposite sign (Brent 1973, "Algorithms for minimization without derivatives", chapter 4).</summary>
    /// <returns>NaN when both ends have the same sign.</returns>
    public static double Brent(Func<double, double> function, double a, double b)
    {
        double fa = function(a), fb = function(b);
        if (fa == 0 || fb == 0)
        {
            return fa == 0 ? a : b;
        }

        if (Math.Sign(fa) == Math.Sign(fb) || double.IsNaN(fa) || double.IsNaN(fb))
        {
            return double.NaN;
        }

        double c = a, fc = fa, d = b - a, e = d;
        for (var step = 0; step < 500; step++)
        {
            if (Math.Sign(fb) == Math.Sign(fc))
            {
                (c, fc, d) = (a, fa, b - a);
                e = d;
            }

            if (Math.Abs(fc) < Math.Abs(fb))
            {
                (a, b, c) = (b, c, b);
                (fa, fb, fc) = (fb, fc, fb);
            }

            var tolerance = 2.3e-16 * Math.Abs(b);
            var half = (c - b) / 2;
            if (Math.Abs(half) <= tolerance || fb == 0)
            {
                return b;
            }

            (d, e) = Math.Abs(e) >= tolerance && Math.Abs(fa) > Math.Abs(fb) ? Interpolated(a, b, c, fa, fb, fc, half, d, e) : (half, half);
            (a, fa) = (b, fb);
            b += Math.Abs(d) > tolerance ? d : Math.CopySign(Math.Max(tolerance, double.Epsilon), half);
            fb = function(b);
        }

        return b;
    }

    /// <summary>The root beyond <paramref name="start"/>: steps of doubling size until the sign changes, then Brent.</summary>
    /// <returns>NaN when the sign does not change within 60 doublings.</returns>
    public static double Beyond(Func<double, double> function, double start, double step)
    {
        var sign = Math.Sign(function(start));
        if (sign == 0)
        {
            return start;
        }

        var last = start;
        for (var i = 0; i < 60; i++)
        {
            var next = last + step;
            var value = function(next);
            if (double.IsNaN(value))
            {
                return double.NaN;
            }

            if (Math.Sign(value) != sign)
            {
                return Brent(function, last, next);
            }

            (last, step) = (next, step * 2);
        }

        return double.NaN;
    }

    private static (double D, double E) Interpolated(
        double a, double b, double c, double fa, double fb, double fc, double half, double d, double e)
    {
        double p, q, s = fb / fa;
        if (a == c)
        {
            (p, q) = (2 * half * s, 1 - s);
        }
        else
        {
            double r = fb / fc, t = fa / fc;
            p = s * ((2 * half * t * (t - r)) - ((b - a) * (r - 1)));
            q = (t - 1) * (r - 1) * (s - 1);
        }

        q = p > 0 ? -q : q;
        p = Math.Abs(p);
        return 2 * p < Math.Min((3 * half * q) - Math.Abs(2.3e-16 * b * q), Math.Abs(e * q)) ? (p / q, d) : (half, half);
    }
}
