namespace Tripline.Runtime.Calls;

/// <summary>Brings calls to the grains of this process.</summary>
internal sealed class LocalDispatcher : IGrainDispatcher
{
    /// <inheritdoc/>
    public void Dispatch(GrainReference target, GrainRequest request)
    {
        var activation = target.Activation;
        if (activation is null || activation.IsDead)
        {
            try
            {
                activation = target.Activation = target.Class.GetOrCreate(target.Key);
            }
            catch (Exception failure)
            {
                request.AnswerOnPool(failure);
                return;
            }
        }

        activation.Push(request);
    }
}
