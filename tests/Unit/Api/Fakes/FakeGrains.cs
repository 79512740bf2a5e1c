using System.Collections.Concurrent;
using Tripline.Runtime;

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

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        object grain = typeof(TGrainInterface).Name switch
        {
            nameof(IAlertGrain) => _alerts.GetOrAdd(primaryKey, key => new FakeAlert(key, this)),
            nameof(ISymbolGrain) => Symbol(primaryKey),
            nameof(IInboxGrain) => GetInbox(primaryKey),
            nameof(IReadMarksGrain) => ReadMarks,
            nameof(ISymbolDirectoryGrain) => Directory,
            var name => throw new InvalidOperationException($"The API calls no {name}."),
        };
        return (TGrainInterface)grain;
    }

    private FakeInbox GetInbox(string user) => _inboxes.GetOrAdd(user, _ => new FakeInbox());
}
