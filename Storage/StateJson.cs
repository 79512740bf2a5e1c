using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tripline.Storage;

/// <summary>The form in which all stores keep the states of grains.</summary>
internal static class StateJson
{
    /// <summary>Its options.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };
}
