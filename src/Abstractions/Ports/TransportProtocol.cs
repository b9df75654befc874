namespace NetController;

/// <summary>A protocol with ports; the number is the one in IP headers (IANA).</summary>
public enum TransportProtocol
{
    /// <summary>TCP (RFC 9293).</summary>
    Tcp = 6,

    /// <summary>UDP (RFC 768).</summary>
    Udp = 17,

    /// <summary>SCTP (RFC 9260); only where the kernel has it.</summary>
    Sctp = 132,
}
