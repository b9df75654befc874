using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NetController.TestSupport;

namespace NetController.Hosting.Kernel.Tests;

/// <summary>A generic host whose controller works in the test's fake host, configured as a program is: by text.</summary>
public abstract class HostTest : KernelTest
{
    protected string State { get; private set; } = string.Empty;

    [SetUp]
    public void MakeStateDirectory() => State = Directory.CreateTempSubdirectory("nctest-hosting-").FullName;

    [TearDown]
    public void RemoveStateDirectory() => Directory.Delete(State, recursive: true);

    private protected HostApplicationBuilder Create(params (string Key, string Value)[] options)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        (string Key, string Value)[] all =
        [
            ("StateDirectory", Path.Combine(State, "state")), ("RunDirectory", Path.Combine(State, "run")), ("HostNamespacePath", Host.Path), .. options,
        ];
        builder.Configuration.AddInMemoryCollection(all.Select(static option => KeyValuePair.Create($"NetController:{option.Key}", (string?)option.Value)));
        builder.Services.AddNetworkController(builder.Configuration.GetSection("NetController"));
        builder.Services.AddHealthChecks().AddNetworkController();
        return builder;
    }
}
