namespace NetController.AspNetCore.Calls;

/// <summary>A value that a query may hold.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means.</param>
/// <param name="Type">Its type in the words of JSON Schema.</param>
internal readonly record struct ApiParameter(string Name, string Description, string Type = "string");
