using System.Linq.Expressions;
using System.Reflection;
using Tripline.Runtime.Calls;
using Tripline.Runtime.Serialization;

namespace Tripline.Runtime.Remote;

/// <summary>How calls of a method travel.</summary>
internal sealed class RemoteMethod
{
    internal RemoteMethod(GrainMethod method)
    {
        var arguments = method.Method.GetParameters()
            .Where(parameter => parameter.ParameterType != typeof(CancellationToken))
            .Select(parameter => new WireMember(
                method.RequestType.GetField(RequestEmitter.FieldName(parameter.Position))!, (uint)parameter.Position))
            .ToArray();
        WriteArguments = (Action<WireWriter, GrainRequest>)MemberEmitter.EmitWrite(
            method.RequestType, arguments, typeof(GrainRequest));
        ReadRequest = (Func<WireReader, GrainRequest>)MemberEmitter.EmitRead(
            method.RequestType, arguments, typeof(GrainRequest), method.RequestType.GetConstructor(Type.EmptyTypes));
        if (method.HasCancellation)
        {
            SetCancellation = MakeSetCancellation(method);
        }
    }

    /// <summary>Writes a request's arguments as fields, numbered by their place.</summary>
    internal Action<WireWriter, GrainRequest> WriteArguments { get; }

    /// <summary>Makes a request of the arguments up to the end of the present block.</summary>
    internal Func<WireReader, GrainRequest> ReadRequest { get; }

    /// <summary>Puts a token into a request; null where the method takes none.</summary>
    internal Action<GrainRequest, CancellationToken>? SetCancellation { get; }

    /// <summary>Checks that calls of the interface's methods can be made from another silo.</summary>
    /// <exception cref="NotSupportedException">One cannot; says why and what to do.</exception>
    internal static void Check(Type grainInterface)
    {
        WireTypes.AddFrom(grainInterface.Assembly);
        foreach (var method in GrainProxy.Of(grainInterface).Methods)
        {
            var types = method.Method.GetParameters().Select(parameter => parameter.ParameterType)
                .Where(type => type != typeof(CancellationToken))
                .Append(GrainMethodForm.ResultOf(method.Method) ?? typeof(bool));
            foreach (var type in types)
            {
                try
                {
                    CodecFactory.Check(type);
                }
                catch (NotSupportedException failure)
                {
                    throw new NotSupportedException($"{method.Name}: {failure.Message}.", failure);
                }
            }
        }
    }

    private static Action<GrainRequest, CancellationToken> MakeSetCancellation(GrainMethod method)
    {
        var place = method.Method.GetParameters().First(p => p.ParameterType == typeof(CancellationToken)).Position;
        var request = Expression.Parameter(typeof(GrainRequest));
        var token = Expression.Parameter(typeof(CancellationToken));
        var field = Expression.Field(
            Expression.Convert(request, method.RequestType),
            method.RequestType.GetField(RequestEmitter.FieldName(place), BindingFlags.Instance | BindingFlags.Public)!);
        return Expression.Lambda<Action<GrainRequest, CancellationToken>>(
            Expression.Assign(field, token), request, token).Compile();
    }
}
