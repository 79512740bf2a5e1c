using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Tripline.Tests.Runtime;

/// <summary>Grain code keeps to the names that Microsoft Orleans has too, so that it compiles against either.</summary>
public sealed partial class GrainSurfaceTests
{
    private const string Model = "Tripline.Runtime";

    // Type to the members that grain code may name; constructors of attributes and what records bring are free.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["IGrainWithStringKey"] = [],
        ["IGrain"] = [],
        ["IAddressable"] = [],
        ["Grain"] =
        [
            ".ctor", "get_GrainFactory", "get_ServiceProvider", "OnActivateAsync", "OnDeactivateAsync",
            "DeactivateOnIdle", "DelayDeactivation",
        ],
        ["GrainExtensions"] = ["GetPrimaryKeyString"],
        ["IGrainFactory"] = ["GetGrain"],
        ["GrainTimerExtensions"] = ["RegisterGrainTimer"],
        ["GrainTimerCreationOptions"] = [".ctor", "set_DueTime", "set_Period", "set_Interleave", "set_KeepAlive"],
        ["IGrainTimer"] = ["Change"],
        ["DeactivationReason"] = ["get_ReasonCode", "get_Description", "get_Exception"],
        ["DeactivationReasonCode"] = [],
        ["PersistentStateAttribute"] = [".ctor"],
        ["IPersistentState`1"] =
        [
            "get_State", "set_State", "get_Etag", "get_RecordExists", "ReadStateAsync", "WriteStateAsync",
            "ClearStateAsync",
        ],
        ["GenerateSerializerAttribute"] = [".ctor"],
        ["IdAttribute"] = [".ctor"],
        ["AliasAttribute"] = [".ctor"],
        ["ImmutableAttribute"] = [".ctor"],
        ["Immutable`1"] = [".ctor", "get_Value"],
        ["ResponseTimeoutAttribute"] = [".ctor"],
        ["ReentrantAttribute"] = [".ctor"],
        ["AlwaysInterleaveAttribute"] = [".ctor"],
        ["ReadOnlyAttribute"] = [".ctor"],
        ["OneWayAttribute"] = [".ctor"],
        ["ImplicitStreamSubscriptionAttribute"] = [".ctor"],
        ["KeepAliveAttribute"] = [".ctor"],
        ["CollectionAgeLimitAttribute"] = [".ctor", "set_Days", "set_Hours", "set_Minutes", "set_AlwaysActive"],
        ["IStreamSubscriptionObserver"] = ["OnSubscribed"],
        ["IStreamSubscriptionHandleFactory"] = ["Create", "get_StreamId"],
        ["StreamSubscriptionHandle`1"] = ["ResumeAsync", "get_StreamId"],
        ["IAsyncObserver`1"] = ["OnNextAsync", "OnCompletedAsync", "OnErrorAsync"],
        ["StreamSequenceToken"] =
        [
            ".ctor", "get_SequenceNumber", "set_SequenceNumber", "get_EventIndex", "set_EventIndex", "Equals", "CompareTo",
            "GetHashCode",
        ],
        ["StreamId"] = ["Create", "GetNamespace", "GetKeyAsString"],
        ["RequestContext"] = ["Set", "Get"],
    };

    [Theory]
    [InlineData("Tripline.Grains.Abstractions")]
    [InlineData("Tripline.Grains")]
    public void GrainCode_Compiled_NamesOnlyWhatOrleansHasToo(string assembly)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll"));
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        var types = metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Where(type => IsOfTheRuntime(metadata.GetString(type.Namespace)))
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")
            .Where(name => !Allowed.ContainsKey(name[(Model.Length + 1)..]));
        Assert.Empty(types);
        var members = metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Select(member => (Type: DeclaringType(metadata, member.Parent), Name: metadata.GetString(member.Name)))
            .Where(member => member.Type is not null && !Allowed[member.Type].Contains(member.Name))
            .Select(member => $"{member.Type}.{member.Name}");
        Assert.Empty(members);
    }

    [Theory]
    [InlineData("Grains.Abstractions")]
    [InlineData("Grains")]
    public void GrainCode_InSource_DoesNotImportTheModelItself(string project)
    {
        var faults = Directory.EnumerateFiles(Path.Combine(Solution.Root, project), "*.cs", SearchOption.AllDirectories)
            .Where(path => !Solution.IsBuildOutput(path))
            .Where(path => ModelName().IsMatch(File.ReadAllText(path)));
        Assert.Empty(faults);
    }

    private static bool IsOfTheRuntime(string name) => name == Model || name.StartsWith($"{Model}.", StringComparison.Ordinal);

    private static string? DeclaringType(MetadataReader metadata, EntityHandle parent)
    {
        if (parent.Kind == HandleKind.TypeSpecification)
        {
            // Of a generic type's name only: its element is the first type that the signature names.
            var blob = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
            if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            {
                return null;
            }

            blob.ReadByte();
            parent = blob.ReadTypeHandle();
        }

        if (parent.Kind != HandleKind.TypeReference)
        {
            return null;
        }

        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        return IsOfTheRuntime(metadata.GetString(type.Namespace)) ? metadata.GetString(type.Name) : null;
    }

    [GeneratedRegex(@"using\s+(static\s+)?(Tripline\.Runtime|Orleans)\b|\bTripline\.Runtime\.|\bOrleans\.",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex ModelName();
}
