using System.Collections.Immutable;

namespace NetController.Firewall.Backends;

/// <summary>A program to run.</summary>
/// <param name="Program">Its path.</param>
/// <param name="Arguments">Its arguments, not parsed by any shell.</param>
/// <param name="Input">What it reads from standard input.</param>
internal sealed record ProcessCommand(string Program, ImmutableArray<string> Arguments, string Input = "");
