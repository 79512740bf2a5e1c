using Microsoft.OpenApi;
using Tripline.Api.Ticks;

namespace Tripline.Api.Documentation;

/// <summary>Adds to schemas what the generator cannot know of our own JSON converters.</summary>
internal static class SchemaRepair
{
    /// <summary>Says that times and enums are texts.</summary>
    public static void GiveType(OpenApiSchema schema, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(DateTimeOffset) || plain.IsEnum)
        {
            schema.Type = JsonSchemaType.String | (plain == type ? default : JsonSchemaType.Null);
        }
    }

    /// <summary>Joins the lines of descriptions, and says in what forms ticks come.</summary>
    public static void Finish(OpenApiDocument document)
    {
        foreach (var schema in document.Components?.Schemas?.Values ?? [])
        {
            foreach (var property in schema.Properties?.Values ?? [])
            {
                property.Description = property.Description is { } text
                    ? string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries))
                    : null;
            }
        }

        if (document.Components?.Schemas?.TryGetValue(nameof(TickRequest), out var tick) == true
            && tick.Properties?.TryGetValue("time", out var time) == true
            && time is OpenApiSchema timeSchema)
        {
            timeSchema.Type = JsonSchemaType.String | JsonSchemaType.Integer | JsonSchemaType.Null;
        }
    }
}
