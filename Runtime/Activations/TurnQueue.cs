namespace Tripline.Runtime.Activations;

/// <summary>A first-in, first-out list of turns. Not safe for several threads, but can be read while another one changes
/// it: a reader may then miss turns or see some of another list.</summary>
internal struct TurnQueue
{
    private Turn? _first;
    private Turn? _last;

    public readonly Turn? First => _first;

    public int Count { get; private set; }

    public void Add(Turn turn)
    {
        turn.Next = null;
        if (_last is null)
        {
            _first = turn;
        }
        else
        {
            _last.Next = turn;
        }

        _last = turn;
        Count++;
    }

    /// <summary>Takes out the turn that follows <paramref name="previous"/>; the first one for null.</summary>
    public Turn RemoveAfter(Turn? previous)
    {
        var turn = (Turn)(previous is null ? _first! : previous.Next!);
        if (previous is null)
        {
            _first = (Turn?)turn.Next;
        }
        else
        {
            previous.Next = turn.Next;
        }

        if (ReferenceEquals(_last, turn))
        {
            _last = previous;
        }

        turn.Next = null;
        Count--;
        return turn;
    }
}
