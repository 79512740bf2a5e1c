// Each test runs whole silos; side by side they would only take each other's processor.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
