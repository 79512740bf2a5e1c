using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tripline.Api.Json;

/// <summary>Writes an <see cref="AlertSeverity"/> as a word in camel case.</summary>
internal sealed class AlertSeverityConverter()
    : JsonStringEnumConverter<AlertSeverity>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
