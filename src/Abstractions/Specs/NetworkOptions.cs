namespace NetController;

/// <summary>What a network asks of its driver. Each driver derives its own record, and the record's type chooses the driver.</summary>
public abstract record NetworkOptions;
