using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Storage;

namespace Tripline.Silo.States;

/// <summary>The form of stored grain states: JSON as System.Text.Json reads and writes it. A collection that its class
/// fills is replaced when it is read, not added to, as the provider's own form does.</summary>
internal sealed class StateText : IGrainStorageSerializer
{
    private static readonly JsonSerializerOptions Form = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, Form));

    /// <inheritdoc/>
    public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, Form)!;
}
