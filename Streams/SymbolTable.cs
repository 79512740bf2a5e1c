using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tripline.Streams;

/// <summary>Numbers byte strings 0, 1, 2 … in the order in which they come, and finds them again without making
/// strings. A string of up to 8 bytes costs a multiplication and one comparison.</summary>
public sealed class SymbolTable
{
    private const ulong Mixer = 0x9E3779B97F4A7C15;
    private readonly List<byte[]> _keys = [];
    private Entry[] _entries = new Entry[1024];
    private int _shift = 54;

    /// <summary>How many strings have a number.</summary>
    public int Count => _keys.Count;

    /// <summary>The bytes of the string with that number.</summary>
    public ReadOnlySpan<byte> this[int number] => _keys[number];

    /// <summary>The number of the string; a new one when it is new.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Number(ReadOnlySpan<byte> key)
    {
        var word = Word(key);
        var entries = _entries;
        for (var slot = (int)(word * Mixer >> _shift); ; slot = (slot + 1) & (entries.Length - 1))
        {
            ref var entry = ref entries[slot];
            if (entry.Length == 0)
            {
                return Add(key, word);
            }

            if (entry.Word == word && entry.Length == key.Length && (key.Length <= 8 || Same(entry.Number, key)))
            {
                return entry.Number;
            }
        }
    }

    /// <summary>The number of the string; -1 when it has none.</summary>
    public int Find(ReadOnlySpan<byte> key)
    {
        var word = Word(key);
        for (var slot = (int)(word * Mixer >> _shift); ; slot = (slot + 1) & (_entries.Length - 1))
        {
            ref var entry = ref _entries[slot];
            if (entry.Length == 0)
            {
                return -1;
            }

            if (entry.Word == word && entry.Length == key.Length && (key.Length <= 8 || Same(entry.Number, key)))
            {
                return entry.Number;
            }
        }
    }

    // Up to 8 bytes: different for different strings of the same length. Longer: the folded 8-byte words.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(ReadOnlySpan<byte> key)
    {
        ref var first = ref MemoryMarshal.GetReference(key);
        var length = key.Length;
        return length > 8 ? LongWord(key)
            : length == 8 ? Unsafe.ReadUnaligned<ulong>(ref first)
            : length >= 4
                ? Unsafe.ReadUnaligned<uint>(ref first)
                    | ((ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, length - 4)) << 32)
            : length == 0 ? 0
            : first
                | ((ulong)Unsafe.Add(ref first, length >> 1) << 8)
                | ((ulong)Unsafe.Add(ref first, length - 1) << 16)
                | ((ulong)length << 24);
    }

    private static ulong LongWord(ReadOnlySpan<byte> key)
    {
        var word = (ulong)key.Length;
        for (; key.Length >= 8; key = key[8..])
        {
            word = (BitOperations.RotateLeft(word, 23) ^ MemoryMarshal.Read<ulong>(key)) * Mixer;
        }

        foreach (var rest in key)
        {
            word = (BitOperations.RotateLeft(word, 23) ^ rest) * Mixer;
        }

        return word ^ (word >> 29);
    }

    private bool Same(int number, ReadOnlySpan<byte> key) => key.SequenceEqual(_keys[number]);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Add(ReadOnlySpan<byte> key, ulong word)
    {
        _keys.Add(key.ToArray());
        if (_keys.Count * 2 > _entries.Length)
        {
            var old = _entries;
            _entries = new Entry[old.Length * 2];
            _shift--;
            foreach (var entry in old)
            {
                if (entry.Length != 0)
                {
                    Put(entry);
                }
            }
        }

        Put(new Entry(word, key.Length, _keys.Count - 1));
        return _keys.Count - 1;
    }

    private void Put(Entry added)
    {
        var slot = (int)(added.Word * Mixer >> _shift);
        while (_entries[slot].Length != 0)
        {
            slot = (slot + 1) & (_entries.Length - 1);
        }

        _entries[slot] = added;
    }

    private readonly record struct Entry(ulong Word, int Length, int Number);
}
