using Tripline.Sources.Text;

namespace Tripline.Grains.When;

/// <summary>Reads the grammar of <c>when</c> by recursive descent:
/// <code>
/// condition  = signal ( crossing | comparison | channel )
/// signal     = "price"
/// crossing   = "crosses" [ "above" | "below" ] number
/// comparison = ( ">" | ">=" | "&lt;" | "&lt;=" ) number
/// channel    = ( "enters" | "exits" ) number ".." number
/// </code>
/// Words in any case, white space where it pleases, numbers with a sign or none, an
/// exponent or none, and at most 15 significant digits.</summary>
public ref struct WhenParser
{
    /// <summary>Longest text that is looked at, in characters.</summary>
    public const int MaxLength = 256;

    private const string NumberName = "a number";
    private static readonly string[] ActionNames =
        ["'crosses'", "'enters'", "'exits'", "'>'", "'>='", "'<'", "'<='"];

    private readonly string _text;
    private WhenToken _token;
    private WhenError? _error;

    private WhenParser(string text)
    {
        _text = text;
        _token = WhenTokenizer.Next(text, 0);
    }

    /// <summary>Reads a condition, the whole text long.</summary>
    public static WhenParseResult Parse(string text)
    {
        if (text.Length > MaxLength)
        {
            return new(null, new(MaxLength + 1, "more text", [$"at most {MaxLength} characters"]));
        }

        var parser = new WhenParser(text);
        var condition = parser.Condition();
        if (condition is not null && parser._token.Kind != WhenTokenKind.End)
        {
            condition = parser.Fail<WhenCondition>("the end of the condition");
        }

        return new(condition, parser._error);
    }

    private WhenCondition? Condition()
    {
        var signal = Signal();
        if (signal is null)
        {
            return null;
        }

        var action = _token;
        switch (action.Kind)
        {
            case WhenTokenKind.Greater:
                return Comparison(signal, WhenOperator.Greater);
            case WhenTokenKind.GreaterOrEqual:
                return Comparison(signal, WhenOperator.GreaterOrEqual);
            case WhenTokenKind.Less:
                return Comparison(signal, WhenOperator.Less);
            case WhenTokenKind.LessOrEqual:
                return Comparison(signal, WhenOperator.LessOrEqual);
            case WhenTokenKind.Word when action.IsWord(_text, "crosses"):
                return Crossing(signal);
            case WhenTokenKind.Word when action.IsWord(_text, "enters"):
                return Channel(signal, exits: false);
            case WhenTokenKind.Word when action.IsWord(_text, "exits"):
                return Channel(signal, exits: true);
            default:
                return Fail<WhenCondition>(ActionNames);
        }
    }

    private WhenPrice? Signal()
    {
        if (!_token.IsWord(_text, WhenPrice.Name))
        {
            return Fail<WhenPrice>("'price'");
        }

        Advance();
        return WhenPrice.Instance;
    }

    private WhenComparison? Comparison(WhenSignal signal, WhenOperator comparison)
    {
        Advance();
        return Number(NumberName) is { } level ? new(signal, comparison, level) : null;
    }

    private WhenCrossing? Crossing(WhenSignal signal)
    {
        Advance();
        var direction = _token.IsWord(_text, "above") ? WhenDirection.Above
            : _token.IsWord(_text, "below") ? WhenDirection.Below
            : WhenDirection.Either;
        if (direction != WhenDirection.Either)
        {
            Advance();
            return Number(NumberName) is { } directed ? new(signal, direction, directed) : null;
        }

        return Number("'above'", "'below'", NumberName) is { } level ? new(signal, direction, level) : null;
    }

    private WhenChannel? Channel(WhenSignal signal, bool exits)
    {
        Advance();
        if (Number(NumberName) is not { } low)
        {
            return null;
        }

        if (_token.Kind != WhenTokenKind.Range)
        {
            return Fail<WhenChannel>("'..'");
        }

        Advance();
        var end = _token;
        if (Number(NumberName) is not { } high)
        {
            return null;
        }

        if (high <= low)
        {
            _token = end;
            return Fail<WhenChannel>($"a number above {DecimalText.Format(low)}");
        }

        return new(signal, exits, low, high);
    }

    private decimal? Number(params ReadOnlySpan<string> expected)
    {
        if (_token.Kind != WhenTokenKind.Number)
        {
            _error = new(_token.Column, _token.Describe(_text), expected.ToArray());
            return null;
        }

        if (!TryParse(_token.In(_text), out var value))
        {
            _error = new(
                _token.Column,
                _token.Describe(_text),
                [$"a number of at most {DecimalText.MaxSignificantDigits} significant digits"]);
            return null;
        }

        Advance();
        return value;
    }

    /// <summary>Reads a number of the grammar; false where a level cannot have all its digits.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out decimal value) =>
        NumberText.TryParseExact(text.ToString(), out value, out var digits)
        && digits <= DecimalText.MaxSignificantDigits
        && DecimalText.CountDigits(value) == digits;

    private void Advance() => _token = WhenTokenizer.Next(_text, _token.Start + _token.Length);

    private T? Fail<T>(params string[] expected)
        where T : class
    {
        _error = new(_token.Column, _token.Describe(_text), expected);
        return null;
    }
}
