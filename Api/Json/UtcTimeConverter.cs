using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tripline.Sources.Text;

namespace Tripline.Api.Json;

/// <summary>Times as RFC 3339 in UTC with milliseconds: <c>2013-10-07T13:30:00.000Z</c>.</summary>
internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && Rfc3339.TryParse(System.Text.Encoding.UTF8.GetBytes(reader.GetString()!), out var epochMs)
            ? DateTimeOffset.FromUnixTimeMilliseconds(epochMs)
            : throw new JsonException("Expected an RFC 3339 date-time.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[28];
        _ = Utf8Formatter.TryFormat(value.UtcDateTime, text, out _, new System.Buffers.StandardFormat('O'));
        text[23] = (byte)'Z';
        writer.WriteStringValue(text[..24]);
    }
}
