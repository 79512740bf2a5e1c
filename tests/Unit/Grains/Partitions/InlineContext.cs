using System.Reflection;

namespace Tripline.Tests.Grains.Partitions;

/// <summary>An activation whose turns run at once.</summary>
#pragma warning disable CA1852 // The proxy is derived from it.
internal class InlineContext : DispatchProxy, IWorkItemScheduler
#pragma warning restore CA1852
{
    public static IGrainContext Create() => Create<IGrainContext, InlineContext>();

    public void QueueAction(Action action) => action();

    public void QueueAction(Action<object> action, object state) => action(state);

    public void QueueTask(Task task) => task.RunSynchronously(TaskScheduler.Default);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => this;
}
