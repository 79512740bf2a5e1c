namespace Tripline.Runtime.Serialization;

/// <summary>The codec of a type, made at its first use.</summary>
internal static class Codecs<T>
{
    private static Codec<T>? s_codec;

    /// <exception cref="NotSupportedException">Values of the type do not travel; says what to do.</exception>
    internal static Codec<T> Instance => s_codec ??= (Codec<T>)CodecFactory.Create(typeof(T));
}
