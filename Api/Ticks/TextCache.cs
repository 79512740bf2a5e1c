namespace Tripline.Api.Ticks;

/// <summary>Gives one string for equal texts most of the time, in bounded memory: a newer text takes the place of an
/// older one. Safe from any thread.</summary>
internal sealed class TextCache
{
    private const int Slots = 1 << 14;

    private readonly string?[] _texts = new string?[Slots];

    /// <summary>A string of those ASCII letters.</summary>
    public string Get(ReadOnlySpan<byte> ascii)
    {
        var hash = 2_166_136_261u;
        foreach (var letter in ascii)
        {
            hash = (hash ^ letter) * 16_777_619u;
        }

        ref var slot = ref _texts[(hash ^ (hash >> 15)) & (Slots - 1)];
        var text = Volatile.Read(ref slot);
        if (text is not null && System.Text.Ascii.Equals(ascii, text))
        {
            return text;
        }

        text = System.Text.Encoding.ASCII.GetString(ascii);
        Volatile.Write(ref slot, text);
        return text;
    }
}
