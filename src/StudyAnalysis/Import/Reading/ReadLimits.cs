namespace StudyAnalysis.Import.Reading;

/// <summary>Limits on what a workbook may be: a workbook is hostile input.</summary>
internal sealed record ReadLimits
{
    public static ReadLimits Default { get; } = new();

    public long FileBytes { get; init; } = 256L << 20;

    public int Entries { get; init; } = 5_000;

    public long EntryBytes { get; init; } = 768L << 20;

    public long TotalBytes { get; init; } = 1L << 30;

    /// <summary>Largest expansion of an entry; below <see cref="RatioFromBytes"/> any is accepted.</summary>
    public double Ratio { get; init; } = 400;

    public long RatioFromBytes { get; init; } = 16L << 20;

    public int Cells { get; init; } = 6_000_000;

    /// <summary>Characters of all texts together.</summary>
    public long TextCharacters { get; init; } = 256L << 20;
}

/// <summary>A stream that stops at a number of bytes, since a zip entry may lie about its length.</summary>
internal sealed class LimitedStream(Stream inner, long limit, Func<Exception> tooLong) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer) => Count(inner.Read(buffer));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Count(int bytes)
    {
        _read += bytes;
        return _read > limit ? throw tooLong() : bytes;
    }
}
