namespace Gsp.Figures;

/// <summary>An edge of a drawn graph.</summary>
/// <param name="From">The node it leaves, from 0.</param>
/// <param name="To">The node it enters, from 0.</param>
/// <param name="Weight">Its weight; the stroke's width grows with its absolute value.</param>
public readonly record struct DrawnEdge(int From, int To, double Weight = 1);
