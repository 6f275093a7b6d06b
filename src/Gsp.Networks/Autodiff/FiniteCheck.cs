using System.Numerics;

namespace Gsp.Networks;

/// <summary>Finds the operation that first made a number that is not finite.</summary>
internal static class FiniteCheck
{
    public static void Value<T>(string operation, Tensor<T> output)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!output.Workspace.Device.AllFinite(output))
        {
            string layer = output.Workspace.LayerPath;
            throw new ArithmeticException(
                $"{operation}{(layer.Length == 0 ? "" : $" in {layer}")} gave a value of shape {output.Shape} that is not finite"
            );
        }
    }

    public static void Gradient<T>(Node<T> node, Tensor<T> gradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!gradient.Workspace.Device.AllFinite(gradient))
        {
            throw new ArithmeticException($"the gradient of shape {gradient.Shape} that reaches {node} is not finite");
        }
    }
}
