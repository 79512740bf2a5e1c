namespace Tripline.Tests.Grains.Runtime.Remote;

public sealed class FarFailureException(string message, Exception? innerException) : Exception(message, innerException)
{
    public int Number { get; set; }

    public DayOfWeek Day { get; set; }

    public string? Word { get; set; }
}
