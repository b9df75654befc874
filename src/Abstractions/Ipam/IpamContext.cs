namespace NetController.Ipam;

/// <summary>What a controller hands to the IPAM drivers it makes.</summary>
/// <param name="Instance">The instance, which seeds its stable IPv6 prefix.</param>
/// <param name="Time">The clock that leases rest by.</param>
public sealed record IpamContext(InstanceId Instance, TimeProvider Time);

/// <summary>Makes an IPAM driver for a controller that is starting.</summary>
public delegate IIpamDriver IpamDriverFactory(IpamContext context);
