using System.Text.Json;

namespace Gsp.Cli;

/// <summary>Another name under which an option is accepted, for instance in the setting files of a published study.</summary>
/// <param name="Name">The other name.</param>
/// <param name="Property">The option it stands for; nested ones with a dot, two with a plus.</param>
/// <param name="Convert">Turns the value into the option's own; null where they are alike.</param>
internal sealed record OptionAlias(string Name, string Property, Func<JsonElement, object?>? Convert = null);
