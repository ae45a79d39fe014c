using System.Collections.Concurrent;
using System.Threading.Channels;

namespace StudyAnalysis.Pdf;

/// <summary>Figures waiting to be drawn. Several pages draw from it at once; each figure is drawn once.</summary>
internal sealed class FigureQueue
{
    private readonly Channel<RequestedFigure> _waiting = Channel.CreateUnbounded<RequestedFigure>();
    private readonly ConcurrentDictionary<RequestedFigure, TaskCompletionSource<string?>> _drawn = new();
    private volatile HashSet<RequestedFigure>? _wanted;

    /// <summary>Asks for a figure ahead; it may turn out not to be wanted.</summary>
    public void Add(RequestedFigure figure)
    {
        if (_drawn.TryAdd(figure, new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously)))
        {
            _waiting.Writer.TryWrite(figure);
        }
    }

    /// <summary>Asks for the figures that are wanted after all; whoever draws may go when they are drawn.</summary>
    /// <param name="figures">The figures.</param>
    /// <returns>Their SVG documents in the same order; null where one cannot be drawn.</returns>
    public async Task<string?[]> FinishAsync(IReadOnlyList<RequestedFigure> figures)
    {
        _wanted = figures.ToHashSet();
        foreach (var figure in figures)
        {
            Add(figure);
        }

        _waiting.Writer.Complete();
        return await Task.WhenAll(figures.Select(f => _drawn[f].Task));
    }

    /// <summary>Draws what waits, oldest first, until there is nothing more to come.</summary>
    /// <param name="draw">Draws one figure.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task DrawAsync(Func<RequestedFigure, CancellationToken, Task<string?>> draw, CancellationToken cancellation)
    {
        await foreach (var figure in _waiting.Reader.ReadAllAsync(cancellation))
        {
            if (_wanted?.Contains(figure) == false)
            {
                continue;
            }

            try
            {
                _drawn[figure].SetResult(await draw(figure, cancellation));
            }
            catch (Exception failure)
            {
                // Whoever wants the figure learns why there is none.
                _drawn[figure].SetException(failure);
                throw;
            }
        }
    }
}
