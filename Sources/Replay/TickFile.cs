using System.IO.Compression;
using nietras.SeparatedValues;

namespace Tripline.Sources.Replay;

/// <summary>A file of recorded trades, read once from its first row to its last. Rows are numbered from 0; a row that
/// cannot be read keeps its number, so that a row's number never depends on what else is wrong in the file.</summary>
internal sealed class TickFile : IDisposable
{
    private readonly FileStream _file;
    private readonly Stream _content;
    private readonly SepReader _rows;
    private readonly ReplayColumns _columns;
    private readonly Action<long, string> _onBadRow;
    private bool _isBegun;

    private TickFile(
        FileStream file, Stream content, string sourceName, ReplayColumns columns, Action<long, string> onBadRow)
    {
        _file = file;
        _content = content;
        _columns = columns;
        _rows = Sep.Reader(static options => options with { HasHeader = false, DisableColCountCheck = true, Unescape = true })
            .From(content);
        _onBadRow = onBadRow;
        SourceName = sourceName;
    }

    /// <summary>The file as a numbered source: its name and a fingerprint of its content.</summary>
    public string SourceName { get; }

    /// <summary>Rows read or skipped so far; the number of the next one.</summary>
    public long RowCount { get; private set; }

    /// <summary>Share of the file that was read, 0 to 1.</summary>
    public double ReadShare => _file.Length == 0 ? 1 : (double)_file.Position / _file.Length;

    /// <summary>Opens a file.</summary>
    /// <param name="path">Where it is; a name that ends in <c>.gz</c> is decompressed.</param>
    /// <param name="columns">Reads its rows.</param>
    /// <param name="onBadRow">Is told the line number, from 1, and what is wrong with it.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static TickFile Open(string path, ReplayColumns columns, Action<long, string> onBadRow)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 17);
        try
        {
            var sourceName = NameOf(path, file);
            file.Seek(0, SeekOrigin.Begin);
            var isCompressed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
            Stream content = isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file;
            return new TickFile(file, content, sourceName, columns, onBadRow);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The source name of a file, without reading it whole.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static string NameOf(string path)
    {
        using var file = File.OpenRead(path);
        return NameOf(path, file);
    }

    /// <summary>Passes over rows up to the one with that number, without looking into them.</summary>
    public void SkipTo(long row)
    {
        while (RowCount < row && TryMove())
        {
            RowCount++;
        }
    }

    /// <summary>Reads the next row that is a tick; its sequence is its row's number.</summary>
    /// <param name="latestMs">Latest time that is taken, epoch milliseconds.</param>
    /// <param name="tick">The tick.</param>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="InvalidDataException">The file has another header, or its compression is broken.</exception>
    public bool TryRead(long latestMs, out Tick tick)
    {
        while (TryMove())
        {
            var number = RowCount++;
            if (_columns.TryRead(_rows.Current, latestMs, out tick) is not { } fault)
            {
                tick = tick with { Source = SourceName, Sequence = number };
                return true;
            }

            _onBadRow(_rows.Current.LineNumberFrom, fault);
        }

        tick = default;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows.Dispose();
        _content.Dispose();
        _file.Dispose();
    }

    // Blank lines are no rows, nor is a header.
    private bool TryMove()
    {
        try
        {
            while (_rows.MoveNext())
            {
                if (_rows.Current.Span.IsWhiteSpace())
                {
                    continue;
                }

                if (_isBegun || !_columns.Begin(_rows.Current))
                {
                    _isBegun = true;
                    return true;
                }

                _isBegun = true;
            }

            return false;
        }
        catch (NotSupportedException tooLong)
        {
            throw new InvalidDataException($"Row {RowCount:#,0} is longer than a row may be: {tooLong.Message}", tooLong);
        }
    }

    private static string NameOf(string path, FileStream file)
    {
        const int longestName = 64;
        var name = Path.GetFileName(path);
        return $"{name[..Math.Min(name.Length, longestName)]}-{ContentHash.OfEnds(file)}";
    }
}
