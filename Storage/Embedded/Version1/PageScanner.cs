using System.Buffers.Binary;

namespace Tripline.Storage.Embedded.Version1;

/// <summary>Walks the records of one page of the log, in order, past whatever is damaged.</summary>
internal ref struct PageScanner(ReadOnlySpan<byte> page, long pageAddress, int from)
{
    private readonly ReadOnlySpan<byte> _page = page;
    private int _next = from;

    /// <summary>Address of the current record's frame.</summary>
    public long Address { get; private set; }

    /// <summary>The current record.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Address of the first damaged bytes before the current record since the last one; -1 when there are
    /// none.</summary>
    public long DamagedFrom { get; private set; } = -1;

    /// <summary>Moves to the next whole record; false at the end of the page.</summary>
    public bool MoveNext()
    {
        DamagedFrom = -1;
        while (_next + Record.FrameBytes <= _page.Length)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(_page[_next..]);
            if (length == 0 && !_page[_next..].ContainsAnyExcept((byte)0))
            {
                break;
            }

            if (TryTake(_next, length))
            {
                return true;
            }

            if (DamagedFrom < 0)
            {
                DamagedFrom = pageAddress + _next;
                if (IsPlausible(_next, length) && TryJump(_next + Record.SpaceOf(length)))
                {
                    continue;
                }
            }

            _next += 4;
        }

        return false;
    }

    private bool TryTake(int offset, int length)
    {
        if (!IsPlausible(offset, length)
            || !Record.IsValid(_page.Slice(offset + Record.FrameBytes, length), pageAddress + offset))
        {
            return false;
        }

        Address = pageAddress + offset;
        Current = _page.Slice(offset + Record.FrameBytes, length);
        _next = offset + Record.SpaceOf(length);
        return true;
    }

    // The damage is most often inside the record, and its length still tells where the next one begins.
    private bool TryJump(int offset)
    {
        if (offset + Record.FrameBytes > _page.Length)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(_page[offset..]);
        if (!IsPlausible(offset, length)
            || !Record.IsValid(_page.Slice(offset + Record.FrameBytes, length), pageAddress + offset))
        {
            return false;
        }

        _next = offset;
        return true;
    }

    private readonly bool IsPlausible(int offset, int length) =>
        length >= Record.HeaderBytes && length <= _page.Length - offset - Record.FrameBytes;
}
