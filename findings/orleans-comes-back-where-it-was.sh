#!/usr/bin/env bash
# Microsoft.Orleans.Server 10.4.2
# The guess: a grain that has ended is placed anew at its next call: its placement director is asked, and the grain is
#   activated on the silo that the director names now.
# What it does: the caller's silo still has a note of where the grain was and sends the call there, the director is not
#   asked, and the silo that gets a call for a grain that it does not have activates it. So a grain that ended because it
#   belongs on another silo comes back on the old one, half a second later too, whichever of the two silos calls. Only a
#   directory that does not enter it there, or the grain itself, can prevent it.
# Output seen on 2026-11-29:
#   called from the first silo: back on the first silo, director asked 0 times
#   called from the second silo: back on the first silo, director asked 0 times
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
  </ItemGroup>
</Project>
XML
cat >Program.cs <<'CS'
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Runtime.Placement;

var primary = FreePort();
using var first = Build(primary);
await first.StartAsync();
using var second = Build(FreePort());
await second.StartAsync();
var (one, two) = (Address(first), Address(second));

// Both silos know each other by now.
await Task.Delay(TimeSpan.FromSeconds(3));
foreach (var (name, caller) in ((string, IHost)[])[("first", first), ("second", second)])
{
    var grain = caller.Services.GetRequiredService<IGrainFactory>().GetGrain<IHome>(name);
    Director.Place = one;
    await grain.Where();
    Director.Place = two;
    Director.Asked = 0;
    await grain.End();
    await Task.Delay(TimeSpan.FromSeconds(0.5));
    var place = await grain.Where() == one.ToString() ? "back on the first silo" : "placed on the second silo";
    Console.WriteLine($"called from the {name} silo: {place}, director asked {Director.Asked} times");
}

await second.StopAsync();
await first.StopAsync();

IHost Build(int port)
{
    var builder = Host.CreateApplicationBuilder();
    builder.Logging.SetMinimumLevel(LogLevel.Error);
    builder.UseOrleans(silo =>
    {
        silo.UseLocalhostClustering(port, 0, new IPEndPoint(IPAddress.Loopback, primary), "probe", "probe");
        silo.Services.AddPlacementDirector<Named, Director>();
    });
    return builder.Build();
}

static SiloAddress Address(IHost host) => host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

static int FreePort()
{
    using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    return ((IPEndPoint)socket.LocalEndPoint!).Port;
}

public interface IHome : IGrainWithStringKey
{
    Task<string> Where();

    Task End();
}

[NamedPlacement]
public sealed class Home : Grain, IHome
{
    public Task<string> Where() => Task.FromResult(GrainContext.Address.SiloAddress!.ToString());

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

[AttributeUsage(AttributeTargets.Class)]
public sealed class NamedPlacementAttribute() : PlacementAttribute(new Named());

[GenerateSerializer]
public sealed class Named : PlacementStrategy;

public sealed class Director : IPlacementDirector
{
    public static SiloAddress Place = null!;
    public static int Asked;

    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        Interlocked.Increment(ref Asked);
        return Task.FromResult(Place);
    }
}
CS
dotnet run -c Release >output.txt
cat output.txt
grep -qx 'called from the first silo: back on the first silo, director asked 0 times' output.txt
grep -qx 'called from the second silo: back on the first silo, director asked 0 times' output.txt
