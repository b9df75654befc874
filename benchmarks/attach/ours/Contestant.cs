using System.Diagnostics;
using NetController.Drivers.Bridge;
using NetController.Firewall;

namespace NetController.Benchmarks.Attach;

/// <summary>A controller in the namespace that this process was started in, a bridge network, and sandboxes that come and go.</summary>
internal sealed class Contestant : IAsyncDisposable
{
    private readonly NetworkController _controller;
    private readonly Network _network;
    private readonly StepTimes _steps;
    private readonly List<Sandbox> _others = [];
    private Sandbox? _sandbox;
    private int _made;
    private (long Began, long Bytes) _start;

    private Contestant(NetworkController controller, Network network, StepTimes steps) => (_controller, _network, _steps) = (controller, network, steps);

    internal static async Task<Contestant> BeginAsync(FirewallBackend firewall, string directory, StepTimes steps)
    {
        var options = new NetworkControllerOptions
        {
            StateDirectory = Path.Combine(directory, "state"),
            RunDirectory = Path.Combine(directory, "run"),
            Firewall = firewall,
        };
        var controller = await new NetworkControllerBuilder(options).UseStepObserver(steps).InitializeAsync();
        var network = await controller.CreateNetworkAsync(new NetworkSpec("bench", new BridgeNetworkOptions())
        {
            Subnets = [new SubnetRequest(IPPrefix.Parse("10.99.0.0/16"))],
        });
        return new Contestant(controller, network, steps);
    }

    public ValueTask DisposeAsync() => _controller.DisposeAsync();

    /// <summary>Attaches and detaches until the runtime has compiled everything in its final form.</summary>
    internal async Task WarmUpAsync(TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; Stopwatch.GetElapsedTime(began) < time; i++)
        {
            await AttachAsync(1 + (i % 4));
            await DetachAsync();
        }
    }

    /// <summary>Attaches a sandbox that is new, as a container's is.</summary>
    internal async Task<Measure> AttachAsync(int ports)
    {
        var spec = Spec(8080, ports);
        _sandbox = await _controller.CreateSandboxAsync(new SandboxSpec($"sandbox{_made++}"));
        Start();
        await _controller.ConnectAsync(_network, _sandbox, spec);
        return Stop();
    }

    /// <summary>Takes it off the network; afterwards it is removed, which is not counted.</summary>
    internal async Task<Measure> DetachAsync()
    {
        Start();
        await _controller.DisconnectAsync(_network, _sandbox!);
        var taken = Stop();
        await _controller.DeleteSandboxAsync(_sandbox!);
        return taken;
    }

    /// <summary>Attaches further sandboxes with a port each.</summary>
    internal async Task<Measure> FillAsync(int count)
    {
        var requests = new List<ConnectRequest>();
        for (var i = 0; i < count; i++)
        {
            _others.Add(await _controller.CreateSandboxAsync(new SandboxSpec($"other{i}")));
            requests.Add(new ConnectRequest(_network, _others[i], Spec(10000 + i, 1)));
        }

        Start();
        await _controller.ConnectAllAsync(requests);
        return Stop();
    }

    /// <summary>Takes the further sandboxes off the network, all at once.</summary>
    internal async Task<Measure> DisconnectOthersAsync()
    {
        Start();
        await Task.WhenAll(_others.Select(other => _controller.DisconnectAsync(_network, other).AsTask()));
        return Stop();
    }

    /// <summary>Deletes the further sandboxes with whatever they are attached to.</summary>
    internal async Task<Measure> DeleteOthersAsync()
    {
        Start();
        await Task.WhenAll(_others.Select(other => _controller.DeleteSandboxAsync(other).AsTask()));
        var taken = Stop();
        _others.Clear();
        return taken;
    }

    private static EndpointSpec Spec(int firstPort, int ports) => new()
    {
        Ports = [new PortMapping(TransportProtocol.Tcp, new PortRange(80, 79 + ports)) { HostPorts = new PortRange(firstPort, firstPort + ports - 1) }],
    };

    private void Start()
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        _steps.Clear();
        _start = (Stopwatch.GetTimestamp(), bytes);
    }

    private Measure Stop()
    {
        var ended = Stopwatch.GetTimestamp();
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - _start.Bytes;
        return new Measure((long)Stopwatch.GetElapsedTime(_start.Began, ended).TotalNanoseconds, bytes, _steps.IsOn ? _steps.Take(_start.Began, ended) : null);
    }
}
