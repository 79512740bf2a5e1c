using System.Collections.Concurrent;

namespace Tripline.Tests.Api.Fakes;

/// <summary>The grains that the API calls, as plain objects in memory.</summary>
internal sealed class FakeGrains : IGrainFactory
{
    private readonly ConcurrentDictionary<string, FakeAlert> _alerts = new();
    private readonly ConcurrentDictionary<string, FakeSymbol> _symbols = new();
    private readonly ConcurrentDictionary<string, FakeInbox> _inboxes = new();

    public FakeGrains() => Directory = new FakeDirectory(_symbols);

    public FakeDirectory Directory { get; }

    /// <summary>What creating an alert throws instead.</summary>
    public Exception? CreateFails { get; set; }

    public FakeInbox Inbox => GetInbox(IInboxGrain.LocalUser);

    public FakeReadMarks ReadMarks { get; } = new();

    public FakeAlertIndex Index { get; } = new();

    /// <summary>Symbols whose grains were asked for anything.</summary>
    public ICollection<string> SymbolsAsked => _symbols.Keys;

    public FakeSymbol Symbol(string symbol) => _symbols.GetOrAdd(symbol, name => new FakeSymbol(name));

    public FakeAlert Alert(string key) => _alerts.GetOrAdd(key, at => new FakeAlert(at, this));

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        object grain = typeof(TGrainInterface).Name switch
        {
            nameof(IAlertsGrain) => new FakeAlerts(primaryKey, this),
            nameof(IAlertGrain) => Alert(primaryKey),
            nameof(ISymbolGrain) => Symbol(primaryKey),
            nameof(IInboxGrain) => GetInbox(primaryKey),
            nameof(IReadMarksGrain) => ReadMarks,
            nameof(ISymbolDirectoryGrain) => Directory,
            var name => throw new InvalidOperationException($"The API calls no {name}."),
        };
        return (TGrainInterface)grain;
    }

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => throw NotCalled();

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => throw NotCalled();

    public TGrainInterface GetGrain<TGrainInterface>(
        Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey => throw NotCalled();

    public TGrainInterface GetGrain<TGrainInterface>(
        long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey => throw NotCalled();

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => (TGrainObserverInterface)obj;

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => throw NotCalled();

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => throw NotCalled();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => throw NotCalled();

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw NotCalled();

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) => throw NotCalled();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) => throw NotCalled();

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => throw NotCalled();

    public IAddressable GetGrain(GrainId grainId) => throw NotCalled();

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => throw NotCalled();

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) => throw NotCalled();

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => throw NotCalled();

    private static InvalidOperationException NotCalled() => new("The API calls no such grain.");

    private FakeInbox GetInbox(string user) => _inboxes.GetOrAdd(user, _ => new FakeInbox());
}
