// A daemon that owns a host's container networks and that the stock `docker network` commands talk to; dockerd's start-up order is in Daemon.cs.
using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("linux")]

return await NetDaemon.Daemon.RunAsync(args);
