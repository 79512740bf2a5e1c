using Tripline.Storage;

namespace Tripline.Silo.Membership;

/// <summary>The form in which a <see cref="StaleOwnerException"/> travels.</summary>
/// <param name="Partition">Its partition.</param>
/// <param name="Generation">Its generation; 0 where there was none.</param>
[GenerateSerializer, Alias("tripline.stale-owner-form")]
public readonly record struct StaleOwnerForm([property: Id(0)] int Partition, [property: Id(1)] long Generation);

/// <summary>Brings it there and back.</summary>
[RegisterConverter]
internal sealed class StaleOwnerConverter : IConverter<StaleOwnerException, StaleOwnerForm>
{
    /// <inheritdoc/>
    public StaleOwnerException ConvertFromSurrogate(in StaleOwnerForm surrogate) => surrogate switch
    {
        { Partition: < 0 } => new StaleOwnerException(),
        { Generation: 0 } => StaleOwnerException.NotHeld(surrogate.Partition),
        _ => StaleOwnerException.Taken(surrogate.Partition, surrogate.Generation),
    };

    /// <inheritdoc/>
    public StaleOwnerForm ConvertToSurrogate(in StaleOwnerException value) => new(value.Partition, value.Generation);
}
