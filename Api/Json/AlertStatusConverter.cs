using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tripline.Api.Json;

/// <summary>Writes an <see cref="AlertStatus"/> as a word in camel case.</summary>
internal sealed class AlertStatusConverter()
    : JsonStringEnumConverter<AlertStatus>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
