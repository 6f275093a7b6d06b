namespace Gsp.Networks;

/// <summary>Where in a network something is computed: a layer's name within the layer around it. Joined to a path only when somebody reads it.</summary>
internal sealed class LayerName(LayerName? parent, string name)
{
    public LayerName? Parent => parent;

    public override string ToString() => parent is null ? name : $"{parent}.{name}";
}
