using NetController.Drivers;
using NetController.Ipam;

namespace NetController.Hosting;

/// <summary>A network driver that a host adds.</summary>
internal sealed record DriverRegistration(Func<IServiceProvider, DriverContext, INetworkDriver> Create);

/// <summary>An IPAM driver that a host adds.</summary>
internal sealed record IpamRegistration(Func<IServiceProvider, IpamContext, IIpamDriver> Create);

/// <summary>A last word on the controller's options in code.</summary>
internal sealed record OptionsChange(Func<IServiceProvider, NetworkControllerOptions, NetworkControllerOptions> Apply);
