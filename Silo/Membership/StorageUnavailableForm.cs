using Tripline.Storage.Postgres;

namespace Tripline.Silo.Membership;

/// <summary>The form in which a <see cref="StorageUnavailableException"/> travels.</summary>
/// <param name="Message">What failed.</param>
/// <param name="MayHaveBeenStored">Whether a write may have been stored all the same.</param>
[GenerateSerializer, Alias("tripline.storage-unavailable-form")]
public readonly record struct StorageUnavailableForm(
    [property: Id(0)] string Message, [property: Id(1)] bool MayHaveBeenStored);

/// <summary>Brings it there and back.</summary>
[RegisterConverter]
internal sealed class StorageUnavailableConverter : IConverter<StorageUnavailableException, StorageUnavailableForm>
{
    /// <inheritdoc/>
    public StorageUnavailableException ConvertFromSurrogate(in StorageUnavailableForm surrogate) =>
        new(surrogate.Message) { MayHaveBeenStored = surrogate.MayHaveBeenStored };

    /// <inheritdoc/>
    public StorageUnavailableForm ConvertToSurrogate(in StorageUnavailableException value) =>
        new(value.Message, value.MayHaveBeenStored);
}
