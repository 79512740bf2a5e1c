using System.Text.Json;
using Tripline.Api.Problems;

namespace Tripline.Api.Requests;

/// <summary>Reads the fields of a JSON object one by one and collects what is wrong with each. An explicit null counts
/// as absent.</summary>
internal sealed class ObjectReader
{
    private const int MaxErrors = 50;
    private const int MaxShownName = 64;

    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly List<FieldError> _errors = [];

    /// <summary>Reads an object that may have only known fields.</summary>
    public ObjectReader(JsonElement element, IReadOnlySet<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Add(null, $"must be a JSON object, not {Describe(element.ValueKind)}");
            return;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (!TryName(property, out var name))
            {
                Add(null, "has a field whose name is not valid text");
            }
            else if (!known.Contains(name))
            {
                Add(Shorten(name), "is not a known field");
            }
            else if (!_fields.TryAdd(name, property.Value))
            {
                Add(name, "is given twice");
            }
        }
    }

    /// <summary>What is wrong so far.</summary>
    public IReadOnlyList<FieldError> Errors => _errors;

    /// <summary>Notes a fault.</summary>
    public void Add(string? field, string reason) => Add(new FieldError(field, reason));

    /// <summary>Notes a fault.</summary>
    public void Add(FieldError error)
    {
        if (_errors.Count < MaxErrors)
        {
            _errors.Add(error);
        }
    }

    /// <summary>Whether a field is there and not null.</summary>
    public bool Has(string field) =>
        _fields.TryGetValue(field, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>The field's text; null when it is absent, or faulty and noted.</summary>
    public string? Text(string field, int maxLength, bool isRequired = false)
    {
        if (!Has(field))
        {
            if (isRequired)
            {
                Add(field, "is required");
            }

            return null;
        }

        var value = _fields[field];
        if (value.ValueKind != JsonValueKind.String)
        {
            Add(field, $"must be a string, not {Describe(value.ValueKind)}");
            return null;
        }

        if (!TryText(value, out var text))
        {
            Add(field, "is not valid text");
        }
        else if (text.Length > maxLength)
        {
            Add(field, $"must be at most {maxLength} characters, not {text.Length}");
        }
        else if (isRequired && text.Length == 0)
        {
            Add(field, "must not be empty");
        }
        else
        {
            return text;
        }

        return null;
    }

    /// <summary>The field's number as it is written, also where it is written as a string; null when it is absent, or
    /// faulty and noted.</summary>
    public string? NumberText(string field)
    {
        if (!Has(field))
        {
            return null;
        }

        var value = _fields[field];
        if (value.ValueKind == JsonValueKind.Number)
        {
            return value.GetRawText();
        }

        if (value.ValueKind == JsonValueKind.String && TryText(value, out var text) && text.Length is > 0 and <= 64)
        {
            return text;
        }

        Add(field, $"must be a number, not {Describe(value.ValueKind)}");
        return null;
    }

    private static bool TryName(JsonProperty property, out string name)
    {
        try
        {
            name = property.Name;
            return true;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate or bytes that are not UTF-8.
            name = string.Empty;
            return false;
        }
    }

    private static bool TryText(JsonElement value, out string text)
    {
        try
        {
            text = value.GetString() ?? string.Empty;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = string.Empty;
            return false;
        }
    }

    private static string Shorten(string name) => name.Length <= MaxShownName ? name : name[..MaxShownName] + "…";

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };
}
