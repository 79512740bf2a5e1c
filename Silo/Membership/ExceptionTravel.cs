using System.Runtime.CompilerServices;
using Tripline.Storage;
using Tripline.Storage.Postgres;

namespace Tripline.Silo.Membership;

/// <summary>Has a failed call fail alike wherever its grain lives: what cannot travel between silos becomes a
/// <see cref="TravelledException"/>, on one silo too. Orleans would answer that there is no codec, and lose the rest.
/// </summary>
internal sealed class ExceptionTravel : IIncomingGrainCallFilter
{
    /// <inheritdoc/>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception fault) when (!IsFit(fault))
        {
            var fit = Fit(fault);
            if (fit == fault)
            {
                throw;
            }

            throw fit;
        }
    }

    // Changes what the exceptions that may stay have as their cause.
    private static Exception Fit(Exception fault)
    {
        var cause = fault.InnerException is { } inner ? Fit(inner) : null;
        if (CanTravel(fault.GetType()))
        {
            CauseOf(fault) = cause;
            return fault;
        }

        return new TravelledException(fault.Message, cause)
        {
            OriginalType = fault.GetType().FullName!,
            OriginalStack = fault.StackTrace ?? "",
        };
    }

    private static bool IsFit(Exception fault)
    {
        for (var next = fault; next is not null; next = next.InnerException)
        {
            if (!CanTravel(next.GetType()))
            {
                return false;
            }
        }

        return true;
    }

    private static bool CanTravel(Type type) =>
        type == typeof(StaleOwnerException) || type == typeof(StorageUnavailableException)
        || type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)
        || type.Namespace is { } space && (IsOf(space, "System") || IsOf(space, "Microsoft") || IsOf(space, "Orleans"));

    private static bool IsOf(string space, string root) =>
        space == root || space.StartsWith($"{root}.", StringComparison.Ordinal);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    private static extern ref Exception? CauseOf(Exception fault);
}
