namespace Tripline.Runtime.Statistics;

/// <summary>What the grains of one type have done since the silo started.</summary>
/// <param name="GrainType">The type's name: its class's, in lower case and without the ending "grain".</param>
/// <param name="Activations">Activations now.</param>
/// <param name="ActivationsCreated">Activations ever.</param>
/// <param name="Calls">Calls begun, items of streams included.</param>
/// <param name="Failures">Calls that ended with an exception.</param>
/// <param name="CallTimeP50">Median time from call to answer, of a sample.</param>
/// <param name="CallTimeP99">99th percentile of the same.</param>
/// <param name="TurnsWaiting">Calls that wait for their turn now.</param>
public sealed record GrainTypeStatistics(
    string GrainType, int Activations, long ActivationsCreated, long Calls, long Failures,
    TimeSpan CallTimeP50, TimeSpan CallTimeP99, long TurnsWaiting);
