using NetController.State;

namespace NetController.Controller.Tests.Fakes;

/// <summary>Writes records to a <see cref="FakeMachine"/>'s disk as an earlier controller would have.</summary>
internal static class Stored
{
    private static readonly DateTimeOffset Then = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static StoredEndpoint Endpoint(FakeMachine machine, string network, string address, SandboxId? sandbox)
    {
        var endpoint = new StoredEndpoint(EndpointId.New(RandomSource.Secure), machine.Stored(network).Id, $"e{address.Split('/')[0]}", RecordState.Active, Then)
        {
            Sandbox = sandbox,
            IsReserved = sandbox is null,
            InterfaceName = sandbox is null ? null : "eth0",
            MacAddress = MacAddress.Parse("02:00:00:00:00:01"),
            Addresses = [InterfaceAddress.Parse(address)],
        };
        machine.Change(() => machine.Write(machine.Disk!.Apply(new StateChange { Endpoints = [endpoint] })));
        return endpoint;
    }

    public static StoredSandbox Sandbox(FakeMachine machine, string name, Func<StoredSandbox, StoredSandbox>? change = null)
    {
        var sandbox = new StoredSandbox(SandboxId.New(RandomSource.Secure), name, $"/fake/run/netns/{name}", RecordState.Active, Then);
        machine.Change(() =>
        {
            machine.AddNamespace(sandbox.NamespacePath);
            sandbox = sandbox with { NamespaceIdentity = machine.Namespaces[sandbox.NamespacePath].Identity, OwnsNamespace = true, BootId = machine.BootId };
            sandbox = change is null ? sandbox : change(sandbox);
            machine.Write(machine.Disk!.Apply(new StateChange { Sandboxes = [sandbox] }));
        });
        return sandbox;
    }
}
