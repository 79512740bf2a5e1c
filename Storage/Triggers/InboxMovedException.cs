namespace Tripline.Storage.Triggers;

/// <summary>An append was refused because the inbox has another last number than the writer believed: somebody else has
/// numbered triggers meanwhile. Nothing was stored; read the number and the marks again, and what is still new can be
/// appended.</summary>
public sealed class InboxMovedException : Exception
{
    /// <summary>Says only that somebody else numbers the inbox.</summary>
    public InboxMovedException()
        : this("Somebody else has numbered triggers of the inbox; nothing was stored.")
    {
    }

    /// <summary>Says what was refused.</summary>
    public InboxMovedException(string message)
        : base(message)
    {
    }

    /// <summary>Says what was refused, and why.</summary>
    public InboxMovedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The refusal of an append.</summary>
    public static InboxMovedException Of(string user, long expectedLastNumber, long storedLastNumber) =>
        new($"The inbox of {user} has numbers up to {storedLastNumber}; the writer knew of those up to "
            + $"{expectedLastNumber}. Nothing was stored.");
}
