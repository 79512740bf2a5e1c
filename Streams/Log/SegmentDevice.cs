using FASTER.core;
using Tripline.Storage.Embedded.Disk;

namespace Tripline.Streams.Log;

/// <summary>FASTER's view of <see cref="SegmentFiles"/>. Writes and reads complete before they return; a write is on
/// disk only after <see cref="SegmentFiles.Sync"/>, which whoever commits calls once a commit.</summary>
public sealed class SegmentDevice(SegmentFiles files, string name)
    : StorageDeviceBase(Path.Combine(files.Folder, name), SectorBytes, Devices.CAPACITY_UNSPECIFIED)
{
    private const uint SectorBytes = 512;
    private const uint Failed = 1;

    /// <summary>The first failed write; FASTER takes no more of them after it.</summary>
    public IOException? Failure { get; private set; }

    /// <inheritdoc/>
    public override unsafe void WriteAsync(
        IntPtr sourceAddress,
        int segmentId,
        ulong destinationAddress,
        uint numBytesToWrite,
        DeviceIOCompletionCallback callback,
        object context)
    {
        try
        {
            var address = (segmentId * files.SegmentBytes) + (long)destinationAddress;
            files.Write(address, new ReadOnlySpan<byte>((void*)sourceAddress, (int)numBytesToWrite));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            Failure ??= e as IOException ?? new IOException(e.Message, e);
            callback(Failed, 0, context);
            return;
        }

        callback(0, numBytesToWrite, context);
    }

    /// <inheritdoc/>
    public override unsafe void ReadAsync(
        int segmentId,
        ulong sourceAddress,
        IntPtr destinationAddress,
        uint readLength,
        DeviceIOCompletionCallback callback,
        object context)
    {
        var destination = new Span<byte>((void*)destinationAddress, (int)readLength);
        try
        {
            _ = files.TryRead((segmentId * files.SegmentBytes) + (long)sourceAddress, destination);
        }
        catch (IOException)
        {
            callback(Failed, 0, context);
            return;
        }

        callback(0, readLength, context);
    }

    /// <summary>Does nothing: whoever owns the log drops its files once they are no longer needed.</summary>
    public override void RemoveSegment(int segment)
    {
    }

    /// <inheritdoc/>
    public override void RemoveSegmentAsync(int segment, AsyncCallback callback, IAsyncResult result) => callback(result);

    /// <summary>Leaves the files open: they belong to their owner.</summary>
    public override void Dispose()
    {
    }
}
