namespace StudyAnalysis.Statistics.Resample;

/// <summary>From an arrangement of units to a statistic.</summary>
internal delegate double PermutationStatistic(ReadOnlySpan<int> arrangement);

/// <summary>Writes arrangements of units into one buffer: any of all by its number, or a random one. One walk a thread.</summary>
internal sealed class PermutationWalk
{
    private readonly Kind _kind;
    private readonly int _first;
    private readonly int[] _buffer;

    private PermutationWalk(Kind kind, int units, int first, double count)
    {
        (_kind, _first, Count) = (kind, first, count);
        _buffer = new int[units];
    }

    private enum Kind
    {
        Subset,
        Sign,
        Order,
    }

    /// <summary>Number of arrangements; a double, since there may be more than a long holds.</summary>
    public double Count { get; }

    public static PermutationWalk Subsets(int first, int second) => new(Kind.Subset, first + second, first, Binomial(first + second, first));

    public static PermutationWalk Signs(int pairs) => new(Kind.Sign, pairs, 0, Math.Pow(2, pairs));

    public static PermutationWalk Orders(int units)
    {
        var count = 1.0;
        for (var i = 2; i <= units; i++)
        {
            count *= i;
        }

        return new(Kind.Order, units, 0, count);
    }

    public PermutationWalk Copy() => new(_kind, _buffer.Length, _first, Count);

    /// <summary>The arrangement of the data.</summary>
    public ReadOnlySpan<int> Start()
    {
        for (var i = 0; i < _buffer.Length; i++)
        {
            _buffer[i] = _kind == Kind.Sign ? 1 : i;
        }

        return _buffer;
    }

    /// <summary>Arrangement number k, from 0; number 0 is that of the data.</summary>
    public ReadOnlySpan<int> Numbered(long number)
    {
        switch (_kind)
        {
            case Kind.Sign:
                for (var i = 0; i < _buffer.Length; i++)
                {
                    _buffer[i] = ((number >> i) & 1) == 0 ? 1 : -1;
                }

                break;
            case Kind.Subset:
                Subset(number);
                break;
            default:
                Start();
                for (var i = 0; i < _buffer.Length; i++)
                {
                    var left = _buffer.Length - i;
                    var k = i + (int)(number % left);
                    number /= left;
                    (_buffer[i], _buffer[k]) = (_buffer[k], _buffer[i]);
                }

                break;
        }

        return _buffer;
    }

    /// <summary>A uniformly random arrangement.</summary>
    public ReadOnlySpan<int> Random(CounterRandom random)
    {
        Start();
        if (_kind == Kind.Sign)
        {
            for (var i = 0; i < _buffer.Length; i++)
            {
                _buffer[i] = (random.Bits((ulong)(i >> 6)) >> (i & 63) & 1) == 0 ? 1 : -1;
            }

            return _buffer;
        }

        var draws = _kind == Kind.Subset ? _first : _buffer.Length - 1;
        for (var i = 0; i < draws; i++)
        {
            var k = i + random.Integer((ulong)i, _buffer.Length - i);
            (_buffer[i], _buffer[k]) = (_buffer[k], _buffer[i]);
        }

        return _buffer;
    }

    // Combinations in lexicographic order, the rest ascending behind them.
    private void Subset(long number)
    {
        var n = _buffer.Length;
        int taken = 0, rest = _first;
        for (var unit = 0; unit < n; unit++)
        {
            var with = taken < _first ? Binomial(n - unit - 1, _first - taken - 1) : 0;
            if (number < with)
            {
                _buffer[taken++] = unit;
            }
            else
            {
                number -= (long)with;
                _buffer[rest++] = unit;
            }
        }
    }

    private static double Binomial(int n, int k)
    {
        var value = k > n ? 0.0 : 1.0;
        for (var i = 1; i <= k && value > 0; i++)
        {
            value = Math.Round(value * (n - k + i) / i);
        }

        return value;
    }
}
