#!/usr/bin/env bash
# Microsoft.Orleans.Server and Microsoft.Orleans.Streaming 10.4.2
# The guess: a grain with an implicit subscription that names, in OnSubscribed, the token to go back to is given the
#   events after that token as soon as it is activated again.
# What it does: nothing comes. Activating the grain does not call OnSubscribed, and the provider does not ask for the
#   token either. Only the delivery of a next event does both: then the old events come first, and the new one after
#   them. On a stream that has gone quiet a consumer that must go back waits for ever. (The event whose token is named is
#   not given again: for an implicit subscription the token is the last one that was processed.)
# Output seen on 2026-11-27:
#   after activation: 0 subscribed, events: none
#   after one more event: 1 subscribed, events: two three four
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cd "$folder"
cat >probe.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.Orleans.Server" Version="10.4.2" />
    <PackageReference Include="Microsoft.Orleans.Streaming" Version="10.4.2" />
  </ItemGroup>
</Project>
XML
cat >Program.cs <<'CS'
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Streams;
using Orleans.Streams.Core;

int port;
using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
{
    socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    port = ((IPEndPoint)socket.LocalEndPoint!).Port;
}

var builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Error);
builder.UseOrleans(silo => silo
    .UseLocalhostClustering(port, gatewayPort: 0)
    .AddMemoryGrainStorage("PubSubStore")
    .AddMemoryStreams("memory"));
using var host = builder.Build();
await host.StartAsync();

var reader = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IReader>("a");
var stream = host.Services.GetRequiredKeyedService<IStreamProvider>("memory").GetStream<string>(StreamId.Create("words", "a"));
foreach (var word in (string[])["one", "two", "three"])
{
    await stream.OnNextAsync(word);
}

await Until(() => Seen.Words.Count == 3);
await reader.End();
await Task.Delay(1_000);
Seen.Clear();
await reader.Touch();
await Task.Delay(3_000);
Seen.Print("after activation");
await stream.OnNextAsync("four");
await Until(() => Seen.Words.Contains("four"));
Seen.Print("after one more event");
await host.StopAsync();

static async Task Until(Func<bool> holds)
{
    for (var i = 0; i < 200 && !holds(); i++)
    {
        await Task.Delay(50);
    }
}

public interface IReader : IGrainWithStringKey
{
    Task Touch();

    Task End();
}

[ImplicitStreamSubscription("words")]
public sealed class ReaderGrain : Grain, IReader, IStreamSubscriptionObserver, IAsyncObserver<string>
{
    public Task Touch() => Task.CompletedTask;

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task OnSubscribed(IStreamSubscriptionHandleFactory factory)
    {
        Seen.Subscribed++;
        await factory.Create<string>().ResumeAsync(this, Seen.First);
    }

    public Task OnNextAsync(string item, StreamSequenceToken token = null)
    {
        Seen.First ??= token;
        Seen.Words.Add(item);
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}

public static class Seen
{
    public static readonly List<string> Words = [];

    public static StreamSequenceToken First;

    public static int Subscribed;

    public static void Clear()
    {
        Words.Clear();
        Subscribed = 0;
    }

    public static void Print(string when) =>
        Console.WriteLine($"{when}: {Subscribed} subscribed, events: {(Words.Count == 0 ? "none" : string.Join(' ', Words))}");
}
CS
output=$(dotnet run -v quiet)
printf '%s\n' "$output"
grep -qx 'after activation: 0 subscribed, events: none' <<<"$output"
grep -qx 'after one more event: 1 subscribed, events: two three four' <<<"$output"
