namespace Tripline.Sources.Replay;

/// <summary>Reads a stream line by line without allocating, in bounded memory.</summary>
internal sealed class LineReader(Stream stream)
{
    /// <summary>Longest line that is read.</summary>
    public const int MaxLineBytes = 4_096;

    private readonly byte[] _buffer = new byte[1 << 18];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>Lines read so far; the number of the last one, from 1.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Reads the next line.</summary>
    /// <param name="line">The line without its end, valid until the next call; empty when it is too long.</param>
    /// <param name="isTooLong">The line is longer than <see cref="MaxLineBytes"/> and was passed over.</param>
    /// <returns>False at the end of the stream.</returns>
    public bool TryRead(out ReadOnlySpan<byte> line, out bool isTooLong)
    {
        isTooLong = false;
        while (true)
        {
            var buffered = _buffer.AsSpan(_start, _end - _start);
            var length = buffered.IndexOf((byte)'\n');
            var hasEnd = length >= 0;
            if (hasEnd || _isAtEnd)
            {
                length = hasEnd ? length : buffered.Length;
                isTooLong |= length > MaxLineBytes;
                line = isTooLong ? default : buffered[..length];
                line = line.EndsWith("\r"u8) ? line[..^1] : line;
                _start += hasEnd ? length + 1 : length;
                var isLine = hasEnd || length > 0 || isTooLong;
                LineNumber += isLine ? 1 : 0;
                return isLine;
            }

            if (buffered.Length > MaxLineBytes)
            {
                isTooLong = true;
                _start = _end;
            }

            Fill();
        }
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        var read = stream.Read(_buffer.AsSpan(_end));
        _end += read;
        _isAtEnd = read == 0;
    }
}
