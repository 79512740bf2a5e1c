using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tripline.Api.Json;

/// <summary>Writes an <see cref="AlertFrequency"/> as a word in camel case.</summary>
internal sealed class AlertFrequencyConverter()
    : JsonStringEnumConverter<AlertFrequency>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
