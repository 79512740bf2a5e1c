#!/usr/bin/env bash
# Package:  Confluent.Kafka 2.16.0 with librdkafka.redist 2.16.0, .NET 10, Debian 12 (x64)
# Date:     2026-11-27
# Guess:    The package brings its own native library, so a program always runs on that one.
# Really:   The client asks for "librdkafka" first: the package's librdkafka.so wants libsasl2.so.3, which Debian and Ubuntu
#           have not (theirs is libsasl2.so.2), so it does not load, and .NET goes on to ask the system for a file of that
#           name. Only when there is none either does the client ask for its second file, centos8-librdkafka.so. A machine
#           with librdkafka-dev (2.0.2 on Debian 12) therefore runs on the system's library, of any version, and the same
#           build runs on the package's elsewhere. Nothing is logged.
# So:       Resolve the library yourself, among the package's files only (NativeLibrary.SetDllImportResolver with
#           DllImportSearchPath.AssemblyDirectory), or compare Library.VersionString at the start.
# Seen:     alone:  2.16.0 /tmp/…/bin/Release/net10.0/runtimes/linux-x64/native/centos8-librdkafka.so
#           beside a librdkafka.so of the system:  2.16.0 /tmp/…/system/librdkafka.so
# Here the system's library is a copy of the package's under the system's name, so that the script needs no other.
set -euo pipefail
if ldconfig -p | grep -q 'libsasl2\.so\.3 '; then
    echo "This machine has libsasl2.so.3, so the package's first file loads: nothing to see here." >&2
    exit 2
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Confluent.Kafka" Version="[2.16.0]" />
    <PackageReference Include="librdkafka.redist" Version="[2.16.0]" />
  </ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'PROGRAM'
using System;
using System.IO;
using System.Linq;
using Confluent.Kafka;

Library.Load();
var file = File.ReadLines("/proc/self/maps").First(line => line.Contains("librdkafka"));
Console.WriteLine($"{Library.VersionString} {file[file.IndexOf('/')..]}");
PROGRAM
dotnet build -c Release -v quiet --nologo >build.log 2>&1 || { cat build.log >&2; exit 2; }
output=bin/Release/net10.0
mkdir system
cp "$output/runtimes/linux-x64/native/centos8-librdkafka.so" system/librdkafka.so

alone=$(dotnet "$output/finding.dll")
beside=$(LD_LIBRARY_PATH=$folder/system dotnet "$output/finding.dll")
echo "alone:  $alone"
echo "beside a librdkafka.so of the system:  $beside"
[[ $alone == *"/$output/runtimes/linux-x64/native/centos8-librdkafka.so" ]] &&
    [[ $beside == *"$folder/system/librdkafka.so" ]] && exit 0
echo "It behaves otherwise now." >&2
exit 1
