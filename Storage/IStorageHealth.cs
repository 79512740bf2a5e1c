namespace Tripline.Storage;

/// <summary>Tells whether storage takes writes.</summary>
public interface IStorageHealth
{
    /// <summary>As of now.</summary>
    StorageHealth Health { get; }
}
