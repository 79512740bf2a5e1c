using Npgsql;
using Tripline.Storage;

namespace Tripline.Tests.Integration.Membership;

/// <summary>A grain with a state and with faults.</summary>
public interface IProbeGrain : IGrainWithStringKey
{
    /// <summary>Stores a text. Returns the silo that did.</summary>
    Task<string> PutAsync(string text);

    /// <summary>The stored text.</summary>
    Task<string?> GetAsync();

    /// <summary>Clears the state.</summary>
    Task ClearAsync();

    /// <summary>Throws.</summary>
    Task FailAsync(string how);
}

/// <summary>Another class with states of the same name.</summary>
public interface IOtherProbeGrain : IProbeGrain;

[GenerateSerializer]
public sealed class ProbeText
{
    [Id(0)]
    public string? Text { get; set; }

    [Id(1)]
    public List<int> Filled { get; set; } = [1];
}

public sealed class AppFaultException(string message) : Exception(message);

public class ProbeGrain([PersistentState("probe")] IPersistentState<ProbeText> state) : Grain, IProbeGrain
{
    public async Task<string> PutAsync(string text)
    {
        state.State.Text = text;
        await state.WriteStateAsync();
        return RuntimeIdentity;
    }

    public Task<string?> GetAsync() =>
        Task.FromResult(state.State.Filled.Count == 1 ? state.State.Text : "filled twice");

    public Task ClearAsync() => state.ClearStateAsync();

    public Task FailAsync(string how) => throw how switch
    {
        "postgres" => new PostgresException("no such table", "ERROR", "ERROR", "42P01"),
        "inner" => new InvalidOperationException("outside", new NpgsqlException("broken pipe")),
        "stale" => StaleOwnerException.Taken(3, 7),
        "limit" => new RuleLimitException("too many"),
        _ => new AppFaultException("of the application"),
    };
}

public sealed class OtherProbeGrain([PersistentState("probe")] IPersistentState<ProbeText> state)
    : ProbeGrain(state), IOtherProbeGrain;
