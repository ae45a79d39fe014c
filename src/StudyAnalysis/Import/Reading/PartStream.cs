namespace StudyAnalysis.Import.Reading;

/// <summary>A part of a zip that stops where it is not what its entry says: another length, or another checksum at its end.</summary>
internal sealed class PartStream(Stream inner, long length, uint checksum, Func<Exception> damage) : Stream
{
    private Checksum _checksum = new();
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

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var bytes = inner.Read(buffer);
        _read += bytes;
        _checksum.Add(buffer[..bytes]);
        var isEnd = bytes == 0 && !buffer.IsEmpty;
        return _read > length || (isEnd && (_read != length || _checksum.Value != checksum)) ? throw damage() : bytes;
    }

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
}
