using System.Buffers.Text;
using System.Globalization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Tripline.Api.Problems;
using Tripline.Api.Text;
using Tripline.Sources.Text;

namespace Tripline.Api.Requests;

/// <summary>Reads the query parameters that the endpoint declares, and collects what is wrong with each.</summary>
internal sealed class QueryReader
{
    private const int MaxShownName = 64;

    private readonly IQueryCollection _query;
    private readonly List<FieldError> _errors = [];

    /// <summary>Notes parameters that the endpoint does not know or that are given twice.</summary>
    public QueryReader(HttpContext context)
    {
        _query = context.Request.Query;
        var known = context.GetEndpoint()?.Metadata.GetMetadata<QueryParameters>()?.Items ?? [];
        foreach (var (name, values) in _query)
        {
            if (!known.Any(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                var shown = name.Length <= MaxShownName ? name : name[..MaxShownName] + "…";
                _errors.Add(new(shown, "is not a known query parameter"));
            }
            else if (values.Count > 1)
            {
                _errors.Add(new(name, "is given more than once"));
            }
        }
    }

    /// <summary>The problem of all faults; null when there is none.</summary>
    public ProblemResult? Problem => _errors.Count == 0 ? null : ProblemResult.Invalid(_errors);

    /// <summary>The number; its default when it is absent or faulty, and 0 where there is no default.</summary>
    public long Integer(IntegerParameter parameter)
    {
        var fallback = parameter.Default ?? 0;
        if (!TryText(parameter, out var text))
        {
            return fallback;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= parameter.Minimum && value <= parameter.Maximum)
        {
            return value;
        }

        _errors.Add(new(
            parameter.Name, $"must be a whole number from {parameter.Minimum} to {parameter.Maximum}"));
        return fallback;
    }

    /// <summary>The index of the word among the choices; null when it is absent or faulty.</summary>
    public int? Choice(ChoiceParameter parameter)
    {
        if (!TryText(parameter, out var text))
        {
            text = parameter.Default;
        }

        for (var at = 0; at < parameter.Choices.Count; at++)
        {
            if (text == parameter.Choices[at])
            {
                return at;
            }
        }

        if (text is not null)
        {
            _errors.Add(new(parameter.Name, $"must be one of {string.Join(", ", parameter.Choices)}"));
        }

        return null;
    }

    /// <summary>The text; null when it is absent, or too long and noted.</summary>
    public string? Text(TextParameter parameter, int maxLength)
    {
        if (!TryText(parameter, out var text))
        {
            return null;
        }

        if (text.Length <= maxLength)
        {
            return text;
        }

        _errors.Add(new(parameter.Name, $"must be at most {maxLength} characters"));
        return null;
    }

    /// <summary>The symbol in upper case; null when it is absent or faulty.</summary>
    public string? Symbol(TextParameter parameter)
    {
        if (!TryText(parameter, out var text))
        {
            return null;
        }

        if (SymbolName.TryNormalize(text, out var symbol))
        {
            return symbol;
        }

        _errors.Add(new(parameter.Name, SymbolName.Expected));
        return null;
    }

    /// <summary>The name of a source of ticks; null when it is absent or faulty.</summary>
    public string? Source(TextParameter parameter)
    {
        if (!TryText(parameter, out var text))
        {
            return null;
        }

        if (TickJson.IsSource(text))
        {
            return text;
        }

        _errors.Add(new(parameter.Name, TickJson.ExpectedSource));
        return null;
    }

    /// <summary>The UUID; null when it is absent or faulty.</summary>
    public Guid? Id(TextParameter parameter)
    {
        if (!TryText(parameter, out var text))
        {
            return null;
        }

        if (AlertIdText.TryParse(text, out var id))
        {
            return id;
        }

        _errors.Add(new(parameter.Name, "must be a UUID"));
        return null;
    }

    /// <summary>The time in epoch milliseconds, written as RFC 3339 or as such; null when it is absent or faulty.
    /// </summary>
    public long? Time(TextParameter parameter)
    {
        if (!TryText(parameter, out var text))
        {
            return null;
        }

        Span<byte> ascii = stackalloc byte[Rfc3339.MaxLength];
        if (Utf8.FromUtf16(text, ascii, out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            ascii = ascii[..length];
            var isMs = Utf8Parser.TryParse(ascii, out long epochMs, out var used) && used == length;
            if ((isMs || Rfc3339.TryParse(ascii, out epochMs)) && epochMs is >= 0 and <= Rfc3339.MaxEpochMs)
            {
                return epochMs;
            }
        }

        _errors.Add(new(parameter.Name, "must be an RFC 3339 date-time or epoch milliseconds, from 1970 on"));
        return null;
    }

    /// <summary>The texts that the page before put into its cursor; null when it is absent or faulty.</summary>
    public string[]? Cursor(int parts)
    {
        if (!TryText(TextParameter.Cursor, out var text))
        {
            return null;
        }

        if (text.Length <= 256 && PageCursor.TryRead(text, parts, out var values))
        {
            return values;
        }

        _errors.Add(new(TextParameter.Cursor.Name, "must be the next of another page"));
        return null;
    }

    /// <summary>Notes a fault.</summary>
    public void Add(QueryParameter parameter, string reason) => _errors.Add(new(parameter.Name, reason));

    private bool TryText(QueryParameter parameter, out string text)
    {
        text = string.Empty;
        if (!_query.TryGetValue(parameter.Name, out var values) || values.Count != 1)
        {
            return false;
        }

        text = values[0] ?? string.Empty;
        return true;
    }
}
