using System.IO.MemoryMappedFiles;

namespace Tripline.Storage.Embedded.Disk;

/// <summary>The files of a log as memory, while nobody writes them: many small reads here and there cost no call of the system
/// each. Used by one thread.</summary>
internal sealed class SegmentViews(SegmentFiles files) : IDisposable
{
    private readonly Dictionary<int, MemoryMappedViewAccessor?> _views = [];

    /// <summary>Fills the buffer from an address. False when the file is not there, or shorter.</summary>
    public bool TryRead(long address, Span<byte> buffer)
    {
        var number = (int)(address / files.SegmentBytes);
        if (!_views.TryGetValue(number, out var view))
        {
            _views[number] = view = files.Map(number);
        }

        var offset = address % files.SegmentBytes;
        if (view is null || offset + buffer.Length > view.Capacity)
        {
            return false;
        }

        view.SafeMemoryMappedViewHandle.ReadSpan((ulong)offset, buffer);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var view in _views.Values)
        {
            view?.Dispose();
        }
    }
}
