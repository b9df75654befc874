using NetController.Sandboxes;

namespace NetController.Controller.Tests.Fakes;

/// <summary>The namespaces of a <see cref="FakeMachine"/>.</summary>
internal sealed class FakeNamespaces(FakeMachine machine) : INamespaces
{
    public string Create(string path)
    {
        machine.Effect($"ip netns add {path}", () => machine.AddNamespace(path));
        return machine.Namespaces[path].Identity;
    }

    public void Delete(string path) => machine.Effect($"ip netns delete {path}", () => machine.RemoveNamespace(path));

    public string? Identify(string path) => machine.Unreadable?.Invoke(path) is { } failure ? throw failure : path == "/proc/self/ns/net" ? "net:[1]" : machine.Namespaces.GetValueOrDefault(path)?.Identity;

    public IInterior Open(StoredSandboxPlace place) => machine.Unreadable?.Invoke(place.Path) is { } failure ? throw failure
        : machine.Namespaces.TryGetValue(place.Path, out var found) && (place.Identity ?? found.Identity) == found.Identity
            ? new FakeInterior(machine, place.Path)
            : throw new ObjectNotFoundException("namespace of sandbox", place.Sandbox, "remove the sandbox");
}
